package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.ProtocolLoss;
import io.evenkeel.allocate.SharedLimits;
import io.evenkeel.allocate.VenueQuote;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.CarryRisk;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.risk.VenueGroup;
import io.evenkeel.risk.VenueGroup.Kind;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Venues that share a fate: what they may carry together, and what the vault loses when one is gone. */
class SharedLimitsPlannerTest {
    private static final PaperPerp CHEAP = PaperPerp.flat("perp-v2:ETH").costing(0.0005, 1e-7);
    private static final PaperPerp MIDDLE = PaperPerp.flat("gmx:ETH").costing(0.001, 1e-7);
    private static final PaperPerp DEAR = PaperPerp.flat("synthetix:ETH").costing(0.003, 1e-7);
    private static final AVault NAKED = aVault().holding("300", "1100000").with(CHEAP, MIDDLE, DEAR);

    @Test
    void whatAGroupMayNotCarryGoesToTheVenueOutsideItAndTheReasonNamesTheGroup() {
        RiskLimits free = spreading(limits -> limits);
        RiskLimits grouped = spreading(limits -> limits.withGroups(oracle(2000)));
        AVault without = PaperChain.carryOut(NAKED, act(NAKED, free));

        HedgePlan plan = act(NAKED, grouped);

        AVault with = PaperChain.carryOut(NAKED, plan);
        assertThat(hedge(with, DEAR)).isLessThan(hedge(without, DEAR) - 50);
        double inGroup = -(hedge(with, CHEAP) + hedge(with, MIDDLE)) * 3000 / with.nav();
        assertThat(inGroup).isCloseTo(0.20 * 0.95, within(0.002));
        assertThat(Math.abs(with.netDelta())).isLessThan(with.band());
        assertThat(plan.reasons()).anyMatch(reason -> reason.startsWith("held back by oracle family chainlink short"));
    }

    @Test
    void whatFindsNoRoomIsLeftAndTheGroupIsNamedAmongTheLimitsInConflict() {
        AVault vault = aVault().holding("300", "1100000").with(CHEAP, MIDDLE);

        HedgePlan plan = act(vault, spreading(limits -> limits.withGroups(oracle(2000))));

        AVault after = PaperChain.carryOut(vault, plan);
        assertThat(after.netDelta()).isPositive().isLessThan(vault.netDelta() - 100);
        assertThat(plan.reasons())
                .anyMatch(reason -> reason.endsWith("of the change finds no room"))
                .anyMatch(reason -> reason.contains(
                        "perp-v2:ETH at its part of what venues share: 'oracle family" + " chainlink short'"));
    }

    @Test
    void noProtocolTakesMoreThanTheVaultMayLose() {
        Bps most = new Bps(800);
        RiskLimits limits = spreading(spread -> spread.withMaxLossPerProtocol(most));
        AVault without = PaperChain.carryOut(NAKED, act(NAKED, TestLimits.ordinary()));

        HedgePlan plan = act(NAKED, limits);

        AVault after = PaperChain.carryOut(NAKED, plan);
        TokenAmount allowed = after.snapshot().envelope().nav().timesDown(most);
        assertThat(statement(without, limits).isAtMost(allowed)).isFalse();
        assertThat(statement(after, limits).isAtMost(allowed)).isTrue();
        assertThat(plan.reasons()).anyMatch(reason -> reason.contains("loss if perp-v2 goes to zero"));
        assertThat(Math.abs(after.netDelta())).isLessThan(after.band());
    }

    @Test
    void theLossIsWhatSitsThereAndWhatOpeningItsHedgeElsewhereCostsAtWorst() {
        AVault vault = aVault().holding("100", "500000").with(CHEAP.shortOf(100, 3000, 120_000), DEAR);

        ProtocolLoss worst = statement(vault, TestLimits.ordinary()).worst().orElseThrow();

        // 120,000 there; 100 × 3000 sold 1 % lower; a leg everywhere at 21 gwei
        assertThat(worst.protocol()).isEqualTo("perp-v2");
        assertThat(worst.equity()).isEqualTo(TokenAmount.of(USDC, "120000"));
        assertThat(worst.reopening().wholeAsDouble()).isBetween(3000.0, 3200.0);
        assertThat(worst.homeless().isZero()).isTrue();
    }

    @Test
    void theLossThatIsStatedIsTheOneThatIsLimited() {
        AVault vault = aVault().holding("100", "500000").with(CHEAP.shortOf(100, 3000, 120_000), DEAR);
        RiskLimits limits = spreading(spread -> spread.withMaxLossPerProtocol(new Bps(3000)));

        double limited = shared(vault, limits)
                .usage(Book.of(vault.snapshot()))
                .getFirst()
                .used();

        assertThat(statement(vault, limits).worst().orElseThrow().total().wholeAsDouble())
                .isCloseTo(limited, within(0.01));
    }

    @Test
    void aHedgeThatWouldFindNoRoomElsewhereIsSaidToBeHomeless() {
        AVault vault = aVault().holding("100", "500000").with(CHEAP.shortOf(100, 3000, 120_000));

        ProtocolLoss worst = statement(vault, TestLimits.ordinary()).worst().orElseThrow();

        assertThat(worst.homeless()).isEqualTo(TokenAmount.of(WETH, "100"));
    }

    @Test
    void theOthersKeepRoomForAForcedCloseOfTheLargest() {
        PaperPerp small = CHEAP.capped(5000, 2500);
        PaperPerp roomy = DEAR.capped(5000, 6000);
        AVault vault = aVault().holding("300", "1100000").with(small, roomy);

        AVault without = PaperChain.carryOut(vault, act(vault, TestLimits.ordinary()));
        AVault with = PaperChain.carryOut(vault, act(vault, spreading(limits -> limits.withSpareRoom(new Bps(3000)))));

        // the cheap venue would be full, with nothing left for what the other might have to give up
        assertThat(room(without, small, 2500)).isLessThan(1);
        assertThat(room(with, small, 2500)).isGreaterThan(-0.30 * hedge(with, roomy) - 0.5);
        assertThat(Math.abs(with.netDelta())).isLessThan(with.band());
    }

    @Test
    void theSpareRoomIsGivenUpRatherThanTheHedgeAndThatIsSaid() {
        AVault vault = aVault().holding("300", "1100000").with(CHEAP.capped(5000, 4000), MIDDLE.capped(5000, 1200));

        HedgePlan plan = act(vault, spreading(limits -> limits.withSpareRoom(new Bps(10_000))));

        assertThat(Math.abs(PaperChain.carryOut(vault, plan).netDelta())).isLessThan(vault.band());
        assertThat(plan.reasons()).anyMatch(reason -> reason.contains("of the spare room can be kept free"));
    }

    @Test
    void hedgeLeavesAGroupThatPricesTookToItsCap() {
        AVault vault = aVault().holding("200", "900000")
                .with(CHEAP.shortOf(100, 3000, 130_000), MIDDLE.shortOf(100, 3000, 130_000), DEAR);
        double share = 200 * 3000 / vault.nav();
        VenueGroup group = oracle((int) (share * 10_000 * 0.97));

        HedgePlan plan = act(vault, spreading(limits -> limits.withGroups(group)));

        AVault after = PaperChain.carryOut(vault, plan);
        assertThat(hedge(after, DEAR)).isNegative();
        assertThat(Math.abs(after.netDelta())).isLessThan(vault.band() / 10);
        assertThat(plan.reasons()).anyMatch(reason -> reason.startsWith("oracle family chainlink short is "));
        assertThat(HedgePlanner.plan(
                        after.snapshot(), spreading(limits -> limits.withGroups(group)), new PlannerMode.Normal()))
                .isInstanceOf(Decision.Hold.class);
    }

    @Test
    void borrowingTakesTheHedgeWhereFundingIsDear() {
        PaperLoan loan = PaperLoan.flat("aave-v3:WETH", USDC);
        AVault cheapFunding = aVault().holding("200", "1200000").with(CHEAP.shortPays(-0.05), loan);
        AVault dearFunding = aVault().holding("200", "1200000").with(CHEAP.shortPays(3), loan);

        AVault perp = PaperChain.carryOut(cheapFunding, act(cheapFunding, TestLimits.ordinary()));
        AVault borrow = PaperChain.carryOut(dearFunding, act(dearFunding, TestLimits.ordinary()));

        assertThat(hedge(perp, CHEAP)).isLessThan(hedge(borrow, CHEAP) - 20);
    }

    @Test
    void anUncertainRateIsWorthLessThanASureOneOfTheSameHeight() {
        PaperLoan loan = PaperLoan.flat("aave-v3:WETH", USDC);
        AVault vault = aVault().holding("200", "1200000").with(CHEAP.shortPays(-0.05), loan);
        CarryRisk wandering = new CarryRisk(0.002, Map.of("perp-v2:ETH", new CarryRisk.Rate(0, 60)));

        AVault sure = PaperChain.carryOut(vault, act(vault, TestLimits.ordinary()));
        AVault unsure = PaperChain.carryOut(vault, act(vault, spreading(limits -> limits.withCarryRisk(wandering))));

        assertThat(hedge(unsure, CHEAP)).isGreaterThan(hedge(sure, CHEAP) + 20);
        assertThat(Math.abs(unsure.netDelta())).isLessThan(unsure.band());
    }

    @Test
    void theExplanationSaysWhatEachVenueWouldHaveCost() {
        RiskLimits limits = spreading(spread -> spread.withGroups(oracle(2000)));
        Decision decision = HedgePlanner.plan(NAKED.snapshot(), limits, new PlannerMode.Normal());

        PlanExplanation explanation =
                PlanExplanation.of(NAKED.snapshot(), limits, decision).orElseThrow();

        assertThat(explanation.quotes())
                .extracting(quote -> quote.venue().name())
                .containsExactly("perp-v2:ETH", "gmx:ETH", "synthetix:ETH");
        VenueQuote cheapest = explanation.quotes().getFirst();
        assertThat(cheapest.stops().orElseThrow().shared()).isEqualTo("oracle family chainlink short");
        assertThat(cheapest.taken()).isLessThan(cheapest.asked());
        assertThat(cheapest.trade()).isCloseTo(cheapest.taken() * 3000 * 0.0005, within(cheapest.trade() * 0.1));
        assertThat(cheapest.lastBase()).isGreaterThan(cheapest.firstBase());
        assertThat(cheapest.gas()).isPositive();
        assertThat(explanation.usage()).extracting(SharedLimits.Usage::name).contains("oracle family chainlink short");
        assertThat(explanation.ifOneProtocolFails().worstFirst()).hasSize(3);
    }

    @Test
    void noPlanPassesASharedLimitAndEveryHedgeBringsTheVaultNearer() {
        int plans = 0;
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed * 7919L);
            AVault vault = anyVault(random);
            RiskLimits limits = spreading(spread -> spread.withGroups(
                            new VenueGroup(
                                    "one",
                                    Kind.CHAIN,
                                    Set.of("perp-v2:ETH", "aave-v3:WETH"),
                                    Optional.of(new Bps(200 + random.nextInt(2000))),
                                    Optional.of(new Bps(200 + random.nextInt(5000)))),
                            new VenueGroup(
                                    "two",
                                    Kind.COLLATERAL,
                                    Set.of("perp-v2:ETH", "gmx:ETH"),
                                    Optional.empty(),
                                    Optional.of(new Bps(200 + random.nextInt(5000)))))
                    .withMaxLossPerProtocol(new Bps(300 + random.nextInt(3000)))
                    .withSpareRoom(new Bps(random.nextInt(10_001))));
            Decision decision = HedgePlanner.plan(vault.snapshot(), limits, new PlannerMode.Normal());
            if (decision instanceof Decision.Act act) {
                plans++;
                AVault after = PaperChain.carryOut(vault, act.plan());
                assertNothingPassed("vault " + seed, vault, after, limits);
                // what leaves one place arrives at another, less the costs
                assertThat(after.nav()).as("vault " + seed).isLessThanOrEqualTo(vault.nav() + 1e-3);
                assertThat(Math.abs(after.netDelta()))
                        .as("vault " + seed)
                        .isLessThanOrEqualTo(Math.max(Math.abs(vault.netDelta()), vault.band()));
            }
        }
        assertThat(plans).isGreaterThan(60);
    }

    private static void assertNothingPassed(String story, AVault vault, AVault after, RiskLimits limits) {
        var before = shared(vault, limits).usage(Book.of(vault.snapshot()));
        var then = shared(vault, limits).usage(Book.of(after.snapshot()));
        for (int i = 0; i < then.size(); i++) {
            double most = Math.max(then.get(i).allowed(), before.get(i).used())
                    + 1e-3 * then.get(i).allowed();
            assertThat(then.get(i).used()).as(story + ": " + then.get(i).name()).isLessThanOrEqualTo(most);
        }
    }

    private static AVault anyVault(Random random) {
        double held = random.nextDouble() * 100;
        return aVault().holding(whole(random.nextDouble() * 400), whole(random.nextDouble() * 1_000_000))
                .with(
                        CHEAP.shortOf(held, 3000, held * 3000 * 0.5),
                        MIDDLE,
                        DEAR,
                        PaperLoan.flat("aave-v3:WETH", random.nextBoolean() ? USDC : WETH));
    }

    private static String whole(double amount) {
        return TokenDelta.ofModel(USDC, amount).whole().toPlainString();
    }

    private static VenueGroup oracle(int shortBps) {
        return new VenueGroup(
                "chainlink",
                Kind.ORACLE,
                Set.of("perp-v2:ETH", "gmx:ETH"),
                Optional.empty(),
                Optional.of(new Bps(shortBps)));
    }

    private static RiskLimits spreading(UnaryOperator<SpreadLimits> change) {
        return TestLimits.spreading(change);
    }

    private static ProtocolLoss.Statement statement(AVault vault, RiskLimits limits) {
        return shared(vault, limits).ifOneProtocolFails(Book.of(vault.snapshot()));
    }

    private static SharedLimits shared(AVault vault, RiskLimits limits) {
        return Desk.of(vault.snapshot(), limits, vault.exposure(), false)
                .spreader()
                .shared();
    }

    private static double hedge(AVault vault, PaperPerp perp) {
        return vault.venues().stream()
                .filter(venue -> venue.id().equals(perp.id()))
                .map(Venue::hedge)
                .findFirst()
                .orElseThrow()
                .wholeAsDouble();
    }

    /** Base that this venue could still take, by its own short cap less the headroom. */
    private static double room(AVault vault, PaperPerp perp, int shortBps) {
        return shortBps / 1e4 * 0.95 * vault.nav() / 3000 + hedge(vault, perp);
    }

    private static HedgePlan act(AVault vault, RiskLimits limits) {
        Decision decision = HedgePlanner.plan(vault.snapshot(), limits, new PlannerMode.Normal());
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }
}
