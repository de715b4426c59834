package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.VenueId;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vault of 100 WETH and half a million, short 80 where trades are certain, the rest promised elsewhere. */
class OrdersThatFillLaterTest {
    private static final PlannerMode NORMAL = new PlannerMode.Normal();
    private static final PaperPerp SURE = PaperPerp.flat("perp-v2:ETH").shortOf(80, 3000, 120_000);
    /** Cheaper than the sure one, so that it is where a plan goes by itself. */
    private static final PaperPromises LATER = PaperPromises.of(
            PaperPerp.flat("perps-v2:ETH").shortOf(10, 3000, 60_000).costing(0.0002, 1e-7));

    private static final VenueId SURE_ID = SURE.id();
    private static final VenueId LATER_ID = LATER.id();

    @Test
    void aPlanThatPromisesSaysWhatIsCertainWithoutThePromise() {
        HedgePlan plan = act(aVault().holding("100", "500000").with(SURE, LATER));

        assertThat(traded(plan, LATER_ID)).isNegative();
        assertThat(plan.reliesOnPromises()).isTrue();
        assertThat(plan.certainDeltaAfter().minus(plan.expectedDeltaAfter()).wholeAsDouble())
                .isCloseTo(-traded(plan, LATER_ID), within(1e-9));
    }

    @Test
    void anOrderInTimeIsWaitedFor() {
        assertThat(decide(waiting("-5", "2990", 8)))
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.reasons())
                                .anyMatch(reason -> reason.startsWith("the order of -5.0000 WETH at perps-v2:ETH")
                                        && reason.endsWith("committed 8 s ago, is waited for")));
    }

    @Test
    void anOrderThatIsLateIsCoveredWhereTradesAreCertain() {
        HedgePlan plan = act(waiting("-5", "2990", 20));

        assertCovered(plan, 5);
        assertThat(plan.kind()).isEqualTo(PlanKind.ROUTINE);
        assertThat(plan.reasons()).anyMatch(reason -> reason.endsWith("is late"));
    }

    @Test
    void aCoverStandsWhetherTheOrderStillCountsInItsBlockOrIsTooOldByThen() {
        HedgePlan plan = act(waiting("-5", "2990", 20));

        assertThat(plan.minDeltaAfter()).isLessThan(plan.expectedDeltaAfter());
        assertThat(plan.maxDeltaAfter()).isGreaterThan(plan.certainDeltaAfter());
    }

    @Test
    void anOrderWhosePriceHasPassedIsCoveredAtOnce() {
        HedgePlan plan = act(waiting("-5", "3010", 4));

        assertCovered(plan, 5);
        assertThat(plan.reasons()).anyMatch(reason -> reason.endsWith("asks for a better price than there is"));
    }

    @Test
    void whatIsCoveredIsNotUndoneWhileTheOrderStillWaits() {
        AVault vault = waiting("-5", "2990", 20);
        AVault covered = PaperChain.carryOut(vault, act(vault));

        assertThat(decide(covered)).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void whenThePromiseIsKeptAfterAllTheCoverIsGivenBackToTheBand() {
        AVault vault = waiting("-5", "2990", 20);
        AVault covered = PaperChain.carryOut(vault, act(vault));
        AVault both = covered.replacing(((PaperPromises) covered.venues().getLast()).filled(price("3000")));
        assertThat(both.netDelta()).isLessThan(-3.5);

        HedgePlan back = act(both);

        AVault after = PaperChain.carryOut(both, back);
        assertThat(back.expectedDeltaAfter().minus(back.deltaBefore()).signum()).isPositive();
        assertThat(Math.abs(back.expectedDeltaAfter().wholeAsDouble())).isLessThan(both.band() / 2);
        assertThat(after.venues()).noneMatch(venue -> venue.hedge().signum() > 0);
    }

    /**
     * Five too many for a day are worth 1/2 x 5e-4 x (5 x 3000 USD)^2 / 365 = 154 USD. Giving them back costs 15 USD at
     * ten basis points and 135 at ninety, and its gas.
     */
    @Test
    void aCoverIsGivenBackWhereThatCostsLessThanItSavesAndKeptWhereItCostsMore() {
        AVault cheap = fiveTooMany(0.001);
        AVault dear = fiveTooMany(0.009);
        assertThat(cheap.netDelta()).isCloseTo(-5, within(1e-6));

        HedgePlan back = act(cheap);

        assertThat(traded(back, SURE_ID) + traded(back, LATER_ID)).isBetween(2.5, 5.1);
        assertThat(decide(dear)).isInstanceOf(Decision.Hold.class);
    }

    /** What a late fill beside its cover leaves, under a policy that bears as much. */
    private static AVault fiveTooMany(double fee) {
        return aVault().holding("85", "500000")
                .with(SURE.costing(fee, 0), PaperPromises.of(LATER.held().costing(fee, 0)))
                .policy(limits -> new AVault.Limits("0", 400, 50_000, 20_000_000, 0, false, false, true));
    }

    @Test
    void anOrderThatExpiredIsClearedAwayAndItsSizePlannedOnceMore() {
        HedgePlan plan = act(waiting("-5", "2990", 40));

        assertThat(plan.actions().getFirst()).isEqualTo(new CancelOrder(LATER_ID, false));
        assertThat(traded(plan, SURE_ID)).isBetween(-5.001, -2.5);
        assertThat(traded(plan, LATER_ID))
                .as("what was not kept is not promised again")
                .isZero();
        assertThat(plan.deltaBefore().wholeAsDouble()).isCloseTo(5, within(1e-6));
    }

    @Test
    void anExpiredOrderIsClearedAwayEvenWhenNothingIsToBeTraded() {
        AVault level = aVault().holding("90", "500000")
                .with(SURE, LATER.ordered(weth("-10"), price("2990"), Duration.ofSeconds(40)));

        HedgePlan plan = act(level);

        assertThat(plan.actions()).isEqualTo(List.of(new CancelOrder(LATER_ID, false)));
        assertThat(plan.kind()).isEqualTo(PlanKind.DE_RISK);
        assertThat(decide(PaperChain.carryOut(level, plan))).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void whatCanBeNeitherFilledNorClearedAwayCountsNothingAndTakesNoOrder() {
        HedgePlan plan = act(waiting("-5", "2990", 30));

        assertThat(plan.actions()).noneMatch(action -> action.venue().equals(LATER_ID));
        assertThat(plan.deltaBefore().wholeAsDouble()).isCloseTo(5, within(1e-6));
        assertThat(traded(plan, SURE_ID)).isNegative();
    }

    @Test
    void outsideThePolicysBandWithoutItAPromiseIsCoveredAsFarAsThePolicyCounts() {
        AVault vault = aVault().holding("120", "500000")
                .with(SURE, LATER.ordered(weth("-30"), price("2990"), Duration.ofSeconds(4)))
                .policy(limits -> new AVault.Limits("0", 200, 50_000, 20_000_000, 0, false, false, true));

        HedgePlan plan = act(vault);

        // the policy counts the order as filled, so that no more than its band can be covered while it waits
        assertThat(traded(plan, SURE_ID)).isBetween(-vault.band(), -vault.band() * 0.9);
        PaperChain.carryOut(vault, plan);
    }

    @Test
    void hedgeThatIsThereIsNotGivenUpForAPromiseBeyondThePolicysBand() {
        AVault dear = aVault().holding("90", "500000").with(SURE.shortPays(9), LATER);

        HedgePlan plan = act(dear);

        assertThat(traded(plan, LATER_ID)).isNegative();
        assertThat(plan.certainDeltaAfter().wholeAsDouble()).isBetween(1.0, dear.band());
    }

    private static void assertCovered(HedgePlan plan, double promised) {
        assertThat(plan.actions()).noneMatch(action -> action.venue().equals(LATER_ID));
        assertThat(plan.certainDeltaAfter().wholeAsDouble()).isBetween(-0.001, promised / 2);
        assertThat(plan.expectedDeltaAfter().wholeAsDouble())
                .isCloseTo(plan.certainDeltaAfter().wholeAsDouble() - promised, within(1e-6));
        assertThat(plan.urgent()).isTrue();
    }

    private static AVault waiting(String size, String worst, long ageSeconds) {
        return aVault().holding("95", "500000")
                .with(SURE, LATER.ordered(weth(size), price(worst), Duration.ofSeconds(ageSeconds)));
    }

    private static double traded(HedgePlan plan, VenueId venue) {
        return plan.actions().stream()
                .filter(action ->
                        action instanceof ChangeDelta && action.venue().equals(venue))
                .mapToDouble(action -> ((ChangeDelta) action).change().wholeAsDouble())
                .sum();
    }

    private static TokenDelta weth(String whole) {
        return TokenDelta.of(WETH, whole);
    }

    private static Decision decide(AVault vault) {
        return HedgePlanner.plan(vault.snapshot(), TestLimits.ordinary(), NORMAL);
    }

    private static HedgePlan act(AVault vault) {
        Decision decision = decide(vault);
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }
}
