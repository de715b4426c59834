package io.evenkeel.testchain.snapshot;

import static io.evenkeel.testchain.snapshot.WatchedVault.MOST_CYCLES_TO_BAND;
import static io.evenkeel.testchain.snapshot.WatchedVault.MOST_CYCLES_TO_HEDGE;
import static io.evenkeel.testchain.snapshot.WatchedVault.assertInsideThePolicysBand;
import static io.evenkeel.testchain.snapshot.WatchedVault.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.health.HealthStore.Acknowledged;
import io.evenkeel.keeper.health.WatchedSnapshots;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.PerpV2Gauges;
import io.evenkeel.testchain.vault.Transactor;
import io.evenkeel.testchain.vault.VenueListing;
import io.evenkeel.units.TokenDelta;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Those who run the real protocols change them under a hedged vault, by their own transactions: the next cycle puts
 * nothing new there, what is then to be hedged goes to the others, and an acknowledgement ends it.
 */
@ForkedChainTest(
        usdPerEth = 2000,
        with = {"perp-v2-proxies", "perps-v2"})
class SuspectsOnChainTest {
    private static final String STRANGER = "accounts.arbitrageur";
    private static final String WETH = "tokens.weth";
    private static final String USDC = "tokens.usdc";

    private WatchedVault vault;
    private KeeperBench bench;
    private WatchedSnapshots snapshots;
    private ForkedChain chain;
    private MarketDriver market;
    private AddressBook book;
    private Transactor owner;

    @BeforeEach
    void aHedgedVaultWhoseVenuesWereSeen(ForkedChain fork, MarketDriver driver, @TempDir Path folder)
            throws IOException {
        chain = fork;
        market = driver;
        book = fork.addresses();
        vault = WatchedVault.hedged(fork, driver, folder);
        bench = vault.bench();
        snapshots = vault.snapshots();
        owner = new Transactor(fork.rpc(), driver.blocks(), book.get("accounts.owner"));
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void whatPerpV2sOwnersChangeIsSeenAndTheMarketGoesOnAtTheOthers() {
        sees(bench.perp, "perpV2.clearingHouse", "pause()", "ClearingHouse paused");
        does("perpV2.clearingHouse", "unpause()");
        assertThat(taken().warnings()).as("a stop is over when it is over").isEmpty();
        sees(bench.perp, "perpV2.clearingHouseConfig", "setMaxFundingRate(uint24)", "most funding, millionths", 50_000);
        acknowledge(bench.perp);
        sees(bench.perp, "perpV2.vault", "setOwner(address)", "in other hands: Vault's owner", STRANGER);

        goesOnWithout(bench.perp);
    }

    @Test
    void whatAavesOwnersChangeIsSeenAndTheMarketGoesOnAtTheOthers() {
        String configurator = "aaveV3.poolConfigurator";
        sees(bench.aave, configurator, "setPoolPause(bool)", "WETH paused; USDC paused", true);
        does(configurator, "setPoolPause(bool)", false);
        sees(bench.aave, configurator, "setReserveFreeze(address,bool)", "WETH frozen", WETH, true);
        does(configurator, "setReserveFreeze(address,bool)", WETH, false);
        assertThat(taken().warnings()).isEmpty();
        sees(
                bench.aave,
                configurator,
                "configureReserveAsCollateral(address,uint256,uint256,uint256)",
                "other terms: USDC lending limits",
                USDC,
                7_000L,
                7_500L,
                10_450L);
        acknowledge(bench.aave);
        String registry = "aaveV3.addressesProvider";
        sees(bench.aave, registry, "setACLAdmin(address)", "in other hands: administrator of roles", STRANGER);
        acknowledge(bench.aave);
        does("chainlink.ethUsdAggregator", "disableAccessCheck()");
        sees(
                bench.aave,
                "aaveV3.oracle",
                "setAssetSources(address[],address[])",
                "priced by something else: WETH's price source",
                new String[] {WETH},
                new String[] {"chainlink.ethUsdAggregator"});

        goesOnWithout(bench.aave);
    }

    @Test
    void whatSynthetixsOwnersChangeIsSeenAndTheMarketGoesOnAtTheOthers() {
        byte[] market = word("sETHPERP");
        String status = "perpsV2.systemStatus";
        does(status, "updateAccessControl(bytes32,address,bool,bool)", word("Futures"), "accounts.owner", true, true);
        sees(bench.perps, status, "suspendFuturesMarket(bytes32,uint256)", "market suspended", market, 1L);
        does(status, "resumeFuturesMarket(bytes32)", market);
        assertThat(taken().warnings()).isEmpty();
        sees(
                bench.perps,
                "perpsV2.perpsV2MarketSettings",
                "setTakerFeeOffchainDelayedOrder(bytes32,uint256)",
                "other terms: taker's fee",
                market,
                5_000_000_000_000_000L);
        acknowledge(bench.perps);
        // to another of the contracts that stand behind the proxy anyway: no other code, another way into it
        sees(
                bench.perps,
                "perpsV2.market",
                "addRoute(bytes4,address,bool)",
                "in other hands: routes of the proxy",
                new byte[] {1, 2, 3, 4},
                "perpsV2.marketPart",
                false);

        goesOnWithout(bench.perps);
    }

    /** Policy and planner count the same haircut without anybody telling either. */
    @Test
    void anUpgradedProtocolCountsItsHaircutUntilTheOwnerHasLookedAndTheOperatorToo() {
        MarketSnapshot before = taken().snapshot();
        TokenDelta full = before.venue(bench.perp).orElseThrow().delta();
        assertThat(full.signum()).isNegative();

        owner.call(
                book.get("perpV2.proxyAdmin"),
                Function.parse("upgrade(address,address)"),
                VenueListing.abi(book.get("perpV2.vault")),
                VenueListing.abi(book.get("perpV2.vaultUpgrade")));
        owner.mine();

        SnapshotOutcome.Taken seen = taken();
        assertThat(seen.warnings()).anySatisfy(line -> assertThat(line).contains("upgraded: Vault's code was 0x"));
        TokenDelta counted = seen.snapshot().venue(bench.perp).orElseThrow().delta();
        assertThat(condition(seen, bench.perp)).isEqualTo(VenueCondition.UNREADABLE);
        assertThat(counted.abs()).isLessThan(full.abs());
        assertThat(bench.delta(seen.snapshot()))
                .as("planner and policy")
                .isEqualTo(bench.policy().netDelta());

        vault.actUntilItHolds(MOST_CYCLES_TO_BAND);
        assertInsideThePolicysBand(taken().snapshot());

        PerpV2Gauges.replace(chain, market.blocks(), bench.deployed().main().policy());
        assertThat(condition(taken(), bench.perp)).isEqualTo(VenueCondition.REDUCE_ONLY);
        acknowledge(bench.perp);
        assertThat(condition(taken(), bench.perp)).isEqualTo(VenueCondition.OPEN);
        vault.actUntilItHolds(MOST_CYCLES_TO_HEDGE);
        assertInsideThePolicysBand(taken().snapshot());
    }

    /** The next snapshot says so, of that venue alone, and an operator is told once. */
    private void sees(VenueId suspect, String contract, String signature, String words, Object... arguments) {
        SnapshotOutcome.Taken before = taken();
        snapshots.news();

        does(contract, signature, arguments);

        SnapshotOutcome.Taken seen = taken();
        assertThat(seen.warnings())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(suspect.name()).contains(words));
        assertThat(snapshots.news())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("'ack " + suspect.name() + "'"));
        assertThat(condition(seen, suspect)).isIn(VenueCondition.REDUCE_ONLY, VenueCondition.FROZEN);
        for (VenueId other : List.of(bench.perp, bench.aave, bench.perps)) {
            if (!other.equals(suspect)) {
                assertThat(condition(seen, other)).isEqualTo(condition(before, other));
            }
        }
    }

    private void goesOnWithout(VenueId suspect) {
        TokenDelta hedged = taken().snapshot().venue(suspect).orElseThrow().hedge();
        market.step(MarketPrice.of("1900"));
        vault.actUntilItHolds(MOST_CYCLES_TO_BAND);

        MarketSnapshot after = taken().snapshot();
        assertInsideThePolicysBand(after);
        TokenDelta grown = hedged.minus(after.venue(suspect).orElseThrow().hedge());
        assertThat(grown).as("nothing but interest").isLessThan(bench.weth("0.001"));
        assertThat(snapshots.news()).as("it was told already").isEmpty();

        acknowledge(suspect);
        assertThat(taken().warnings()).isEmpty();
        assertThat(condition(taken(), suspect)).isEqualTo(VenueCondition.OPEN);
    }

    private static byte[] word(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 32);
    }

    /** Its owner's transaction. Text names an address of the book. */
    private void does(String contract, String signature, Object... arguments) {
        Object[] values = Arrays.stream(arguments).map(this::value).toArray();
        owner.call(book.get(contract), Function.parse(signature), values);
        owner.mine();
        if (signature.startsWith("setOwner")) {
            // Perp v2's owners are asked whether they want to be
            Transactor next = new Transactor(chain.rpc(), market.blocks(), book.get(STRANGER));
            next.call(book.get(contract), Function.parse("updateOwner()"));
            next.mine();
        }
    }

    private Object value(Object given) {
        return switch (given) {
            case String name -> VenueListing.abi(book.get(name));
            case String[] names ->
                Arrays.stream(names)
                        .map(name -> VenueListing.abi(book.get(name)))
                        .toArray(com.esaulpaugh.headlong.abi.Address[]::new);
            case Long number -> BigInteger.valueOf(number);
            default -> given;
        };
    }

    /** As the operator's command does it. */
    private void acknowledge(VenueId venue) {
        SnapshotOutcome.Taken now = taken();
        int last = vault.keeper().health().acknowledged(venue).orElseThrow().number();
        now.observations().stream()
                .filter(each -> each.venue().equals(venue))
                .forEach(each -> vault.keeper()
                        .health()
                        .acknowledge(
                                venue,
                                new Acknowledged(
                                        last + 1, now.snapshot().block().timestamp(), each.watch())));
    }

    private SnapshotOutcome.Taken taken() {
        return vault.taken();
    }
}
