package io.evenkeel.keeper.cli;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.config.KeeperConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens what a configuration names. Every way it can fail is one line on the error output. */
final class Opening {
    private Opening() {}

    /** Everything but the key: the keystore tells its address without its password. */
    static Optional<ReadOnlyKeeper> readOnly(KeeperConfig config, PrintWriter errors) {
        return keeperAddress(config.key().keystore(), errors)
                .map(address -> Wiring.readOnly(config, address, Clock.systemUTC()));
    }

    private static Optional<Address> keeperAddress(Path keystore, PrintWriter errors) {
        switch (Documents.readJson(keystore)) {
            case Documents.Outcome.Unreadable unreadable -> {
                errors.println("key.keystore: " + unreadable.reason() + "; make one with 'evenkeel keys new'");
                return Optional.empty();
            }
            case Documents.Outcome.Read read -> {
                try {
                    return Optional.of(Address.of(String.valueOf(read.values().get("address"))));
                } catch (IllegalArgumentException notOne) {
                    errors.println(
                            "key.keystore: " + keystore + " is not a keystore of version 3: it names no address");
                    return Optional.empty();
                }
            }
        }
    }
}
