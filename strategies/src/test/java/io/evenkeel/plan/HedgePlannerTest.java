package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.VenueId;
import io.evenkeel.hedge.NoTradeBand;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.risk.HedgeWish;
import io.evenkeel.risk.RiskCheck;
import io.evenkeel.risk.RiskVerdict;
import io.evenkeel.units.TestTokens;
import io.evenkeel.units.TokenDelta;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HedgePlannerTest {
    private static final PlannerMode NORMAL = new PlannerMode.Normal();
    private static final PaperPerp PERP = PaperPerp.flat("perp-v2:ETH");
    private static final PaperLoan LOAN = PaperLoan.flat("aave-v3:WETH", WETH);

    @Nested
    class ANakedVault {
        private final AVault vault = AVault.ofTheScenarios().with(PERP, LOAN);

        @Test
        void isBroughtLevelOverBothVenuesInOnePlan() {
            HedgePlan plan = act(vault);

            AVault after = PaperChain.carryOut(vault, plan);
            assertThat(Math.abs(after.netDelta())).isLessThan(vault.band() / 2);
            assertThat(after.venues())
                    .allSatisfy(venue -> assertThat(venue.hedge().signum()).isNegative());
            assertThat(plan.kind()).isEqualTo(PlanKind.ROUTINE);
            assertThat(plan.urgent()).isTrue();
        }

        @Test
        void hasNothingMoreToDoAfterwards() {
            AVault after = PaperChain.carryOut(vault, act(vault));

            assertThat(decide(after)).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void isToldWhyInNumbers() {
            assertThat(act(vault).reasons())
                    .anyMatch(reason -> reason.startsWith("net delta ") && reason.contains("to be kept between"))
                    .anyMatch(reason -> reason.startsWith("sell ") && reason.contains("at perp-v2:ETH for about"))
                    .anyMatch(reason -> reason.startsWith("add ") && reason.contains("WETH to aave-v3:WETH"));
        }

        @Test
        void putsCollateralInBeforeItTrades() {
            List<HedgeAction> actions = act(vault).actions();

            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i) instanceof AddCollateral add) {
                    assertThat(actions.subList(0, i))
                            .noneMatch(earlier -> earlier instanceof ChangeDelta
                                    && earlier.venue().equals(add.venue()));
                }
            }
        }

        @Test
        void keepsItsReserveIdle() {
            AVault after = PaperChain.carryOut(vault, act(vault));

            assertThat(after.idleQuote().wholeAsDouble()).isGreaterThanOrEqualTo(20_000);
        }

        @Test
        void isHedgedAsFarAsItsCapsAllowAndTheConflictIsNamed() {
            AVault capped = AVault.ofTheScenarios().with(PERP.capped(5000, 1000), LOAN.capped(6000, 1000));

            HedgePlan plan = act(capped);

            AVault after = PaperChain.carryOut(capped, plan);
            assertThat(after.netDelta()).isPositive().isLessThan(capped.netDelta());
            assertThat(plan.reasons())
                    .anyMatch(reason -> reason.endsWith("of the change finds no room"))
                    .contains("perp-v2:ETH at its short cap", "aave-v3:WETH at its short cap");
        }
    }

    @Nested
    class AVaultInsideItsBand {
        @Test
        void isLeftAlone() {
            AVault vault = aVault().holding("101", "500000").with(PERP.shortOf(100, 3000, 120_000));

            assertThat(decide(vault))
                    .isInstanceOfSatisfying(
                            Decision.Hold.class,
                            hold -> assertThat(hold.reasons()).anyMatch(reason -> reason.contains("inside")));
        }

        @Test
        void isTradedBeforeItLeavesThePolicysBand() {
            AVault vault = aVault().holding("100", "500000").with(PERP.shortOf(100, 3000, 200_000));
            double shift = vault.band() * 0.6;
            AVault shifted = aVault().holding(whole(100 + shift), "500000").with(PERP.shortOf(100, 3000, 200_000));

            assertThat(Math.abs(shifted.netDelta())).isLessThan(shifted.band());
            assertThat(decide(shifted)).isInstanceOf(Decision.Act.class);
        }
    }

    @Nested
    class AThinMargin {
        /** 14 % from liquidation; the floor is 20 %. */
        private final PaperPerp thin = PERP.shortOf(100, 3000, 63_000);

        @Test
        void isHedgedAlongSoonerSinceItsTransactionIsMadeAnyway() {
            AVault thinVault = aVault().holding("0", "300000")
                    .withRange(600_000, 2500, 3600)
                    .with(thin);
            AVault soundVault = aVault().holding("0", "300000")
                    .withRange(600_000, 2500, 3600)
                    .with(PERP.shortOf(100, 3000, 200_000));

            NoTradeBand beside = wish(thinVault).band();
            NoTradeBand alone = wish(soundVault).band();

            assertThat(beside.triggerHigh()).isLessThan(alone.triggerHigh());
            assertThat(beside.triggerLow()).isGreaterThan(alone.triggerLow());
        }

        private HedgeWish wish(AVault vault) {
            return switch (RiskCheck.assess(vault.snapshot(), TestLimits.ordinary())) {
                case RiskVerdict.MarginShort verdict -> verdict.wish();
                case RiskVerdict.HedgeNeeded verdict -> verdict.wish();
                case RiskVerdict.WithinBand verdict -> verdict.wish();
                case RiskVerdict.Halt halt -> throw new AssertionError(halt.reasons());
            };
        }

        @Test
        void isToppedUpFromIdleBeforeAnythingElse() {
            AVault vault = aVault().holding("100", "300000").with(thin);

            HedgePlan plan = act(vault);

            assertThat(plan.kind()).isEqualTo(PlanKind.DE_RISK);
            assertThat(plan.urgent()).isTrue();
            assertThat(plan.actions()).singleElement().isInstanceOf(AddCollateral.class);
            AVault after = PaperChain.carryOut(vault, plan);
            double liquidation = after.venues()
                    .getFirst()
                    .liquidationPriceAbove()
                    .orElseThrow()
                    .asDouble();
            assertThat(liquidation / 3000 - 1).isCloseTo(0.40, within(0.001));
            assertThat(plan.reasons().getFirst()).contains("13.9 % from liquidation", "floor 20 %");
        }

        @Test
        void mayUseTheReserve() {
            AVault vault = aVault().holding("100", "15000").with(thin);

            AVault after = PaperChain.carryOut(vault, act(vault));

            assertThat(after.idleQuote().wholeAsDouble()).isLessThan(1);
        }

        @Test
        void isToppedUpWhileThePriceIsDoubtful() {
            AVault vault = aVault().holding("100", "300000").with(thin).doubtful(2900, 3100, "feed is 2 hours old");

            HedgePlan plan = act(vault);

            assertThat(plan.actions()).singleElement().isInstanceOf(AddCollateral.class);
            PaperChain.carryOut(vault, plan);
        }

        @Test
        void drawsOnWhatAnotherVenueCanSpare() {
            PaperPerp rich = PaperPerp.flat("perp-b:ETH").shortOf(20, 3000, 150_000);
            AVault vault = aVault().holding("120", "0").with(thin, rich);

            HedgePlan plan = act(vault);

            assertThat(plan.actions()).hasSize(2);
            assertThat(plan.actions().get(0)).isInstanceOf(RemoveCollateral.class);
            assertThat(plan.actions().get(1)).isInstanceOf(AddCollateral.class);
            AVault after = PaperChain.carryOut(vault, plan);
            assertThat(decide(after)).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void isClosedInPartAndOpenedElsewhereWhenNothingIsAtHand() {
            AVault vault = aVault().holding("100", "0").with(PERP.shortOf(100, 3000, 75_000), LOAN);

            HedgePlan plan = act(vault);

            AVault after = PaperChain.carryOut(vault, plan);
            assertThat(after.netDelta()).isCloseTo(0, within(0.01));
            // 0.4 x 3000 x size x 1.0625 + 0.0625 x 3000 x size is what 75,000 carry through a rise of 40 %
            assertThat(after.venues().get(0).hedge().wholeAsDouble()).isCloseTo(-51.2, within(0.2));
            assertThat(after.venues().get(1).hedge().wholeAsDouble()).isCloseTo(-48.8, within(0.2));
            assertThat(decide(after)).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void isRestoredAndTheDeltaHedgedInOnePlanWhenBothAreNeeded() {
            AVault vault = aVault().holding("130", "400000").with(thin, LOAN);

            HedgePlan plan = act(vault);

            assertThat(plan.actions().getFirst()).isInstanceOf(AddCollateral.class);
            AVault after = PaperChain.carryOut(vault, plan);
            assertThat(Math.abs(after.netDelta())).isLessThan(vault.band() / 2);
            assertThat(decide(after)).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void ofAFrozenVenueIsSaidAloudSinceNothingCanBeDone() {
            AVault vault = aVault().holding("100", "300000").with(thin.being(VenueCondition.FROZEN));

            assertThat(decide(vault))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refuse -> assertThat(refuse.reasons())
                                    .anyMatch(reason -> reason.contains("cannot be topped up while it is FROZEN")));
        }
    }

    @Nested
    class AFrozenVenue {
        private final PaperPerp frozen = PERP.shortOf(100, 3000, 150_000).being(VenueCondition.FROZEN);

        @Test
        void countsInFullAndNewNeedGoesElsewhere() {
            AVault vault = aVault().holding("130", "400000").with(frozen, LOAN);

            HedgePlan plan = act(vault);

            assertThat(plan.actions()).allMatch(action -> action.venue().equals(LOAN.id()));
            AVault after = PaperChain.carryOut(vault, plan);
            assertThat(Math.abs(after.netDelta())).isLessThan(vault.band() / 2);
            assertThat(plan.reasons()).anyMatch(reason -> reason.contains("is frozen: it counts in full"));
        }

        @Test
        void findsTheOtherStandingByThroughAFallOfTwelvePercent() {
            AVault naked = AVault.ofTheScenarios().with(PERP, LOAN);
            AVault now = PaperChain.carryOut(naked, act(naked));
            PaperPerp stuck = ((PaperPerp) now.venues().getFirst()).being(VenueCondition.FROZEN);
            now = now.replacing(stuck);
            for (double price = 2960; price >= 2640; price -= 40) {
                now = now.priced(price);
                if (decide(now) instanceof Decision.Act act) {
                    now = PaperChain.carryOut(now, act.plan());
                }
                assertThat(Math.abs(now.netDelta())).as("net delta at " + price).isLessThan(now.band());
            }

            assertThat(now.venues().get(0).hedge()).isEqualTo(stuck.hedge());
            PaperPerp open = ((PaperPerp) now.venues().getFirst()).being(VenueCondition.OPEN);
            assertThat(decide(now.replacing(open))).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void leavesNoDoubleHedgeWhenItOpensAgain() {
            AVault vault = aVault().holding("130", "400000").with(frozen, LOAN);
            AVault hedged = PaperChain.carryOut(vault, act(vault));

            PaperPerp open = ((PaperPerp) hedged.venues().getFirst()).being(VenueCondition.OPEN);

            assertThat(decide(hedged.replacing(open))).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void thatCannotBeReadHasNoMarginAnybodyCouldRestore() {
            PaperPerp counted = PERP.shortOf(50, 3000, 100).being(VenueCondition.UNREADABLE);
            AVault level = aVault().holding("50", "400000").with(counted, LOAN);

            assertThat(((Decision.Hold) decide(level)).reasons())
                    .anyMatch(reason -> reason.contains("cannot be read"))
                    .noneMatch(reason -> reason.contains("liquidated"));
        }

        @Test
        void thatCouldNotBeReadIsHedgedAgainAndTheDoubleIsTakenOffOnceItCan() {
            // a haircut of half: 50 of 100 are counted, and 50 more are hedged elsewhere meanwhile
            PaperPerp counted = PERP.shortOf(50, 3000, 75_000).being(VenueCondition.UNREADABLE);
            AVault vault = aVault().holding("100", "400000").with(counted, LOAN);
            AVault hedged = PaperChain.carryOut(vault, act(vault));
            assertThat(hedged.venues().get(1).hedge().wholeAsDouble()).isLessThan(-45);

            AVault readable = hedged.replacing(PERP.shortOf(100, 3000, 150_000));
            AVault after = PaperChain.carryOut(readable, act(readable));

            assertThat(readable.netDelta()).isLessThan(-40);
            assertThat(Math.abs(after.netDelta())).isLessThan(after.band() / 2);
        }
    }

    @Nested
    class ADoubtfulPrice {
        @Test
        void allowsOnlyWhatHelpsAtEveryPlausiblePrice() {
            AVault vault = AVault.ofTheScenarios()
                    .with(PERP.shortOf(300, 3000, 450_000), LOAN)
                    .doubtful(2850, 3150, "feed is 70 minutes old, heartbeat is 60");

            HedgePlan plan = act(vault);

            AVault after = PaperChain.carryOut(vault, plan);
            double atHigh = PaperChain.netDeltaAt(after, after.price().high());
            assertThat(atHigh)
                    .as("not past the target at the price where least is needed")
                    .isGreaterThan(-1e-6);
            assertThat(plan.reasons().getFirst()).startsWith("price doubtful: feed is 70 minutes old");
        }

        @Test
        void forbidsATradeThatHelpsAtOneEndOnly() {
            AVault level = AVault.ofTheScenarios();
            double net = level.netDelta();
            AVault vault =
                    level.with(PERP.shortOf(net, 3000, 1_000_000), LOAN).doubtful(2500, 3500, "sources disagree");

            assertThat(decide(vault))
                    .isInstanceOfSatisfying(
                            Decision.Hold.class,
                            hold -> assertThat(hold.reasons())
                                    .anyMatch(reason -> reason.startsWith("price doubtful: sources disagree"))
                                    .anyMatch(reason ->
                                            reason.contains("no change of the hedge helps at every such price")));
        }

        @Test
        void isForgottenOnceThePriceIsSureAgain() {
            AVault vault = AVault.ofTheScenarios().with(PERP.shortOf(300, 3000, 450_000), LOAN);

            AVault after = PaperChain.carryOut(vault, act(vault));

            assertThat(Math.abs(after.netDelta())).isLessThan(vault.band() / 2);
        }
    }

    @Nested
    class TheEnvelope {
        private final AVault naked = AVault.ofTheScenarios().with(PERP, LOAN);

        @Test
        void thatIsStoppedIsObeyed() {
            assertThat(decide(naked.policy(p -> new AVault.Limits("0", 200, 1e5, 1e7, 20, true, false, true))))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refuse -> assertThat(refuse.reasons()).anyMatch(reason -> reason.contains("stopped")));
        }

        @Test
        void thatDoesNotKnowTheKeeperIsObeyed() {
            assertThat(decide(naked.policy(p -> new AVault.Limits("0", 200, 1e5, 1e7, 20, false, false, false))))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refuse -> assertThat(refuse.reasons()).anyMatch(reason -> reason.contains("not a keeper")));
        }

        @Test
        void thatIsReduceOnlyStillLetsTheVaultBeHedged() {
            AVault vault = naked.policy(p -> new AVault.Limits("0", 200, 1e5, 1e7, 20, false, true, true));

            HedgePlan plan = act(vault);

            AVault after = PaperChain.carryOut(vault, plan);
            assertThat(Math.abs(after.netDelta())).isLessThan(Math.abs(vault.netDelta()));
            assertThat(plan.reasons()).contains("reduce-only: the policy on chain is reduce-only");
        }

        @Test
        void withLittleTurnoverLeftMakesThePlanSmaller() {
            AVault vault = naked.policy(p -> new AVault.Limits("0", 200, 1e5, 300_000, 20, false, false, true));

            HedgePlan plan = act(vault);

            AVault after = PaperChain.carryOut(vault, plan);
            assertThat(after.netDelta()).isPositive().isLessThan(vault.netDelta());
            assertThat(plan.reasons())
                    .anyMatch(
                            reason -> reason.startsWith("made smaller: it would turn over") && reason.contains("left"));
        }

        @Test
        void withNoLossBudgetLeftIsRefusedAndSaid() {
            AVault vault = naked.policy(p -> new AVault.Limits("0", 200, 0, 1e7, 20, false, false, true));

            assertThat(decide(vault))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refuse -> assertThat(refuse.reasons())
                                    .anyMatch(
                                            reason -> reason.contains("the loss budget on chain has 0.00 USDC left")));
        }
    }

    @Nested
    class Caps {
        @Test
        void aVenueAboveItsCapOnlyShrinksAndTheRestGoesElsewhere() {
            PaperPerp above = PERP.shortOf(150, 3000, 300_000).capped(9000, 2000);
            AVault vault = aVault().holding("200", "600000").with(above, LOAN);

            HedgePlan plan = act(vault);

            assertThat(plan.actions())
                    .noneMatch(action -> action instanceof ChangeDelta change
                            && change.venue().equals(above.id())
                            && change.change().signum() < 0);
            AVault after = PaperChain.carryOut(vault, plan);
            assertThat(Math.abs(after.netDelta())).isLessThan(vault.band() / 2);
            assertThat(plan.reasons()).anyMatch(reason -> reason.contains("above its cap and may only shrink"));
        }

        @Test
        void anExcessIsMovedElsewhereOnceAndThenLeftAlone() {
            PaperPerp above = PERP.shortOf(150, 3000, 300_000).capped(9000, 4000);
            AVault vault = aVault().holding("150", "200000").with(above, LOAN);

            AVault after = PaperChain.carryOut(vault, act(vault));

            double share = after.venues().getFirst().delta().abs().wholeAsDouble() * 3000 / after.nav();
            assertThat(share).isCloseTo(0.38, within(0.002));
            assertThat(after.netDelta()).isCloseTo(0, within(0.01));
            assertThat(decide(after)).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void equityThatPiledUpAboveItsCapIsTakenOut() {
            // the price fell, the short gained, and half of NAV sits in one protocol
            PaperPerp rich = PERP.shortOf(100, 3600, 500_000).capped(5000, 9000);
            AVault vault = aVault().holding("100", "200000").with(rich, LOAN);

            HedgePlan plan = act(vault);

            assertThat(plan.actions()).singleElement().isInstanceOf(RemoveCollateral.class);
            AVault after = PaperChain.carryOut(vault, plan);
            double share =
                    after.venues().getFirst().oracleNav(after.price().best()).wholeAsDouble() / after.nav();
            assertThat(share).isLessThanOrEqualTo(0.4751);
            assertThat(decide(after)).isInstanceOf(Decision.Hold.class);
        }
    }

    @Nested
    class CheaperCarry {
        @Test
        void isWorthAMoveOnlyWhenItEarnsItsCostTwice() {
            PaperPerp cheap = PaperPerp.flat("perp-b:ETH");
            AVault slight = aVault().holding("100", "500000")
                    .with(PERP.shortOf(100, 3000, 150_000).shortPays(0.10), cheap);
            AVault steep = aVault().holding("100", "500000")
                    .with(PERP.shortOf(100, 3000, 150_000).shortPays(3.0), cheap);

            assertThat(decide(slight)).isInstanceOf(Decision.Hold.class);
            AVault after = PaperChain.carryOut(steep, act(steep));
            assertThat(after.venues().get(1).hedge().wholeAsDouble()).isLessThan(-50);
            assertThat(after.netDelta()).isCloseTo(0, within(0.01));
            assertThat(decide(after)).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void isLeftAloneInReduceOnly() {
            AVault steep = aVault().holding("100", "500000")
                    .with(PERP.shortOf(100, 3000, 150_000).shortPays(3.0), PaperPerp.flat("perp-b:ETH"));

            Decision decision = HedgePlanner.plan(
                    steep.snapshot(),
                    TestLimits.ordinary(),
                    new PlannerMode.ReduceOnly(List.of("one endpoint is down")));

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Hold.class,
                            hold -> assertThat(hold.reasons()).contains("reduce-only: one endpoint is down"));
        }
    }

    @Nested
    class Retiring {
        private final AVault hedged =
                aVault().holding("50", "400000").with(PERP.shortOf(100, 3000, 150_000), LOAN.owing(50, 100));

        @Test
        void oneVenueMovesItsHedgeThenItsCollateral() {
            PlannerMode close = new PlannerMode.Close(PERP.id());
            AVault now = hedged.with(PaperPerp.flat("perp-b:ETH"));
            for (int plans = 0; plans < 6; plans++) {
                if (!(plan(now, close) instanceof Decision.Act act)) {
                    break;
                }
                now = PaperChain.carryOut(now, act.plan());
                assertThat(now.netDelta()).isCloseTo(0, within(0.01));
            }

            assertThat(plan(now, close)).isInstanceOf(Decision.Hold.class);
            assertThat(now.venues().get(0).hedge().isZero()).isTrue();
            assertThat(now.venues().get(0).oracleNav(now.price().best()).wholeAsDouble())
                    .isLessThan(1);
            assertThat(now.netDelta()).isCloseTo(0, within(0.01));
        }

        @Test
        void oneVenueKeepsWhatFindsNoRoomElsewhereAndItIsSaidWhy() {
            // equity 35 % above maintenance: 150 WETH back a loan of 114.6, so 35.4 of the 100 have to stay
            PlannerMode close = new PlannerMode.Close(PERP.id());
            AVault moved = PaperChain.carryOut(hedged, ((Decision.Act) plan(hedged, close)).plan());

            assertThat(moved.venues().get(0).hedge().wholeAsDouble()).isCloseTo(-35.4, within(0.1));
            assertThat(moved.netDelta()).isCloseTo(0, within(0.01));
            assertThat(plan(moved, close))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refuse -> assertThat(refuse.reasons()).contains("aave-v3:WETH at its collateral at hand"));
        }

        @Test
        void everythingStopsAtTheDeRiskBudget() {
            HedgePlan plan = ((Decision.Act) plan(hedged, new PlannerMode.Unwind())).plan();

            AVault after = PaperChain.carryOut(hedged, plan);
            assertThat(after.netDelta()).isCloseTo(20, within(0.01));
            assertThat(plan.kind()).isEqualTo(PlanKind.DE_RISK);
            assertThat(plan.reasons()).anyMatch(reason -> reason.contains("DE-RISK budget"));
        }

        @Test
        void everythingIsDoneOnceTheOwnerHasSetTheTargetToWhatTheVaultHolds() {
            AVault released = hedged.policy(p -> new AVault.Limits("150", 200, 1e5, 1e8, 0, false, false, true));
            PlannerMode unwind = new PlannerMode.Unwind();
            AVault now = released;
            for (int plans = 0; plans < 6; plans++) {
                if (!(plan(now, unwind) instanceof Decision.Act act)) {
                    break;
                }
                now = PaperChain.carryOut(now, act.plan());
            }

            assertThat(plan(now, unwind)).isInstanceOf(Decision.Hold.class);
            assertThat(now.netDelta()).isCloseTo(150, within(1e-6));
            assertThat(now.venues())
                    .allSatisfy(venue -> assertThat(venue.hedge().isZero()).isTrue());
        }

        @Test
        void aVenueThatIsFrozenWaits() {
            AVault frozen = hedged.replacing(PERP.shortOf(100, 3000, 150_000).being(VenueCondition.FROZEN));

            assertThat(plan(frozen, new PlannerMode.Close(PERP.id())))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refuse -> assertThat(refuse.reasons()).anyMatch(reason -> reason.contains("is FROZEN")));
        }

        @Test
        void aVenueThatDoesNotExistIsNamed() {
            VenueId unknown = new VenueId(TestTokens.CHAIN, "perp-x:ETH");

            assertThat(plan(hedged, new PlannerMode.Close(unknown)))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refuse -> assertThat(refuse.reasons()).containsExactly("there is no venue perp-x:ETH"));
        }
    }

    private static String whole(double amount) {
        return TokenDelta.ofModel(WETH, amount).whole().toPlainString();
    }

    private static Decision decide(AVault vault) {
        return plan(vault, NORMAL);
    }

    private static Decision plan(AVault vault, PlannerMode mode) {
        return HedgePlanner.plan(vault.snapshot(), TestLimits.ordinary(), mode);
    }

    private static HedgePlan act(AVault vault) {
        Decision decision = decide(vault);
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }
}
