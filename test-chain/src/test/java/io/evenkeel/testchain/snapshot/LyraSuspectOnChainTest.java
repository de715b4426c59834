package io.evenkeel.testchain.snapshot;

import static io.evenkeel.testchain.snapshot.DecidingKeeper.assertInsideThePolicysBand;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.health.HealthStore.Acknowledged;
import io.evenkeel.keeper.health.WatchedSnapshots;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.LyraListing;
import io.evenkeel.testchain.vault.Transactor;
import io.evenkeel.testchain.vault.VenueListing;
import io.evenkeel.testchain.vault.VenueListings;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who run Lyra change it under a vault that wants to deal there: nothing is traded until an operator has looked. */
@ForkedChainTest(usdPerEth = 2000, with = "lyra")
class LyraSuspectOnChainTest {
    private static final String LIMITS = """
            {gamma: 5 %, gammaMove: 10 %, vega: 5 %, vegaMove: 10 %, horizon: 5d, riskAversionPerQuote: 0.001,
                  volatilityOfVolatility: 0.9, mostPremiumPerPlan: 20000, mostPremiumPerDay: 20000,
                  write: {part: 4 %, delta: 0.35, leastToExpiry: 20d, mostToExpiry: 40d}}""";

    private static final Function FREEZE = Function.parse("setBoardFrozen(uint256,bool)");
    private static final Function SET_LEAST = Function.parse(
            "setMinCollateralParameters((uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256))");
    private static final Function NOMINATE = Function.parse("nominateNewOwner(address)");
    private static final Function ACCEPT = Function.parse("acceptOwnership()");

    private ForkedChain chain;
    private MarketDriver market;
    private KeeperBench bench;
    private DecidingKeeper deciding;
    private WatchedSnapshots snapshots;
    private VenueId lyra;

    @BeforeEach
    void aFilledVaultWhoseVenuesWereSeen(ForkedChain fork, MarketDriver driver, @TempDir Path folder) {
        chain = fork;
        market = driver;
        bench = new KeeperBench(fork, driver);
        lyra = new VenueId(bench.pair.base().chainId(), LyraListing.VENUE);
        Path file = DemoFiles.write(
                folder,
                fork.httpUrl(),
                fork.webSocketUrl(),
                fork.rpc().chainId(),
                fork.addresses(),
                bench.deployed(),
                VenueListings.possibleOn(fork.addresses()),
                LIMITS);
        deciding = DecidingKeeper.configured(bench, file);
        ReadOnlyKeeper keeper = deciding.keeper();
        snapshots = new WatchedSnapshots(
                keeper.snapshots(), keeper.health(), keeper.config().health());
        market.step(MarketPrice.of("2000"));
        assertThat(taken().warnings()).isEmpty();
        snapshots.news();
    }

    @AfterEach
    void close() {
        deciding.close();
    }

    @Test
    void whatLyrasOwnersChangeIsSeenAndNothingIsTradedThereUntilItIsAcknowledged() {
        Transactor owner = owner();
        owner.call(chain.addresses().get("lyra.optionMarket"), FREEZE, BigInteger.ONE, true);
        owner.mine();
        sees("a board frozen");
        owner.call(chain.addresses().get("lyra.optionMarket"), FREEZE, BigInteger.ONE, false);
        owner.mine();
        assertThat(taken().warnings()).as("a stop is over when it is over").isEmpty();
        snapshots.news();

        BigInteger one = BigInteger.TEN.pow(18);
        owner.call(
                chain.addresses().get("lyra.optionGreekCache"),
                SET_LEAST,
                Tuple.from(
                        one.multiply(BigInteger.valueOf(300)),
                        one.divide(BigInteger.TWO),
                        one.multiply(BigInteger.TWO),
                        BigInteger.valueOf(14 * 86_400),
                        one,
                        BigInteger.valueOf(56 * 86_400),
                        one.multiply(BigInteger.valueOf(12)).divide(BigInteger.TEN),
                        one.multiply(BigInteger.valueOf(8)).divide(BigInteger.TEN)));
        owner.mine();
        sees("other terms: least collateral");
        CycleOutcome.WouldSend hedging = (CycleOutcome.WouldSend) deciding.look();
        assertThat(hedging.plan().dealsInOptions()).isFalse();
        deciding.carryOut(hedging.plan(), hedging.snapshot());
        assertInsideThePolicysBand(taken().snapshot());

        acknowledge();
        taken();
        snapshots.news();
        assertThat(deciding.actUntilItHolds()).anyMatch(HedgePlan::dealsInOptions);

        owner.call(chain.addresses().get("lyra.liquidityPool"), NOMINATE, VenueListing.abi(KeeperBench.KEEPER));
        owner.mine();
        Transactor next = new Transactor(chain.rpc(), market.blocks(), KeeperBench.KEEPER);
        next.call(chain.addresses().get("lyra.liquidityPool"), ACCEPT);
        next.mine();
        sees("in other hands: LiquidityPool's owner");
    }

    @Test
    void otherCodeIsNotBelievedAndCountsItsHaircut() {
        deciding.actUntilItHolds();
        String pricer = chain.addresses().get("lyra.optionMarketPricer").hex();
        String code = chain.rpc().request("eth_getCode", pricer, "latest").asString();
        chain.rpc().request("hardhat_setCode", pricer, code + "00");
        market.mineBlock();

        SnapshotOutcome.Taken seen = taken();

        assertThat(seen.warnings()).anySatisfy(line -> assertThat(line).contains("OptionMarketPricer's code"));
        assertThat(seen.snapshot().venue(lyra).orElseThrow().condition()).isEqualTo(VenueCondition.UNREADABLE);
    }

    /** The next snapshot says so, and an operator is told once. */
    private void sees(String words) {
        SnapshotOutcome.Taken seen = taken();
        assertThat(seen.warnings())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(lyra.name()).contains(words));
        assertThat(snapshots.news())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("'ack " + lyra.name() + "'"));
        assertThat(seen.snapshot().venue(lyra).orElseThrow().condition())
                .isIn(VenueCondition.REDUCE_ONLY, VenueCondition.FROZEN);
    }

    private void acknowledge() {
        SnapshotOutcome.Taken now = taken();
        ReadOnlyKeeper keeper = deciding.keeper();
        int last = keeper.health().acknowledged(lyra).orElseThrow().number();
        now.observations().stream()
                .filter(each -> each.venue().equals(lyra))
                .forEach(each -> keeper.health()
                        .acknowledge(
                                lyra,
                                new Acknowledged(
                                        last + 1, now.snapshot().block().timestamp(), each.watch())));
    }

    private SnapshotOutcome.Taken taken() {
        return (SnapshotOutcome.Taken) snapshots.read();
    }

    private Transactor owner() {
        return new Transactor(chain.rpc(), market.blocks(), chain.addresses().get("accounts.owner"));
    }
}
