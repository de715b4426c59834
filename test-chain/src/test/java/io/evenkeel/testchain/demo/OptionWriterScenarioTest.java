package io.evenkeel.testchain.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.options.OptionType;
import io.evenkeel.plan.HedgeAction.TradeOptions;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.demo.Happening.Confirmed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A month in steps of a day: calls written and puts bought, curvature bought back, a fall of 30 %, settlement, and the
 * next ones.
 */
class OptionWriterScenarioTest {
    private static final int STEPS = 31;
    /** Of the scenario's configuration. */
    private static final double GAMMA_LIMIT = 0.0009;

    private static PlayedScenario month;

    @BeforeAll
    static void play() {
        month = PlayedScenario.play("option-writer", 1, STEPS);
    }

    @Test
    void theMarketFallsByThirtyPercentWhileTheOptionsRun() {
        double first = price(month.minutes().getFirst());
        double least = month.minutes().stream()
                .mapToDouble(OptionWriterScenarioTest::price)
                .min()
                .orElseThrow();
        assertThat(least).isLessThanOrEqualTo(0.7 * first);
    }

    @Test
    void callsAreWrittenAndPutsBoughtAndBothAgainOnceTheyHaveExpired() {
        List<TradeOptions> trades = month.plans().stream()
                .flatMap(plan -> plan.actions().stream())
                .filter(TradeOptions.class::isInstance)
                .map(TradeOptions.class::cast)
                .toList();
        assertThat(trades.stream().filter(trade -> isCallWritten(trade)).map(OptionWriterScenarioTest::expiry))
                .as("expiries of calls that were written")
                .hasSizeGreaterThanOrEqualTo(2)
                .satisfies(expiries -> assertThat(expiries.stream().distinct()).hasSizeGreaterThanOrEqualTo(2));
        assertThat(trades)
                .anyMatch(trade -> trade.series().type() == OptionType.PUT
                        && trade.contracts().signum() > 0);
        assertThat(options(month.lastMinute()))
                .as("at the end nothing is held that has expired")
                .isNotEmpty()
                .allMatch(option ->
                        option.expiry().isAfter(month.lastMinute().block().timestamp()));
    }

    @Test
    void gammaThatPassesItsLimitIsBoughtBackInsideItWithOptions() {
        HedgePlan buying = month.plans().stream()
                .filter(plan -> plan.reasons().stream().anyMatch(reason -> reason.startsWith("gamma makes")))
                .findFirst()
                .orElseThrow();
        assertThat(buying.actions())
                .filteredOn(TradeOptions.class::isInstance)
                .singleElement(type(TradeOptions.class))
                .matches(trade -> trade.contracts().signum() > 0);
        MarketSnapshot before = month.outcomes().stream()
                .filter(CycleOutcome.Broadcast.class::isInstance)
                .map(CycleOutcome.Broadcast.class::cast)
                .filter(sent -> sent.plan().equals(buying))
                .map(CycleOutcome.Broadcast::snapshot)
                .findFirst()
                .orElseThrow();
        MarketSnapshot after = month.all(Confirmed.class).stream()
                .map(Confirmed::after)
                .filter(each -> each.block().number() > before.block().number())
                .findFirst()
                .orElseThrow();
        assertThat(gammaUse(before)).isGreaterThan(GAMMA_LIMIT);
        assertThat(gammaUse(after)).isLessThan(GAMMA_LIMIT);
        assertThat(options(after)).hasSize(options(before).size() + 1);
    }

    /** Part of NAV that gamma makes of a move of a tenth. */
    private static double gammaUse(MarketSnapshot snapshot) {
        double move = 0.1 * price(snapshot);
        double gamma = Exposures.of(snapshot, snapshot.price().best()).gamma();
        return Math.abs(gamma) * move * move / 2 / snapshot.envelope().nav().wholeAsDouble();
    }

    @Test
    void noCallIsEverWrittenBeyondTheBaseThatBacksIt() {
        assertThat(month.minutes())
                .allSatisfy(minute -> assertThat(options(minute).stream()
                                .filter(option -> option.type() == OptionType.CALL)
                                .mapToDouble(option -> -option.contracts().wholeAsDouble())
                                .sum())
                        .isLessThanOrEqualTo(0.12 * 320));
    }

    @Test
    void everyConfirmedTransactionLeavesTheNetDeltaInsideTheBand() {
        List<Confirmed> confirmed = month.all(Confirmed.class);
        assertThat(confirmed).hasSizeGreaterThanOrEqualTo(5).noneMatch(each -> Impairments.isOutsideBand(each.after()));
        assertThat(month.number("max_abs_delta_after")).isLessThanOrEqualTo(month.number("band"));
        assertThat(month.number("reverts")).isZero();
        assertThat(month.number("liquidations")).isZero();
    }

    @Test
    void profitAndLossIsSplitByGreekAndAddsUpToWhatTheVaultEarned() {
        Map<?, ?> terms = (Map<?, ?>) Objects.requireNonNull(month.summary().get("attribution"));
        MarketSnapshot start = firstSeen();
        double earned = nav(month.lastMinute()) - nav(start);
        assertThat(term(terms, "total")).isCloseTo(earned, within(0.02));
        assertThat(terms.keySet().stream()
                        .filter(term -> !term.equals("total"))
                        .mapToDouble(term -> term(terms, term))
                        .sum())
                .isCloseTo(term(terms, "total"), within(0.1));
        assertThat(term(terms, "theta")).as("of options").isNotZero();
        assertThat(term(terms, "hedge")).as("short in a fall").isPositive();
        assertThat(term(terms, "delta")).as("long in a fall").isNegative();
        assertThat(Math.abs(term(terms, "rest")))
                .as("what no term explains")
                .isLessThan(0.02 * Math.abs(term(terms, "delta")));
        assertThat(month.number("gamma")).isNegative();
        assertThat(month.summary()).containsKey("vega");
    }

    /** What the keeper saw before it did anything. */
    private static MarketSnapshot firstSeen() {
        return month.outcomes().stream()
                .filter(CycleOutcome.Broadcast.class::isInstance)
                .map(outcome -> ((CycleOutcome.Broadcast) outcome).snapshot())
                .findFirst()
                .orElseThrow();
    }

    private static double nav(MarketSnapshot snapshot) {
        return Exposures.of(snapshot, snapshot.price().best()).nav().wholeAsDouble();
    }

    private static double term(Map<?, ?> terms, Object name) {
        return ((Number) Objects.requireNonNull(terms.get(name))).doubleValue();
    }

    private static boolean isCallWritten(TradeOptions trade) {
        return trade.series().type() == OptionType.CALL && trade.contracts().signum() < 0;
    }

    private static Instant expiry(TradeOptions trade) {
        return trade.series().expiry();
    }

    private static List<OptionPosition> options(MarketSnapshot snapshot) {
        return snapshot.holdings().further().positions().stream()
                .filter(OptionPosition.class::isInstance)
                .map(OptionPosition.class::cast)
                .toList();
    }

    private static double price(MarketSnapshot snapshot) {
        return snapshot.price().best().asDouble();
    }
}
