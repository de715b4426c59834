package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.Position;
import io.evenkeel.options.OptionType;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.stress.StressGrid;
import io.evenkeel.risk.stress.StressLimits;
import io.evenkeel.risk.stress.StressReport;
import io.evenkeel.risk.stress.StressReport.VenueShortfall;
import io.evenkeel.risk.stress.StressTest;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TestTokens;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Days that have happened, to vaults that might have been there. */
class StressStoriesTest {
    private static final PaperPerp PERP = PaperPerp.flat("perp-v2:ETH");
    private static final PaperPerp OTHER = PaperPerp.flat("perp-b:ETH");
    private static final StressGrid AS_NOW = new StressGrid(
            List.of(0.0), List.of(1.0), List.of(0.0), List.of(1.0), false, Duration.ofDays(7), new Bps(500));

    @Test
    void blackThursdayCostsAnUnhedgedVaultWhatItHoldsInEther() {
        AVault naked = aVault().holding("100", "300000");

        StressReport report = stressed(naked, spot(0, -0.2, -0.43));

        assertThat(report.loss().value()).isCloseTo(0.43 / 2, within(1e-9));
        assertThat(report.loss().cell()).hasToString("spot -43 %");
    }

    @Test
    void blackThursdayCostsAHedgedVaultNothingAndARiseTakesItsThinHedge() {
        // liquidated at 363,000 / 106.25: 13.9 % above
        AVault hedged = aVault().holding("100", "300000").with(PERP.shortOf(100, 3000, 63_000));

        assertThat(stressed(hedged, spot(0, -0.43)).loss().value()).isCloseTo(0, within(1e-9));
        StressReport rise = stressed(hedged, spot(0, 0.2));
        assertThat(rise.liquidations().value()).isEqualTo(1);
        // the ether that is no longer hedged, at the higher price
        assertThat(rise.netDelta().value()).isCloseTo(100 * 3600.0 / 663_000, within(1e-9));
        // 63,000 gained on the ether, less what the account lost: all that was in it
        assertThat(rise.loss().value()).isCloseTo((63_000 - 60_000) / 663_000.0, within(1e-6));
        assertThat(rise.loss().cell()).hasToString("spot +20 %");
    }

    @Test
    void aStablecoinAt88CentsIsAnEighthOfWhatIsHeldInIt() {
        AVault vault = aVault().holding("0", "1000000");

        StressReport report = stressed(vault, stablecoin(1, 0.878));

        assertThat(report.loss().value()).isCloseTo(0.122, within(1e-9));
        assertThat(report.loss().cell()).hasToString("stablecoin 0.878");
    }

    @Test
    void aLoanBackedByAStablecoinIsLiquidatedThoughEtherStandsStill() {
        // owed 100 WETH, 300,000; backed by 400,000: 330,000 count, so that 10 % less of them is the end
        PaperLoan loan = PaperLoan.flat("aave-v3:WETH", USDC).owing(100, 400_000);
        AVault vault = aVault().holding("100", "0").with(loan);

        StressReport report = stressed(vault, stablecoin(1, 0.878));

        assertThat(report.liquidations().value()).isEqualTo(1);
        assertThat(report.liquidations().cell()).hasToString("stablecoin 0.878");
    }

    /** UXD had nearly all of its hedge at Mango when Mango was emptied. */
    @Test
    void aVaultThatHedgesAtOnePlaceLosesAllOfItWhenThatPlaceIsGoneAndHalfWhenItHedgesAtTwo() {
        AVault one = aVault().holding("100", "200000").with(PERP.shortOf(100, 3000, 150_000), OTHER);
        AVault two =
                aVault().holding("100", "200000").with(PERP.shortOf(50, 3000, 75_000), OTHER.shortOf(50, 3000, 75_000));

        StressReport concentrated = stressed(one, venuesFail());
        StressReport spread = stressed(two, venuesFail());

        assertThat(concentrated.loss().value()).isCloseTo(150_000 / 650_000.0, within(1e-9));
        assertThat(concentrated.loss().cell()).hasToString("perp-v2:ETH gone");
        assertThat(concentrated.netDelta().value()).isCloseTo(300_000 / 650_000.0, within(1e-9));
        assertThat(spread.loss().value()).isCloseTo(concentrated.loss().value() / 2, within(1e-9));
        assertThat(spread.netDelta().value()).isCloseTo(concentrated.netDelta().value() / 2, within(1e-9));
    }

    @Test
    void aWeekOfFundingAtAHundredPercentAYearCostsTwoPercentOfTheHedge() {
        AVault vault = aVault().holding("100", "200000").with(PERP.shortOf(100, 3000, 150_000));
        StressGrid funding = new StressGrid(
                List.of(0.0), List.of(1.0), List.of(0.0, 1.0), List.of(1.0), false, Duration.ofDays(7), new Bps(500));

        StressReport report = stressed(vault, funding);

        assertThat(report.loss().value()).isCloseTo(300_000 * 7 / 365.0 / 650_000, within(1e-9));
        assertThat(report.loss().cell()).hasToString("funding +100 % a year");
    }

    @Test
    void aMarketTwiceAsWildLacksTheMarginThatWasEnough() {
        // 30 % away: enough for a floor of 20 %, not for twice that
        AVault vault = aVault().holding("100", "200000").with(PERP.shortOf(100, 3000, 114_375), OTHER);
        StressGrid wild = new StressGrid(
                List.of(0.0), List.of(1.0, 2.0), List.of(0.0), List.of(1.0), false, Duration.ofDays(7), new Bps(500));

        StressReport report = stressed(vault, wild);

        VenueShortfall lacking = report.shortfalls().getFirst();
        // from 30 % to 40 %, of a position that keeps 6.25 %
        assertThat(lacking.lackingQuote()).isCloseTo(0.1 * 300_000 * 1.0625, within(0.01));
        assertThat(lacking.cell()).hasToString("volatility x 2.0");
        assertThat(report.shortfalls().get(1).lackingQuote()).isZero();
        assertThat(stressed(vault, AS_NOW).shortfall().value()).isZero();
    }

    /** At the money a call is worth about 0.4 S σ √T: twice as much in a market twice as wild. */
    @Test
    void callsThatWereSoldCostTwiceAsMuchInAMarketTwiceAsWildAndLessWhenTheDollarsTheyAreOwedInFall() {
        OptionPosition sold = new OptionPosition(
                "call", OptionType.CALL, TestTokens.price("3000"), AVault.NOW.plus(Duration.ofDays(30)), weth("-100"));
        MarketSnapshot snapshot = holding(aVault().holding("50", "300000"), sold);
        double premium = 0.3989 * 3000 * 0.8 * Math.sqrt(30 / 365.0) * 100;

        StressReport wild = stressed(snapshot, volatility(1, 2));

        assertThat(wild.loss().value() * wild.nav()).isCloseTo(premium, within(0.02 * premium));
        assertThat(wild.loss().cell()).hasToString("volatility x 2.0");
        // the dollars that are owed are worth less as well: the loss is on what is held beyond them
        StressReport cheap = stressed(snapshot, stablecoin(0.878));
        assertThat(cheap.loss().value() * cheap.nav()).isLessThan(0.122 * 300_000);
    }

    @Test
    void everythingAtOnceIsOneCellOfTheGridOfDaysThatHappened() {
        AVault vault =
                aVault().holding("100", "200000").with(PERP.shortOf(60, 3000, 90_000), OTHER.shortOf(40, 3000, 60_000));

        StressReport report = stressed(vault, StressGrid.ofDaysThatHappened());

        assertThat(report.cells()).isEqualTo(5 * 2 * 2 * 2 * 3);
        // ether falls, the dollars are worth less, and the larger hedge that had gained is gone
        assertThat(report.loss().cell().spotMove()).isEqualTo(-0.43);
        assertThat(report.loss().cell().stablecoinPrice()).isEqualTo(0.878);
        assertThat(report.loss().cell().gone()).contains(PERP.id());
        assertThat(report.loss().value()).isBetween(0.32, 0.34);
    }

    @Test
    void aPlanIsMadeSmallerWhereItsCollateralWouldBeTooMuchToLoseAtOnePlace() {
        AVault naked = aVault().holding("100", "300000").with(PERP);
        RiskLimits limits = limited(venuesFail(), Optional.of(new Bps(1000)), Optional.empty());

        HedgePlan plan = act(naked, limits);

        AVault after = PaperChain.carryOut(naked, plan);
        StressReport report = StressTest.run(after.snapshot(), limits, venuesFail());
        assertThat(report.loss().value()).isBetween(0.095, 0.1);
        assertThat(plan.reasons())
                .anyMatch(reason -> reason.startsWith("made smaller: stress limit: loss of ")
                        && reason.endsWith("of NAV with perp-v2:ETH gone, at most 10 %"));
    }

    @Test
    void aPlanThatMakesAnUnboundedWorstCaseNoWorseIsLetThrough() {
        AVault naked = aVault().holding("100", "300000").with(PERP);
        RiskLimits limits = limited(spot(0, -0.43), Optional.of(new Bps(100)), Optional.of(new Bps(100)));

        assertThat(stressed(naked, spot(0, -0.43)).loss().value()).isGreaterThan(0.01);
        HedgePlan plan = act(naked, limits);

        assertThat(stressed(PaperChain.carryOut(naked, plan), spot(0, -0.43))
                        .loss()
                        .value())
                .isLessThan(0.01);
    }

    @Test
    void aVaultThatIsLevelSaysWhichLimitItWouldBreakOnABadDay() {
        AVault level = aVault().holding("100", "200000").with(PERP.shortOf(100, 3000, 150_000));
        RiskLimits limits = limited(venuesFail(), Optional.of(new Bps(2000)), Optional.empty());

        Decision decision = HedgePlanner.plan(level.snapshot(), limits, new PlannerMode.ReduceOnly(List.of("asked")));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.reasons())
                                .contains("stress limit: loss of 23.1 % of NAV with perp-v2:ETH gone, at most 20 %"));
    }

    @Test
    void aTopUpIsNeverHeldUpByABadDayThatMightCome() {
        AVault thin = aVault().holding("100", "300000").with(PERP.shortOf(100, 3000, 63_000));
        RiskLimits limits = limited(venuesFail(), Optional.of(new Bps(100)), Optional.empty());

        assertThat(act(thin, limits).actions()).singleElement().isInstanceOf(AddCollateral.class);
    }

    @Test
    void aPlansOutcomeIsTheVaultAsItIsOncePaperHasCarriedItOut() {
        AVault naked = aVault().holding("100", "300000").with(PERP, OTHER);
        RiskLimits limits = TestLimits.ordinary();
        HedgePlan plan = act(naked, limits);

        PlanOutcome outcome = PlanOutcome.of(naked.snapshot(), plan, limits);

        AVault after = PaperChain.carryOut(naked, plan);
        assertThat(outcome.now()).isEqualTo(PlanOutcome.asItIs(naked.snapshot(), limits));
        assertThat(outcome.afterwards()).isEqualTo(PlanOutcome.asItIs(after.snapshot(), limits));
        // a hedge swaps the day on which ether falls for the day on which the hedge is gone as well
        assertThat(outcome.now().loss().cell().gone()).isEmpty();
        assertThat(outcome.afterwards().loss().cell().gone()).isPresent();
    }

    /** More worlds can only be worse, whatever the vault. */
    @Test
    void theWorstOfAGridIsAtLeastTheWorstOfAnyPartOfIt() {
        StressGrid whole = StressGrid.ofDaysThatHappened();
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            AVault vault = aVault().holding(Integer.toString(random.nextInt(200)), "200000")
                    .withRange(1 + random.nextInt(600_000), 2500, 3600)
                    .with(PERP.shortOf(1 + random.nextInt(100), 3000, 1 + random.nextInt(200_000)), OTHER);
            StressReport all = stressed(vault, whole);
            for (StressGrid part : List.of(AS_NOW, spot(0.2), spot(-0.43), stablecoin(0.878), venuesFail())) {
                StressReport some = stressed(vault, part);
                assertThat(all.loss().value())
                        .isGreaterThanOrEqualTo(some.loss().value());
                assertThat(all.netDelta().value())
                        .isGreaterThanOrEqualTo(some.netDelta().value());
                assertThat(all.shortfall().value())
                        .isGreaterThanOrEqualTo(some.shortfall().value());
                assertThat(all.liquidations().value())
                        .isGreaterThanOrEqualTo(some.liquidations().value());
            }
            assertThat(stressed(vault, AS_NOW).loss().value()).isLessThan(0.05);
        }
    }

    @Test
    void aGridWithoutWorldsOrWithTooManyIsRefused() {
        assertThatThrownBy(() -> spot()).hasMessageContaining("spot moves");
        assertThatThrownBy(() -> spot(-1)).hasMessageContaining("-1.0");
        List<Double> many = new Random(1).doubles(20).boxed().toList();
        assertThatThrownBy(() -> new StressGrid(many, many, many, many, false, Duration.ZERO, Bps.ZERO))
                .hasMessageContaining("160000 cells");
    }

    private static StressGrid spot(double... moves) {
        List<Double> all = Arrays.stream(moves).boxed().toList();
        return new StressGrid(all, List.of(1.0), List.of(0.0), List.of(1.0), false, Duration.ofDays(7), new Bps(500));
    }

    private static StressGrid stablecoin(double... prices) {
        List<Double> all = Arrays.stream(prices).boxed().toList();
        return new StressGrid(List.of(0.0), List.of(1.0), List.of(0.0), all, false, Duration.ofDays(7), new Bps(500));
    }

    private static StressGrid venuesFail() {
        return new StressGrid(
                List.of(0.0), List.of(1.0), List.of(0.0), List.of(1.0), true, Duration.ofDays(7), new Bps(500));
    }

    private static StressGrid volatility(double... factors) {
        List<Double> all = Arrays.stream(factors).boxed().toList();
        return new StressGrid(List.of(0.0), all, List.of(0.0), List.of(1.0), false, Duration.ofDays(7), new Bps(500));
    }

    private static MarketSnapshot holding(AVault vault, Position further) {
        Asset ether = new Asset("ETH");
        Asset dollar = new Asset("USDC");
        Market market = Market.at(AVault.NOW)
                .withToken(WETH, new TokenPricing.Plain(ether))
                .withToken(USDC, new TokenPricing.Plain(dollar))
                .withPrice(ether, 3000)
                .withPrice(dollar, 1)
                .with(new RiskFactor.Volatility(ether), 0.8)
                .with(new RiskFactor.DiscountRate(), 0)
                .with(new RiskFactor.CarryRate(ether), 0);
        MarketSnapshot plain = vault.snapshot();
        Holdings held = plain.holdings();
        return new MarketSnapshot(
                plain.block(),
                plain.account(),
                plain.pair(),
                plain.sequence(),
                plain.price(),
                new Holdings(held.idleBase(), held.idleQuote(), held.ranges(), new Portfolio(market, List.of(further))),
                plain.venues(),
                plain.envelope(),
                plain.baseFee(),
                plain.keeperBalance());
    }

    private static StressReport stressed(MarketSnapshot snapshot, StressGrid grid) {
        return StressTest.run(snapshot, TestLimits.ordinary(), grid);
    }

    private static StressReport stressed(AVault vault, StressGrid grid) {
        return StressTest.run(vault.snapshot(), TestLimits.ordinary(), grid);
    }

    private static RiskLimits limited(StressGrid grid, Optional<Bps> maxLoss, Optional<Bps> maxNetDelta) {
        RiskLimits ordinary = TestLimits.ordinary();
        return new RiskLimits(
                ordinary.margin(),
                ordinary.cost(),
                ordinary.band(),
                ordinary.spread(),
                ordinary.idleQuoteReserve(),
                ordinary.smallestTrade(),
                ordinary.planTimeToLive(),
                Optional.of(new StressLimits(grid, maxLoss, maxNetDelta, Optional.empty())));
    }

    private static HedgePlan act(AVault vault, RiskLimits limits) {
        Decision decision = HedgePlanner.plan(vault.snapshot(), limits, new PlannerMode.Normal());
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }
}
