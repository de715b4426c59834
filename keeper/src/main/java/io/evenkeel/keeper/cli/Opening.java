package io.evenkeel.keeper.cli;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.KeyHolders;
import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.config.KeyHolder;
import io.evenkeel.keeper.cycle.HedgeCycle.Conduct;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.sign.KeyInOpening;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Opens what a configuration names. Every way it can fail is one line on the error output. */
final class Opening {
    private Opening() {}

    /** Everything but the key: the keystore tells its address without its password. */
    static Optional<ReadOnlyKeeper> readOnly(KeeperConfig config, PrintWriter errors) {
        return keeperAddress(config, errors).map(address -> Wiring.readOnly(config, address, Clock.systemUTC()));
    }

    /**
     * @param key whether the keeper's key can be opened, which may still be under way; asking waits for it
     */
    record Live(LiveKeeper keeper, KeyInOpening key) {}

    /**
     * The key and the journal as well. A key that nobody has to type a password for is opened meanwhile: what is under
     * way can be looked at without it.
     */
    static Optional<Live> live(KeeperConfig config, Conduct conduct, Clock clock, PrintWriter errors) {
        Optional<KeyInOpening> opening = keeperAddress(config, errors).map(address -> key(config, address));
        if (opening.isEmpty()) {
            return Optional.empty();
        }
        KeyInOpening key = opening.get();
        Optional<Journal> journal = journal(config, errors);
        if (journal.isEmpty()) {
            key.close();
            return Optional.empty();
        }
        ReadOnlyKeeper reading = Wiring.readOnly(config, key.address(), clock);
        return Optional.of(new Live(Wiring.live(reading, key, journal.get(), conduct, clock), key));
    }

    private static KeyInOpening key(KeeperConfig config, Address address) {
        KeyHolder holder = config.key().holder();
        // With somebody at the keyboard nothing else may write to the screen meanwhile.
        return KeyHolders.needsAPersonToOpen(holder)
                ? KeyInOpening.finished(address, KeyHolders.open(holder))
                : KeyInOpening.start(address, () -> KeyHolders.open(holder));
    }

    static Optional<Journal> journal(KeeperConfig config, PrintWriter errors) {
        return switch (Wiring.journal(config)) {
            case JournalOpening.Opened opened -> Optional.of(opened.journal());
            case JournalOpening.Refused refused -> {
                errors.println("state: " + refused.reason());
                yield Optional.empty();
            }
        };
    }

    /** What the journal says is under way, also while a keeper runs; empty when it cannot be read. */
    static Optional<List<IntentEntry>> unsettled(KeeperConfig config, PrintWriter errors) {
        if (config.state().database().isEmpty() && !H2JournalFile.exists(config.stateDirectory())) {
            return Optional.of(List.of());
        }
        return switch (Wiring.journalToRead(config)) {
            case JournalOpening.Refused refused -> {
                errors.println("state: " + refused.reason());
                yield Optional.empty();
            }
            case JournalOpening.Opened opened -> {
                try (Journal journal = opened.journal()) {
                    yield Optional.of(journal.unresolved());
                }
            }
        };
    }

    private static Optional<Address> keeperAddress(KeeperConfig config, PrintWriter errors) {
        return switch (KeyHolders.address(config.key().holder())) {
            case KeyHolders.AddressOutcome.Known known -> Optional.of(known.address());
            case KeyHolders.AddressOutcome.Unknown unknown -> {
                errors.println("key.keystore: " + unknown.reason() + "; make one with 'evenkeel keys new'");
                yield Optional.empty();
            }
        };
    }
}
