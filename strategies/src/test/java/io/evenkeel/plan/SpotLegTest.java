package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.spot.SpotPosition;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SqrtPrices;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TestTokens;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The vault's own base as a hedge: sold where that is the cheapest or the only way, bought back when another is. */
class SpotLegTest {
    private static final PaperPerp PERP = PaperPerp.flat("perp-v2:ETH").costing(0.001, 1e-7);
    private static final RiskLimits LIMITS = TestLimits.ordinary();
    private static final RiskLimits STANDING_BY =
            TestLimits.spreading(spread -> spread.withStandBy(Set.of("spot:WETH")));

    @Test
    void withEveryPerpFrozenTheVaultGetsBackIntoItsBandBySellingItsOwn() {
        AVault vault = withSpot(aVault().holding("300", "1100000"), "300", "5", PERP.being(VenueCondition.FROZEN));

        HedgePlan plan = act(vault, STANDING_BY);

        AVault after = carryOut(vault, plan);
        assertThat(Math.abs(after.netDelta())).isLessThan(after.band());
        assertThat(after.idleBase().wholeAsDouble()).isGreaterThanOrEqualTo(5);
        assertThat(plan.actions()).singleElement().isInstanceOf(HedgeAction.ChangeDelta.class);
    }

    @Test
    void whatTheVaultKeepsIsNeverSoldAndTheRestOfTheNeedIsSaidToFindNoRoom() {
        AVault vault = withSpot(aVault().holding("300", "1100000"), "300", "200", PERP.being(VenueCondition.FROZEN));

        HedgePlan plan = act(vault, STANDING_BY);

        AVault after = carryOut(vault, plan);
        assertThat(after.idleBase()).isEqualTo(TokenAmount.of(WETH, "200"));
        assertThat(plan.reasons()).anyMatch(reason -> reason.endsWith("of the change finds no room"));
    }

    @Test
    void onStandByNothingOfItsOwnIsSoldWhileThePerpHasRoom() {
        AVault vault = withSpot(aVault().holding("300", "1100000"), "300", "50", PERP.costing(0.004, 1e-7));

        AVault waiting = carryOut(vault, act(vault, STANDING_BY));
        AVault freely = carryOut(vault, act(vault, LIMITS));

        assertThat(waiting.idleBase()).isEqualTo(TokenAmount.of(WETH, "300"));
        // a pool that charges 0.05 % is the cheaper way
        assertThat(freely.idleBase().wholeAsDouble()).isLessThan(250);
    }

    @Test
    void whatWasSoldIsBoughtBackOnceAPerpPaysForCarryingTheHedge() {
        AVault sold = withSpot(aVault().holding("0.5", "1700000"), "220", "0", PERP.shortPays(-3));

        HedgePlan plan = act(sold, STANDING_BY);

        AVault after = carryOut(sold, plan);
        assertThat(after.idleBase().wholeAsDouble()).isGreaterThan(100);
        assertThat(Math.abs(after.netDelta())).isLessThan(after.band());
        assertThat(plan.reasons()).anyMatch(reason -> reason.contains("at perp-v2:ETH instead of spot:WETH is worth"));
    }

    @Test
    void whatWasSoldStaysSoldWhileAPerpCostsMoreToCarryThanNothing() {
        AVault sold = withSpot(aVault().holding("0.5", "1700000"), "220", "0", PERP.shortPays(0.2));

        assertThat(HedgePlanner.plan(sold.snapshot(), STANDING_BY, new PlannerMode.Normal()))
                .isInstanceOf(Decision.Hold.class);
    }

    @Test
    void moreThanTheVaultMeansToHoldIsNoHedgeAndIsNotBoughtBack() {
        SpotPosition rich = spot("300", "1100000", "220", "10", 3000);
        SpotPosition poor = spot("100", "1100000", "220", "10", 3000);

        assertThat(rich.hedge().isZero()).isTrue();
        assertThat(rich.largestChange(1, TestTokens.price("3000")).isZero()).isTrue();
        assertThat(poor.hedge()).isEqualTo(TokenDelta.of(WETH, "-120"));
        assertThat(poor.largestChange(1, TestTokens.price("3000"))).isEqualTo(TokenAmount.of(WETH, "120"));
        assertThatThrownBy(() -> spot("100", "0", "5", "10", 3000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatBacksALoanIsStillTheVaultsOwnAndIsNotBoughtASecondTime() {
        PaperLoan loan = PaperLoan.flat("aave-v3:WETH", WETH).owing(100, 200).being(VenueCondition.FROZEN);
        AVault vault = withSpot(aVault().holding("100", "700000"), "300", "0", loan);

        SpotPosition spot = (SpotPosition) vault.venues().getLast();

        assertThat(spot.hedge().isZero()).isTrue();
        assertThat(spot.largestChange(-1, TestTokens.price("3000"))).isEqualTo(TokenAmount.of(WETH, "100"));
    }

    /** Collateral in base and base that is sold come out of the same purse. */
    @Test
    void aLoanBackedByBaseAndASaleOfItNeverSpendTheSameTokens() {
        int sales = 0;
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed * 7919L);
            AVault vault = withSpot(
                    aVault().holding(whole(random, 400), whole(random, 900_000)),
                    whole(random, 300),
                    "0",
                    PERP.shortPays(random.nextDouble() - 0.5)
                            .capped(500 + random.nextInt(4000), 500 + random.nextInt(4000)),
                    PaperLoan.flat("aave-v3:WETH", WETH).lentAt(random.nextDouble() * 0.1));
            Decision decision = HedgePlanner.plan(
                    vault.snapshot(), random.nextBoolean() ? LIMITS : STANDING_BY, new PlannerMode.Normal());
            if (decision instanceof Decision.Act act) {
                AVault after = carryOut(vault, act.plan());
                assertThat(Math.abs(after.netDelta()))
                        .as("vault " + seed)
                        .isLessThanOrEqualTo(Math.max(Math.abs(vault.netDelta()), vault.band()));
                sales += after.idleBase().compareTo(vault.idleBase()) < 0 ? 1 : 0;
            }
        }
        assertThat(sales).isGreaterThan(30);
    }

    private static AVault withSpot(AVault vault, String holds, String keeps, Venue... others) {
        SpotPosition spot = new SpotPosition(
                new VenueId(CHAIN, "spot:WETH"),
                PAIR,
                new VenueCaps(new Bps(65_535), new Bps(65_535)),
                VenueCondition.OPEN,
                vault.idleBase(),
                vault.idleQuote(),
                vault.with(others).venues().stream()
                        .map(venue -> venue.delta().minus(venue.hedge()))
                        .reduce(TokenDelta.zero(WETH), TokenDelta::plus),
                TokenAmount.of(WETH, holds),
                TokenAmount.of(WETH, keeps).min(TokenAmount.of(WETH, holds)),
                pool(3000));
        return vault.with(others).with(spot);
    }

    private static SpotPosition spot(String base, String quote, String holds, String keeps, double price) {
        return new SpotPosition(
                new VenueId(CHAIN, "spot:WETH"),
                PAIR,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                TokenAmount.of(WETH, base),
                TokenAmount.of(USDC, quote),
                TokenDelta.zero(WETH),
                TokenAmount.of(WETH, holds),
                TokenAmount.of(WETH, keeps),
                pool(price));
    }

    private static SwapPool pool(double price) {
        return new SwapPool(
                SqrtPrices.of(Price.ofModel(WETH, USDC, price), true),
                (int) Math.floor(Math.log(price * 1e-12) / Math.log(1.0001)),
                new BigInteger("2236067977499789696"),
                500,
                true,
                18,
                6);
    }

    private static AVault carryOut(AVault vault, HedgePlan plan) {
        return PaperChain.carryOut(vault, plan);
    }

    private static String whole(Random random, double most) {
        return TokenDelta.ofModel(USDC, random.nextDouble() * most).whole().toPlainString();
    }

    private static HedgePlan act(AVault vault, RiskLimits limits) {
        Decision decision = HedgePlanner.plan(vault.snapshot(), limits, new PlannerMode.Normal());
        assertThat(decision).as(decision.toString()).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }
}
