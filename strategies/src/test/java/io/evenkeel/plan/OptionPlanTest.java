package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.Spot;
import io.evenkeel.options.OptionType;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.risk.OptionProgramme;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Options are traded when the operator's programme or the limits on curvature ask for it, with the delta they bring. */
class OptionPlanTest {
    private static final Asset ETH = new Asset("ETH");
    private static final OptionProgramme CALLS =
            new OptionProgramme(new Bps(5_000), 0.25, Duration.ofDays(10), Duration.ofDays(40));
    private static final OptionProgramme PUTS =
            new OptionProgramme(new Bps(5_000), 0.20, Duration.ofDays(10), Duration.ofDays(40));

    private static final Market MARKET = Market.at(AVault.NOW)
            .withToken(WETH, new TokenPricing.Plain(ETH))
            .withToken(USDC, new TokenPricing.Plain(new Asset("USDC")))
            .withPrice(ETH, 3000)
            .withPrice(new Asset("USDC"), 1)
            .with(new Volatility(ETH), 0.8)
            .with(new DiscountRate(), 0.05)
            .with(new CarryRate(ETH), 0.05);

    private static final List<PaperOffer> LISTED = List.of(
            PaperOffer.of(OptionType.CALL, "3000", 28),
            PaperOffer.of(OptionType.CALL, "3600", 28),
            PaperOffer.of(OptionType.CALL, "4800", 28),
            PaperOffer.of(OptionType.PUT, "2400", 28),
            PaperOffer.of(OptionType.PUT, "3000", 28),
            PaperOffer.of(OptionType.CALL, "3600", 4));

    @Test
    void withoutLimitsOnOptionsNoneIsTradedWhateverIsOnOffer() {
        Decision decision =
                HedgePlanner.plan(offering(hedged(), LISTED), TestLimits.ordinary(), new PlannerMode.Normal());

        assertThat(decision).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void coveredCallsAreWrittenAtTheDeltaThatWasAskedForAndTheirDeltaIsHedgedInTheSamePlan() {
        MarketSnapshot before = offering(hedged(), LISTED);

        HedgePlan plan = act(before, limits(Optional.of(CALLS), Optional.empty()));

        HedgeAction.TradeOptions written = options(plan).getFirst();
        assertThat(written.series().toString()).startsWith("3600 call of 2021-06-16");
        assertThat(written.contracts()).isEqualTo(weth("-50"));
        assertThat(plan.actions().getFirst()).isEqualTo(written);
        assertThat(change(plan))
                .as("what was sold of delta is bought back where the hedge lies")
                .isPositive();
        assertThat(plan.expectedDeltaAfter().wholeAsDouble()).isCloseTo(0, within(band(before)));
        assertThat(plan.maxLoss().wholeAsDouble())
                .isLessThan(before.envelope().lossBudgetLeft().wholeAsDouble());
        assertThat(plan.reasons()).anyMatch(reason -> reason.contains("calls to write"));
    }

    @Test
    void aProgrammeThatIsFulfilledWantsNothingMoreUntilItsSeriesExpires() {
        RiskLimits limits = limits(Optional.of(CALLS), Optional.empty());
        MarketSnapshot before = offering(hedged(), LISTED);
        HedgePlan plan = act(before, limits);

        MarketSnapshot written = TradedOptions.after(before, plan.actions());
        assertThat(new WrittenProgramme(written, limits, limits.options().orElseThrow())
                        .wish()
                        .trades())
                .isEmpty();

        Position expired = new OptionPosition(
                "old", OptionType.CALL, LISTED.get(1).option().strike(), AVault.NOW, weth("-50"));
        MarketSnapshot rolled = offering(hedged(), LISTED, expired);
        assertThat(new WrittenProgramme(rolled, limits, limits.options().orElseThrow())
                        .wish()
                        .trades())
                .hasSize(1);
    }

    /** Until it is settled an expired put moves with the price; a plan that rolls settles it first. */
    @Test
    void whatHasExpiredIsCountedAsSettledInThePlanThatRollsIt() {
        Position expired = new OptionPosition("old", OptionType.PUT, price("3600"), AVault.NOW, weth("20"));
        AVault vault = aVault().holding("100", "900000")
                .with(PaperPerp.flat("perp-one").shortOf(80, 3000, 300_000));
        MarketSnapshot before = offering(vault, LISTED, expired);
        assertThat(Exposures.of(before, before.price().best()).delta().wholeAsDouble())
                .isCloseTo(0, within(1e-9));

        HedgePlan plan = act(before, limits(Optional.of(CALLS), Optional.empty()));

        double writtenDelta = options(plan).getFirst().contracts().wholeAsDouble()
                * LISTED.get(1).greeks(price("3000"), AVault.NOW).delta();
        assertThat(change(plan)).isCloseTo(-(20 + writtenDelta), within(band(before)));
        assertThat(plan.expectedDeltaAfter().wholeAsDouble()).isCloseTo(0, within(band(before)));
        Exposure after = Exposures.of(TradedOptions.after(before, plan.actions()), price("3000"));
        assertThat(after.nav().wholeAsDouble())
                .as("20 puts pay 600 each")
                .isCloseTo(Exposures.of(before, price("3000")).nav().wholeAsDouble(), within(2_500.0));
    }

    @Test
    void noMoreIsWrittenThanBaseIsThereToBackIt() {
        AVault poor =
                aVault().holding("4", "900000").with(PaperPerp.flat("perp-one").shortOf(4, 3000, 300_000));
        MarketSnapshot before = offering(poor, LISTED, new Spot("elsewhere", weth("0")));

        HedgePlan plan = act(before, limits(Optional.of(CALLS), Optional.empty()));

        assertThat(options(plan).getFirst().contracts()).isEqualTo(weth("-2"));
    }

    @Test
    void protectivePutsAreBoughtForAsMuchPremiumAsAPlanMayPay() {
        MarketSnapshot before = offering(hedged(), LISTED);
        RiskLimits wide = limits(Optional.empty(), Optional.of(PUTS));
        RiskLimits tight =
                wide.withOptions(wide.options().map(options -> options.withPremiumPaid(TokenAmount.of(USDC, "39500"))));

        HedgeAction.TradeOptions whole = options(act(before, wide)).getFirst();
        HedgeAction.TradeOptions part = options(act(before, tight)).getFirst();

        assertThat(whole.series().toString()).startsWith("2400 put");
        assertThat(whole.contracts()).isEqualTo(weth("50"));
        assertThat(part.contracts().wholeAsDouble()).isBetween(1.0, 49.0);
        assertThat(part.worstPremium()).isLessThanOrEqualTo(TokenAmount.of(USDC, "500"));
    }

    @Test
    void gammaWithinItsLimitIsLeftAlone() {
        assertThat(HedgePlanner.plan(offering(shortOf(-2), LISTED, sold("-2")), curvature(), new PlannerMode.Normal()))
                .isInstanceOf(Decision.Hold.class);
    }

    @Test
    void gammaBeyondItsLimitIsBoughtBackWithItsDeltaWhereThatIsCheaperThanTradingDelta() {
        MarketSnapshot before = offering(shortOf(-300), LISTED, sold("-300"));
        Exposure start = Exposures.of(before, before.price().best());

        HedgePlan plan = act(before, curvature());

        Exposure end = Exposures.of(
                TradedOptions.after(before, plan.actions()), before.price().best());
        assertThat(options(plan))
                .isNotEmpty()
                .allSatisfy(trade -> assertThat(trade.contracts().signum())
                        .as("nothing is sold that is not held: %s", trade)
                        .isPositive());
        assertThat(Math.abs(end.gamma())).isLessThan(0.8 * Math.abs(start.gamma()));
        assertThat(plan.expectedDeltaAfter().wholeAsDouble()).isCloseTo(0, within(band(before)));
        assertThat(plan.reasons())
                .anyMatch(reason -> reason.startsWith("gamma makes"))
                .anyMatch(reason -> reason.startsWith("options bring cost and risk"));
    }

    /** A transaction has room for few legs: what one series leaves, the next cycle looks at. */
    @Test
    void oneSeriesIsBoughtAtATimeTheBestAloneAndNoneWhereTheVenueHasNoRoomForAnother() {
        MarketSnapshot before = offering(shortOf(-300), LISTED, sold("-300"));

        assertThat(options(act(before, curvature()))).hasSize(1);

        List<PaperOffer> full = LISTED.stream().map(PaperOffer::full).toList();
        MarketSnapshot crowded = offering(shortOf(-300), full, sold("-300"));
        assertThat(options(act(crowded, curvature())))
                .singleElement()
                .extracting(HedgeAction.TradeOptions::series)
                .isEqualTo(LISTED.getFirst().option());
    }

    @Test
    void whatAProgrammeKeepsWrittenIsNotBoughtBackSinceItWouldBeWrittenAgain() {
        OptionProgramme kept = new OptionProgramme(new Bps(10_000), 0.5, Duration.ofDays(10), Duration.ofDays(40));

        HedgePlan plan =
                act(offering(shortOf(-300), LISTED, sold("-300")), limits(Optional.of(kept), Optional.empty()));

        assertThat(options(plan))
                .singleElement()
                .extracting(HedgeAction.TradeOptions::series)
                .isNotEqualTo(LISTED.getFirst().option());
    }

    @Test
    void noMoreIsWrittenThanGammaHasRoomForAndNothingWhereThatIsLittle() {
        MarketSnapshot before = offering(hedged(), LISTED);
        double each = LISTED.get(1).greeks(price("3000"), AVault.NOW).gamma();
        double nav = before.envelope().nav().wholeAsDouble();
        RiskLimits roomy = limits(Optional.of(CALLS), Optional.empty());
        OptionLimits options = roomy.options().orElseThrow();

        OptionTrade cut = new WrittenProgramme(before, roomy, gamma(options, 30.5 * each, nav))
                .wish()
                .trades()
                .getFirst();
        List<OptionTrade> none = new WrittenProgramme(before, roomy, gamma(options, 5.5 * each, nav))
                .wish()
                .trades();

        assertThat(cut.contracts().wholeAsDouble()).isBetween(-31.0, -20.0);
        assertThat(none).isEmpty();
    }

    /** With the limit on gamma at about this much, rounded down. */
    private static OptionLimits gamma(OptionLimits options, double most, double nav) {
        Bps limit = new Bps((int) (options.gammaUse(most, 3000, nav) * 10_000));
        return new OptionLimits(
                limit,
                options.gammaMove(),
                options.vega(),
                options.vegaMove(),
                options.horizon(),
                options.riskAversionPerQuote(),
                options.volatilityOfVolatility(),
                options.mostPremiumPerPlan(),
                options.mostPremiumPerDay(),
                options.write(),
                options.protect(),
                options.premiumPaid());
    }

    @Test
    void optionsThatCostMoreThanTradingDeltaAreLeftAndThePlanSaysWhy() {
        List<PaperOffer> dear = LISTED.stream().map(offer -> offer.charging(30)).toList();

        Decision decision =
                HedgePlanner.plan(offering(shortOf(-300), dear, sold("-300")), curvature(), new PlannerMode.Normal());

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.reasons())
                                .anyMatch(reason -> reason.contains("delta is traded instead")));
    }

    @Test
    void whatBuyingLosesFitsIntoTheLossBudgetOrIsMadeSmaller() {
        AVault narrow = shortOf(-300)
                .policy(limits -> new AVault.Limits(
                        limits.target(),
                        limits.bandBps(),
                        1_500,
                        limits.turnoverLeft(),
                        limits.deRiskLeft(),
                        limits.stopped(),
                        limits.reduceOnly(),
                        limits.keeperAllowed()));
        MarketSnapshot before = offering(narrow, LISTED, sold("-300"));

        Decision decision = HedgePlanner.plan(before, curvature(), new PlannerMode.Normal());

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Act.class,
                        act -> assertThat(act.plan().maxLoss().wholeAsDouble()).isLessThanOrEqualTo(1_500));
    }

    @Test
    void aVaultThatMayOnlyReduceTradesNoOptions() {
        Decision decision = HedgePlanner.plan(
                offering(hedged(), LISTED),
                limits(Optional.of(CALLS), Optional.of(PUTS)),
                new PlannerMode.ReduceOnly(List.of("the operator says so")));

        assertThat(decision).isInstanceOf(Decision.Hold.class);
    }

    private static AVault hedged() {
        return aVault().holding("100", "900000").with(PaperPerp.flat("perp-one").shortOf(100, 3000, 300_000));
    }

    /** Hedged for a sold at-the-money call of so many contracts, within a little. */
    private static AVault shortOf(double contracts) {
        double delta =
                contracts * LISTED.getFirst().greeks(price("3000"), AVault.NOW).delta();
        String base = String.format(Locale.ROOT, "%.6f", -delta);
        return aVault().holding(base, "1500000").with(PaperPerp.flat("perp-one").shortOf(0.001, 3000, 300_000));
    }

    private static Position sold(String contracts) {
        return new OptionPosition(
                "sold",
                OptionType.CALL,
                LISTED.getFirst().option().strike(),
                LISTED.getFirst().option().expiry(),
                weth(contracts));
    }

    private static MarketSnapshot offering(AVault vault, List<PaperOffer> offers, Position... held) {
        MarketSnapshot plain =
                vault.snapshot(held.length == 0 ? Portfolio.NOTHING : new Portfolio(MARKET, List.of(held)));
        return new MarketSnapshot(
                plain.block(),
                plain.account(),
                plain.pair(),
                plain.sequence(),
                plain.price(),
                plain.holdings(),
                plain.venues(),
                plain.envelope(),
                plain.baseFee(),
                plain.keeperBalance(),
                new ArrayList<>(offers));
    }

    private static RiskLimits curvature() {
        return limits(Optional.empty(), Optional.empty());
    }

    private static RiskLimits limits(Optional<OptionProgramme> write, Optional<OptionProgramme> protect) {
        return TestLimits.ordinary()
                .withOptions(Optional.of(new OptionLimits(
                        new Bps(20),
                        new Bps(1_000),
                        new Bps(200),
                        new Bps(1_000),
                        Duration.ofDays(7),
                        5e-4,
                        0.9,
                        TokenAmount.of(USDC, "40000"),
                        TokenAmount.of(USDC, "40000"),
                        write,
                        protect,
                        TokenAmount.zero(USDC))));
    }

    private static HedgePlan act(MarketSnapshot snapshot, RiskLimits limits) {
        Decision decision = HedgePlanner.plan(snapshot, limits, new PlannerMode.Normal());
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }

    private static List<HedgeAction.TradeOptions> options(HedgePlan plan) {
        return plan.actions().stream()
                .filter(HedgeAction.TradeOptions.class::isInstance)
                .map(HedgeAction.TradeOptions.class::cast)
                .toList();
    }

    private static double change(HedgePlan plan) {
        return plan.actions().stream()
                .filter(HedgeAction.ChangeDelta.class::isInstance)
                .map(action -> ((HedgeAction.ChangeDelta) action).change())
                .mapToDouble(TokenDelta::wholeAsDouble)
                .sum();
    }

    private static double band(MarketSnapshot snapshot) {
        return snapshot.envelope().band().wholeAsDouble();
    }
}
