package io.evenkeel.testchain.snapshot;

import static io.evenkeel.testchain.snapshot.DecidingKeeper.assertInsideThePolicysBand;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.margin.lyra.LyraBacking;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.SettleOptions;
import io.evenkeel.plan.HedgeAction.TradeOptions;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.LyraListing;
import io.evenkeel.testchain.vault.Transactor;
import io.evenkeel.testchain.vault.VaultMix;
import io.evenkeel.testchain.vault.VenueListings;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A keeper wired from a configuration writes calls at Lyra, and buys curvature back there once there is too much. */
@ForkedChainTest(usdPerEth = 2000, with = "lyra")
class OptionsOnChainTest {
    /** 150 ETH of it, hardly any of them in a range: the curvature is that of the options. */
    private static final VaultMix SMALL = new VaultMix(500_000, 0.6, 0.02, 0.2);

    private static final String LIMITS = """
            {gamma: 0.15 %, gammaMove: 10 %, vega: VEGA, vegaMove: 10 %, horizon: 5d, riskAversionPerQuote: 0.05,
                  volatilityOfVolatility: 0.9, mostPremiumPerPlan: 20000, mostPremiumPerDay: 20000PROGRAMME}""";

    private static final String CALLS = ", write: {part: 20 %, delta: 0.35, leastToExpiry: 20d, mostToExpiry: 40d}";
    private static final Function FREEZE = Function.parse("setBoardFrozen(uint256,bool)");
    private static final Function STAND_STILL = Function.parse("setForceFail(bool)");
    private static final int BOARDS = 2;

    private static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final BigInteger SUSD_PER_USDC = BigInteger.TEN.pow(12);

    private KeeperBench bench;
    private DecidingKeeper keeper;
    private MarketDriver market;
    private ForkedChain chain;
    private Path files;

    @BeforeEach
    void aFilledVaultThatHasWrittenCalls(ForkedChain fork, MarketDriver driver, @TempDir Path folder) {
        chain = fork;
        market = driver;
        files = folder;
        bench = new KeeperBench(fork, market, SMALL);
        keeper = configured("5 %", CALLS);
        market.step(MarketPrice.of("2000"));
        assertThat(options(keeper.actUntilItHolds()))
                .singleElement()
                .matches(trade -> trade.contracts().signum() < 0);
    }

    private DecidingKeeper configured(String vega, String programme) {
        return DecidingKeeper.configured(
                bench,
                DemoFiles.write(
                        files,
                        chain.httpUrl(),
                        chain.webSocketUrl(),
                        chain.rpc().chainId(),
                        chain.addresses(),
                        bench.deployed(),
                        VenueListings.possibleOn(chain.addresses()),
                        LIMITS.replace("VEGA", vega).replace("PROGRAMME", programme)));
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void gammaThatARisingMarketAndPassingTimeTakeBeyondItsLimitIsBoughtBackWithOptions() {
        passing("2100", 7);
        keeper.actUntilItHolds();
        double limit = limits().gamma().fraction();
        assertThat(gammaUse(keeper.read())).as("so far all is well").isLessThan(limit);

        passing("2200", 5);
        MarketSnapshot beyond = keeper.read();
        assertThat(gammaUse(beyond)).isGreaterThan(limit);
        List<HedgePlan> plans = keeper.actUntilItHolds();

        MarketSnapshot bought = keeper.read();
        assertThat(gammaUse(bought)).isLessThan(limit);
        assertInsideThePolicysBand(bought);
        HedgePlan plan = plans.getFirst();
        TradeOptions trade = options(List.of(plan)).getFirst();
        assertThat(trade.contracts().signum()).isPositive();
        assertThat(plan.actions())
                .as("its delta is hedged in the same plan")
                .hasAtLeastOneElementOfType(ChangeDelta.class);
        assertThat(plan.reasons())
                .anyMatch(reason -> reason.startsWith("gamma makes 0.2 % of NAV"))
                .anyMatch(reason -> reason.startsWith("options bring cost and risk of 5 days to"));
        assertThat(premiumSince(beyond)).isGreaterThan(bench.usdc("1000")).isLessThanOrEqualTo(trade.worstPremium());
        assertThat(bench.account.premiumsAtMost(
                        bench.account.prepare(plan, beyond).callData()))
                .as("as a keeper that is started again reads it in the journal")
                .containsExactly(trade.worstPremium());
        assertThat(sold(bought)).as("what was written stays").isEqualTo(sold(beyond));
    }

    @Test
    void vegaBeyondItsLimitIsBoughtBackWithOptions() {
        try (DecidingKeeper stricter = configured("0.08 %", "")) {
            MarketSnapshot beyond = stricter.read();
            assertThat(vegaUse(stricter, beyond)).isGreaterThan(0.0008);

            List<HedgePlan> plans = stricter.actUntilItHolds();

            assertThat(plans.getFirst().reasons()).anyMatch(reason -> reason.startsWith("vega makes"));
            assertThat(options(plans))
                    .isNotEmpty()
                    .allMatch(trade -> trade.contracts().signum() > 0);
            assertThat(vegaUse(stricter, stricter.read())).isLessThan(0.0008);
            assertInsideThePolicysBand(stricter.read());
        }
    }

    @Test
    void whileTheBoardsAreFrozenDeltaAloneIsTradedAndOptionsAgainOnceTheyAreOpen() {
        passing("2100", 7);
        keeper.actUntilItHolds();
        freeze(true);
        passing("2190", 6);

        List<HedgePlan> frozen = keeper.actUntilItHolds();

        assertThat(frozen).isNotEmpty().noneMatch(HedgePlan::dealsInOptions);
        assertThat(frozen.getFirst().reasons())
                .anyMatch(reason -> reason.startsWith("gamma makes"))
                .anyMatch(reason -> reason.contains("delta is traded instead"));
        assertInsideThePolicysBand(keeper.read());

        freeze(false);
        market.step(MarketPrice.of("2190"));
        assertThat(options(keeper.actUntilItHolds())).isNotEmpty();
        assertThat(gammaUse(keeper.read())).isLessThan(limits().gamma().fraction());
        assertInsideThePolicysBand(keeper.read());
    }

    @Test
    void optionsThatTheSimulationRefusesAreLeftAsideAndDeltaIsHedgedInTheSameCycle() {
        passing("2100", 7);
        keeper.actUntilItHolds();
        standStill(true);
        passing("2190", 6);

        CycleOutcome.WouldSend refused = (CycleOutcome.WouldSend) keeper.look();

        assertThat(refused.plan().dealsInOptions()).isFalse();
        assertThat(refused.plan().reasons()).anyMatch(reason -> reason.contains("is left alone until"));
        assertThat(keeper.keeper().planner().news())
                .singleElement(as(STRING))
                .startsWith(LyraListing.VENUE + " is left alone until")
                .contains("would revert");
        keeper.carryOut(refused.plan(), refused.snapshot());
        assertInsideThePolicysBand(keeper.read());

        market.step(MarketPrice.of("2190"));
        assertThat(keeper.look()).isInstanceOf(CycleOutcome.Held.class);
        assertThat(keeper.keeper().planner().news()).as("told once").isEmpty();

        standStill(false);
        market.step(MarketPrice.of("2190"), Duration.ofHours(2));
        assertThat(options(keeper.actUntilItHolds())).as("tried again").isNotEmpty();
        assertThat(gammaUse(keeper.read())).isLessThan(limits().gamma().fraction());
    }

    @Test
    void whatHasExpiredIsSettledThoughThereIsNothingElseToDo() {
        try (DecidingKeeper other = configured("5 %", "")) {
            passing("2010", 14);
            other.actUntilItHolds();
            passing("2020", 13);
            other.actUntilItHolds();
            passing("2020", 1);
            MarketSnapshot expired = other.read();
            assertThat(expired.holdings().further().positions())
                    .allMatch(option -> !((OptionPosition) option)
                            .expiry()
                            .isAfter(expired.block().timestamp()));

            HedgePlan plan = ((Decision.Act) other.decide(expired)).plan();
            other.carryOut(plan, expired);

            assertThat(plan.actions()).hasExactlyElementsOfTypes(SettleOptions.class);
            MarketSnapshot settled = other.read();
            assertThat(settled.holdings().further().positions()).isEmpty();
            LyraBacking backing = (LyraBacking) settled.venues().stream()
                    .filter(LyraBacking.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(backing.account().idleBase())
                    .as("what backed them is free, less the pool's fee, for the next")
                    .isGreaterThan(bench.wei("29.9"));
            assertInsideThePolicysBand(settled);
            assertThat(other.actUntilItHolds()).noneMatch(HedgePlan::dealsInOptions);
        }
    }

    private void freeze(boolean frozen) {
        Transactor owner = owner();
        for (int board = 1; board <= BOARDS; board++) {
            owner.call(chain.addresses().get("lyra.optionMarket"), FREEZE, BigInteger.valueOf(board), frozen);
        }
        owner.mine();
    }

    /** What is paid in stands still: seen by whoever tries a trade, and by nobody who reads the market. */
    private void standStill(boolean still) {
        Transactor owner = owner();
        owner.call(chain.addresses().get("lyra.susd"), STAND_STILL, still);
        owner.mine();
    }

    private Transactor owner() {
        return new Transactor(chain.rpc(), market.blocks(), chain.addresses().get("accounts.owner"));
    }

    private static double vegaUse(DecidingKeeper keeper, MarketSnapshot snapshot) {
        Exposure exposure = Exposures.of(snapshot, snapshot.price().best());
        return keeper.keeper()
                .config()
                .limits()
                .options()
                .orElseThrow()
                .vegaUse(exposure.greeks().vega(), snapshot.envelope().nav().wholeAsDouble());
    }

    /** What the option market and its pool took of the vault's sUSD since this snapshot, in USDC. */
    private TokenAmount premiumSince(MarketSnapshot before) {
        JsonNode transfers = chain.rpc()
                .request(
                        "eth_getLogs",
                        Map.of(
                                "fromBlock", JsonRpc.hex(before.block().number() + 1),
                                "address", chain.addresses().get("lyra.susd").hex(),
                                "topics", List.of(TRANSFER, topic(bench.vault.address()))));
        List<String> takers = Stream.of("lyra.optionMarket", "lyra.liquidityPool")
                .map(name -> topic(chain.addresses().get(name)))
                .toList();
        BigInteger paid = BigInteger.ZERO;
        for (JsonNode transfer : transfers) {
            boolean taken = takers.contains(transfer.path("topics").get(2).asString());
            BigInteger units = new BigInteger(transfer.path("data").asString().substring(2), 16);
            paid = taken ? paid.add(units) : paid;
        }
        return new TokenAmount(bench.pair.quote(), paid.divide(SUSD_PER_USDC));
    }

    private static String topic(Address address) {
        return "0x" + "0".repeat(24) + address.hex().substring(2);
    }

    private static TokenDelta sold(MarketSnapshot snapshot) {
        return snapshot.holdings().further().positions().stream()
                .map(OptionPosition.class::cast)
                .map(OptionPosition::contracts)
                .filter(contracts -> contracts.signum() < 0)
                .reduce(TokenDelta::plus)
                .orElseThrow();
    }

    private void passing(String price, int days) {
        market.step(MarketPrice.of(price), Duration.ofDays(days));
    }

    private static List<TradeOptions> options(List<HedgePlan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.actions().stream())
                .filter(TradeOptions.class::isInstance)
                .map(TradeOptions.class::cast)
                .toList();
    }

    private double gammaUse(MarketSnapshot snapshot) {
        Exposure exposure = Exposures.of(snapshot, snapshot.price().best());
        return limits().gammaUse(
                        exposure.gamma(),
                        snapshot.price().best().asDouble(),
                        snapshot.envelope().nav().wholeAsDouble());
    }

    private OptionLimits limits() {
        return keeper.keeper().config().limits().options().orElseThrow();
    }
}
