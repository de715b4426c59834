package io.evenkeel.keeper.cli;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.KeyHolders;
import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.cycle.HedgeCycle.Conduct;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.sign.SignerOpening;
import io.evenkeel.keeper.sign.TransactionSigner;
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

    /** The key and the journal as well. */
    static Optional<LiveKeeper> live(KeeperConfig config, Conduct conduct, Clock clock, PrintWriter errors) {
        Optional<TransactionSigner> signer = signer(config, errors);
        if (signer.isEmpty()) {
            return Optional.empty();
        }
        Optional<Journal> journal = journal(config, errors);
        if (journal.isEmpty()) {
            signer.get().close();
            return Optional.empty();
        }
        return Optional.of(Wiring.live(
                Wiring.readOnly(config, signer.get().address(), clock), signer.get(), journal.get(), conduct, clock));
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

    private static Optional<TransactionSigner> signer(KeeperConfig config, PrintWriter errors) {
        return switch (KeyHolders.open(config.key().holder())) {
            case SignerOpening.Opened opened -> Optional.of(opened.signer());
            case SignerOpening.Refused refused -> {
                errors.println("key: " + refused.reason());
                yield Optional.empty();
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
