package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.USDC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.VenueGroup;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenDelta;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Venues that wait until the usual ones have no room, and give back what they took. */
class StandByTest {
    private static final PaperPerp USUAL = PaperPerp.flat("perp-v2:ETH").costing(0.003, 1e-7);
    private static final PaperPerp OTHER = PaperPerp.flat("gmx:ETH").costing(0.004, 1e-7);
    /** Cheaper than any of the usual, which must not tempt anybody. */
    private static final PaperPerp WAITING = PaperPerp.flat("perps-v2:ETH").costing(0.0005, 1e-7);

    private static final RiskLimits LIMITS = TestLimits.spreading(spread -> spread.withStandBy(Set.of(WAITING.name())));
    private static final AVault NAKED = aVault().holding("300", "1100000").with(USUAL, OTHER, WAITING);

    @Test
    void whileTheUsualVenuesHaveRoomTheOneOnStandByTakesNothingHoweverCheapItIs() {
        AVault after = PaperChain.carryOut(NAKED, act(NAKED, LIMITS));

        assertThat(hedge(after, WAITING)).isZero();
        assertThat(Math.abs(after.netDelta())).isLessThan(after.band());
        // and it would have been tempting
        AVault freely = PaperChain.carryOut(NAKED, act(NAKED, TestLimits.ordinary()));
        assertThat(hedge(freely, WAITING)).isLessThan(-50);
    }

    @Test
    void whatTheUsualVenuesCapsLeaveGoesToTheOneOnStandByAndTheReasonNamesTheCaps() {
        AVault vault =
                aVault().holding("300", "1100000").with(USUAL.capped(5000, 1000), OTHER.capped(5000, 1500), WAITING);

        HedgePlan plan = act(vault, LIMITS);

        AVault after = PaperChain.carryOut(vault, plan);
        assertThat(-hedge(after, USUAL) * 3000 / after.nav()).isCloseTo(0.10 * 0.95, within(0.001));
        assertThat(-hedge(after, OTHER) * 3000 / after.nav()).isCloseTo(0.15 * 0.95, within(0.001));
        assertThat(hedge(after, WAITING)).isNegative();
        assertThat(Math.abs(after.netDelta())).isLessThan(after.band());
        assertThat(plan.reasons())
                .anyMatch(reason -> reason.startsWith("the usual venues have no room for "))
                .anyMatch(reason -> reason.endsWith("perp-v2:ETH at its short cap"))
                .anyMatch(reason -> reason.endsWith("gmx:ETH at its short cap"));
    }

    @Test
    void itTakesOverAllNewNeedWhenTheUsualVenuesAreFrozenOrInQuarantine() {
        AVault vault =
                NAKED.replacing(USUAL.being(VenueCondition.FROZEN)).replacing(OTHER.being(VenueCondition.REDUCE_ONLY));

        AVault after = PaperChain.carryOut(vault, act(vault, LIMITS));

        assertThat(hedge(after, WAITING)).isLessThan(-200);
        assertThat(Math.abs(after.netDelta())).isLessThan(after.band());
    }

    @Test
    void itTakesOverWhatAVenueThatIsClosedMustGiveUpOnceTheOtherUsualOnesAreFull() {
        PaperPerp closing = USUAL.shortOf(300, 3000, 400_000);
        AVault vault = aVault().holding("300", "700000").with(closing, OTHER.capped(5000, 2000), WAITING);

        Decision decision = HedgePlanner.plan(vault.snapshot(), LIMITS, new PlannerMode.Close(USUAL.id()));

        AVault after = PaperChain.carryOut(vault, ((Decision.Act) decision).plan());
        assertThat(hedge(after, USUAL)).isZero();
        assertThat(-hedge(after, OTHER) * 3000 / after.nav()).isCloseTo(0.20 * 0.95, within(0.002));
        assertThat(hedge(after, WAITING)).isNegative();
        assertThat(Math.abs(after.netDelta())).isLessThan(after.band());
    }

    @Test
    void itHandsBackOnceAUsualVenueIsOpenAgainAndCarriesForLess() {
        AVault level = aVault().holding("200", "700000")
                .with(USUAL, WAITING.shortOf(200, 3000, 400_000).shortPays(3));

        HedgePlan plan = act(level, LIMITS);

        AVault after = PaperChain.carryOut(level, plan);
        assertThat(hedge(after, WAITING)).isGreaterThan(-50);
        assertThat(hedge(after, USUAL)).isLessThan(-100);
        assertThat(plan.reasons())
                .anyMatch(reason -> reason.contains("at perp-v2:ETH instead of perps-v2:ETH is worth"));
    }

    @Test
    void itKeepsWhatItTookWhileHandingBackWouldCostMoreThanItSaves() {
        AVault level =
                aVault().holding("200", "700000").with(USUAL.shortPays(0.1), WAITING.shortOf(200, 3000, 400_000));

        Decision decision = HedgePlanner.plan(level.snapshot(), LIMITS, new PlannerMode.Normal());

        assertThat(decision).isInstanceOf(Decision.Hold.class);
        assertThat(((Decision.Hold) decision).reasons())
                .anyMatch(reason -> reason.startsWith("perps-v2:ETH with -200.0000 WETH is on stand-by"));
    }

    @Test
    void cheaperCarryDrawsNoHedgeToAVenueOnStandBy() {
        AVault level = aVault().holding("200", "700000")
                .with(USUAL.shortOf(200, 3000, 400_000).shortPays(3), WAITING);

        assertThat(HedgePlanner.plan(level.snapshot(), LIMITS, new PlannerMode.Normal()))
                .isInstanceOf(Decision.Hold.class);
        assertThat(HedgePlanner.plan(level.snapshot(), TestLimits.ordinary(), new PlannerMode.Normal()))
                .isInstanceOf(Decision.Act.class);
    }

    @Test
    void itsRoomIsSpareRoomSoThatTheUsualVenuesNeedNotKeepAnyForAForcedClose() {
        AVault vault =
                aVault().holding("300", "1100000").with(USUAL.capped(5000, 2500), OTHER.capped(5000, 6000), WAITING);
        RiskLimits keeping = TestLimits.spreading(
                spread -> spread.withStandBy(Set.of(WAITING.name())).withSpareRoom(new Bps(3000)));

        AVault with = PaperChain.carryOut(vault, act(vault, keeping));

        assertThat(-hedge(with, USUAL) * 3000 / with.nav()).isCloseTo(0.25 * 0.95, within(0.001));
        assertThat(hedge(with, WAITING)).isZero();
    }

    /** Whether the usual venues suffice is asked of a planner for which the others are frozen. */
    @Test
    void noVaultOpensOnStandByWhatTheUsualVenuesCouldTakeAndNoCapIsPassed() {
        int calledUp = 0;
        int sufficed = 0;
        for (int seed = 0; seed < 250; seed++) {
            Random random = new Random(seed * 7919L);
            AVault vault = anyVault(random);
            RiskLimits limits = anyLimits(random);
            if (!(HedgePlanner.plan(vault.snapshot(), limits, new PlannerMode.Normal()) instanceof Decision.Act act)) {
                continue;
            }
            AVault after = PaperChain.carryOut(vault, act.plan());
            boolean opened = hedge(after, WAITING) < hedge(vault, WAITING) - 1e-9;
            if (opened) {
                calledUp++;
                assertThat(act.plan().reasons())
                        .as("vault " + seed)
                        .anyMatch(reason -> reason.startsWith("the usual venues have no room for "));
                assertThat(usualSuffice(vault, limits)).as("vault " + seed).isFalse();
            } else {
                sufficed++;
            }
        }
        assertThat(calledUp).as("vaults that needed it").isGreaterThan(25);
        assertThat(sufficed).as("vaults that did not").isGreaterThan(50);
    }

    private static boolean usualSuffice(AVault vault, RiskLimits limits) {
        PaperPerp waiting = (PaperPerp) vault.venues().getLast();
        AVault without = vault.replacing(waiting.being(VenueCondition.FROZEN));
        return HedgePlanner.plan(without.snapshot(), limits, new PlannerMode.Normal()) instanceof Decision.Act act
                && act.plan().reasons().stream()
                        .noneMatch(reason -> reason.contains("no room") || reason.contains("made smaller"));
    }

    private static AVault anyVault(Random random) {
        double held = random.nextInt(3) == 0 ? random.nextDouble() * 100 : 0;
        return aVault().holding(whole(random.nextDouble() * 400), whole(random.nextDouble() * 1_000_000))
                .with(
                        any(random, USUAL).shortOf(held, 3000, held * 3000 * 0.5),
                        any(random, OTHER),
                        WAITING.shortOf(held / 2, 3000, held * 3000 * 0.25).capped(3000, 1000 + random.nextInt(6000)));
    }

    private static PaperPerp any(Random random, PaperPerp perp) {
        VenueCondition condition = random.nextInt(5) == 0 ? VenueCondition.FROZEN : VenueCondition.OPEN;
        return perp.capped(500 + random.nextInt(4000), 500 + random.nextInt(5000))
                .being(condition);
    }

    private static RiskLimits anyLimits(Random random) {
        VenueGroup group = new VenueGroup(
                "usual",
                VenueGroup.Kind.ORACLE,
                Set.of(USUAL.name(), OTHER.name()),
                Optional.empty(),
                Optional.of(new Bps(500 + random.nextInt(6000))));
        return TestLimits.spreading(spread -> spread.withStandBy(Set.of(WAITING.name()))
                .withGroups(group)
                .withSpareRoom(new Bps(random.nextBoolean() ? 0 : random.nextInt(10_001))));
    }

    private static String whole(double amount) {
        return TokenDelta.ofModel(USDC, amount).whole().toPlainString();
    }

    private static double hedge(AVault vault, PaperPerp perp) {
        return vault.venues().stream()
                .filter(venue -> venue.id().equals(perp.id()))
                .map(Venue::hedge)
                .findFirst()
                .orElseThrow()
                .wholeAsDouble();
    }

    private static HedgePlan act(AVault vault, RiskLimits limits) {
        Decision decision = HedgePlanner.plan(vault.snapshot(), limits, new PlannerMode.Normal());
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }
}
