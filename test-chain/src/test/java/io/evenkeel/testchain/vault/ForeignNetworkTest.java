package io.evenkeel.testchain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkSource;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.ForkedChain.Mining;
import io.evenkeel.testchain.OriginChain;
import io.evenkeel.testchain.OriginSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A fork of a network on which we own no account: its address book names protocols only. */
class ForeignNetworkTest {
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000a11ce");
    private static final Address GUARDIAN = Address.of("0x0000000000000000000000000000000000000b0b");

    @Test
    void theVaultIsDeployedAndFilledThereToo(@TempDir Path folder) throws IOException {
        try (OriginChain network = OriginChain.start(OriginSpec.at(2000), System.out::println)) {
            ForkSource source = new ForkSource.Network(
                    network.url(), protocolsOnly(network.addresses(), folder), OptionalLong.of(network.headBlock()));
            try (ForkedChain fork = ForkedChain.start(source, Mining.ON_DEMAND)) {
                DeployedVault deployed = VaultDeployment.deploy(fork, new BlockProducer(fork.rpc()), KEEPER, GUARDIAN);

                assertThat(new Views(fork).number(deployed.main().vault(), "totalAssets()") / 1e6)
                        .isCloseTo(2_000_000, withPercentage(0.05));
            }
        }
    }

    private static AddressBook protocolsOnly(AddressBook all, Path folder) throws IOException {
        Map<String, String> protocols = new TreeMap<>();
        for (String name : all.names()) {
            if (!name.startsWith("accounts.")) {
                protocols.put(name, all.get(name).hex());
            }
        }
        Path file = folder.resolve("addresses.json");
        Files.writeString(file, new JsonMapper().writeValueAsString(protocols));
        return AddressBook.read(file);
    }
}
