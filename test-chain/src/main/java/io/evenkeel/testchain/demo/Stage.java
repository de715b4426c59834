package io.evenkeel.testchain.demo;

import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.cycle.HedgeCycle.Conduct;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.testchain.Faucet;
import io.evenkeel.testchain.ForkSource;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.OriginChain;
import io.evenkeel.testchain.OriginSpec;
import io.evenkeel.testchain.Progress;
import io.evenkeel.testchain.demo.LockStep.ChainClock;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.testchain.vault.VaultDeployment;
import io.evenkeel.testchain.vault.VenueListing;
import io.evenkeel.testchain.vault.VenueListings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything a scenario needs, set up in order and taken down in reverse. */
public final class Stage implements AutoCloseable {
    private static final BigInteger HUNDRED_ETHER = BigInteger.TEN.pow(20);
    private static final int STEPS_BETWEEN_PAGES = 30;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Scenario scenario;
    private final ForkedChain chain;
    private final DeployedVault vault;
    private final MarketDriver driver;
    private final Ledger ledger = new Ledger();
    private final LockStep play;
    private int pages;

    private Stage(Scenario scenario, Progress progress) {
        this.scenario = scenario;
        try {
            chain = keep(ForkedChain.start(source(progress), ForkedChain.Mining.ON_DEMAND));
            progress.report("forked at " + chain.httpUrl());
            driver = new MarketDriver(chain);
            driver.step(scenario.path().start());
            Path folder = keepFolder();
            KeeperKey key = KeeperKey.make(folder);
            new Faucet(chain.rpc()).setEther(key.address(), HUNDRED_ETHER);
            Setting setting = scenario.setting();
            vault = VaultDeployment.deploy(
                    chain,
                    driver.blocks(),
                    key.address(),
                    chain.addresses().get("accounts.owner"),
                    setting.numbers(),
                    setting.mix());
            List<VenueListing> listed = VenueListings.possibleOn(chain.addresses());
            listed.forEach(
                    listing -> listing.on(chain, driver.blocks(), vault.main().policy(), setting.listed()));
            // Anybody may liquidate, and somebody would.
            driver.watchForLiquidation(vault.main().vault());
            driver.watchForOrders(vault.main().vault());
            progress.report("deployed and filled two vaults, one to hedge and its twin to leave alone");
            Path file = DemoFiles.write(
                    folder,
                    chain.httpUrl(),
                    chain.webSocketUrl(),
                    chain.rpc().chainId(),
                    chain.addresses(),
                    vault,
                    listed,
                    setting.optionLimits());
            KeeperConfig config = config(file);
            ChainClock clock = new ChainClock(driver.blocks().head().time());
            TransactionSigner signer = key.open(config);
            Journal journal = key.journal(config);
            LiveKeeper keeper = keep(Wiring.live(
                    Wiring.readOnly(config, key.address(), Clock.systemUTC()), signer, journal, Conduct.LIVE, clock));
            keeper.settlement().step(clock.instant());
            ReadOnlyKeeper witness = keep(Wiring.readOnly(config, key.address(), Clock.systemUTC()));
            ReadOnlyKeeper twin =
                    keep(Wiring.readOnly(config.withVault(vault.twin().vault()), key.address(), Clock.systemUTC()));
            progress.report("the keeper is ready; playing " + scenario.path().name());
            play = new LockStep(
                    driver,
                    scenario,
                    keeper,
                    witness,
                    twin,
                    Wiring.lensCall(config, key.address()),
                    clock,
                    ledger,
                    failing -> failing.protocol()
                            .fail(failing.kind(), chain, driver, vault.main().vault()));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** @throws IllegalStateException when something cannot be started, with the reason */
    public static Stage set(Scenario scenario, Progress progress) {
        return new Stage(scenario, progress);
    }

    public LockStep play() {
        return play;
    }

    public Ledger ledger() {
        return ledger;
    }

    public DeployedVault vault() {
        return vault;
    }

    public ForkedChain chain() {
        return chain;
    }

    /** For output that is not redrawn: true for the first step and then now and then. */
    boolean everySoOften() {
        return pages++ % STEPS_BETWEEN_PAGES == 0;
    }

    public Map<String, Object> summary() {
        return ledger.summary(scenario, Liquidations.count(chain, vault));
    }

    private ForkSource source(Progress progress) {
        Optional<ForkSource> named = ForkSource.named(System.getenv());
        if (named.isPresent()) {
            return named.get();
        }
        int start = (int) Math.round(scenario.path().start().usd());
        OriginSpec spec = OriginSpec.at(start).with(scenario.setting().extras().toArray(String[]::new));
        OriginChain origin = keep(OriginChain.start(spec, progress));
        return new ForkSource.Origin(origin);
    }

    private static KeeperConfig config(Path file) {
        return switch (ConfigReader.read(file)) {
            case ConfigReader.Outcome.Loaded loaded -> loaded.config();
            case ConfigReader.Outcome.Invalid invalid ->
                throw new IllegalStateException("the demo's own configuration: " + invalid.problems());
        };
    }

    private <T extends AutoCloseable> T keep(T opened) {
        open.push(opened);
        return opened;
    }

    private Path keepFolder() {
        try {
            Path folder = Files.createTempDirectory("evenkeel-demo-");
            open.push(() -> {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            });
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                // The rest must still come down; what could not is named.
                System.err.println("demo: could not close everything: " + failed);
            }
        }
    }
}
