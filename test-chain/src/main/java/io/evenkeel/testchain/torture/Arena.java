package io.evenkeel.testchain.torture;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.Faucet;
import io.evenkeel.testchain.ForkSource;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.OriginChain;
import io.evenkeel.testchain.OriginSpec;
import io.evenkeel.testchain.Progress;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.demo.KeeperKey;
import io.evenkeel.testchain.fault.FaultProxy;
import io.evenkeel.testchain.fault.SeededFaults;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.testchain.vault.VaultDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A node, a vault on it that wants hedging, an operator's folder, and a line between them that can be made to fail. */
final class Arena implements AutoCloseable {
    private static final int START_USD = 2000;
    private static final BigInteger THOUSAND_ETHER = BigInteger.TEN.pow(21);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ForkedChain chain;
    private final MarketDriver market;
    private final SeededFaults faults;
    private final FaultProxy line;
    private final DeployedVault contracts;
    private final Address keeper;
    private final Path folder;
    private final Path config;

    /** Which program the chain is. */
    enum Node {
        ANVIL,
        HARDHAT
    }

    private Arena(Node node, Path folder, long seed, Progress progress) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            chain = switch (node) {
                case ANVIL -> keep(ForkedChain.onAnvil(OriginSpec.at(START_USD), progress));
                case HARDHAT ->
                    keep(ForkedChain.start(
                            new ForkSource.Origin(keep(OriginChain.start(OriginSpec.at(START_USD), progress))),
                            ForkedChain.Mining.ON_DEMAND));
            };
            market = new MarketDriver(chain);
            market.step(MarketPrice.of(Integer.toString(START_USD)));
            keeper = KeeperKey.make(folder).address();
            new Faucet(chain.rpc()).setEther(keeper, THOUSAND_ETHER);
            contracts = VaultDeployment.deploy(
                    chain, market.blocks(), keeper, chain.addresses().get("accounts.owner"));
            faults = new SeededFaults(seed);
            line = keep(new FaultProxy(chain.httpUrl(), faults));
            config = DemoFiles.write(
                    folder, line.httpUrl(), line.webSocketUrl(), chain.rpc().chainId(), chain.addresses(), contracts);
            // A line that stays silent is the torture's daily bread: what is waited for it is not what is measured.
            // Hardhat takes seconds over a simulation whose state it has to fetch from the origin first.
            String timeout = node == Node.HARDHAT ? "timeout: 20s" : "timeout: 4s";
            Files.writeString(config, Files.readString(config).replace("timeout: 60s", timeout));
        } catch (IOException failed) {
            close();
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /**
     * @param folder for configuration, keystore and journal; made when it is missing
     * @throws IllegalStateException when something cannot be started, with the reason
     */
    static Arena open(Node node, Path folder, long seed, Progress progress) {
        return new Arena(node, folder, seed, progress);
    }

    JsonRpc rpc() {
        return chain.rpc();
    }

    MarketDriver market() {
        return market;
    }

    SeededFaults faults() {
        return faults;
    }

    FaultProxy line() {
        return line;
    }

    DeployedVault contracts() {
        return contracts;
    }

    Address keeper() {
        return keeper;
    }

    Path config() {
        return config;
    }

    Path state() {
        return folder.resolve("state");
    }

    private <T extends AutoCloseable> T keep(T opened) {
        open.push(opened);
        return opened;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                // The rest must still come down; what could not is named.
                System.err.println("torture: could not close everything: " + failed);
            }
        }
    }
}
