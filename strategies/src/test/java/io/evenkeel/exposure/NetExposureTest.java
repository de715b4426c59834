package io.evenkeel.exposure;

import static io.evenkeel.exposure.AMarket.AAVE;
import static io.evenkeel.exposure.AMarket.BTC;
import static io.evenkeel.exposure.AMarket.DOLLAR_COIN;
import static io.evenkeel.exposure.AMarket.ETH;
import static io.evenkeel.exposure.AMarket.ETH_PRICE;
import static io.evenkeel.exposure.AMarket.NOW;
import static io.evenkeel.exposure.AMarket.OSQTH;
import static io.evenkeel.exposure.AMarket.PERP;
import static io.evenkeel.exposure.AMarket.SHARES;
import static io.evenkeel.exposure.AMarket.SQUEETH;
import static io.evenkeel.exposure.AMarket.SQUEETH_TERMS;
import static io.evenkeel.exposure.AMarket.STAKED_BASIS;
import static io.evenkeel.exposure.AMarket.STETH;
import static io.evenkeel.exposure.AMarket.USDC_PRICE;
import static io.evenkeel.exposure.AMarket.WSTETH;
import static io.evenkeel.exposure.AMarket.inDollars;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository;
import io.evenkeel.market.Market;
import io.evenkeel.market.Market.OptionSeries;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.RiskFactor.BorrowRate;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.RiskFactor.SupplyRate;
import io.evenkeel.market.position.LendingAccount;
import io.evenkeel.market.position.LinearPerp;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.PendingOrder;
import io.evenkeel.market.position.PoolRange;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.PowerPerp;
import io.evenkeel.market.position.Spot;
import io.evenkeel.market.position.VaultShares;
import io.evenkeel.market.uniswapv3.RangeAmounts;
import io.evenkeel.options.OptionType;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** What each kind of position is exposed to, worked out by hand beside it. */
class NetExposureTest {
    /** wstETH redeems for 1.19 ETH, and the market pays 0.97 for each of them. */
    @Test
    void aStakedTokenIsWorthItsRateAtTheDiscountOfTheMarketAndMovesWithBoth() {
        Sensitivities staked = net(new Spot("staked", TokenDelta.of(WSTETH, "100")));

        assertThat(staked.value()).isCloseTo(100 * 1.19 * 0.97 * 2000, within(1e-6));
        assertThat(staked.delta(ETH)).isCloseTo(100 * 1.19 * 0.97, within(1e-9));
        assertThat(staked.by(STAKED_BASIS)).isCloseTo(100 * 1.19 * 2000, within(1e-6));
        assertThat(staked.cross(ETH_PRICE, STAKED_BASIS)).isCloseTo(100 * 1.19, within(1e-9));
    }

    /** June 2022: the discount went to 6 % while ETH, netted out, did nothing to the loop. */
    @Test
    void aLoopThatIsFlatInEthLosesBySixPercentOfBasisWhatItHoldsAndNotWhatItIs() {
        Market atPar = inDollars().with(STAKED_BASIS, 1);
        Position loop = new LendingAccount(
                "loop", AAVE, List.of(TokenAmount.of(WSTETH, "100")), List.of(TokenAmount.of(WETH, "119")));

        Sensitivities before = NetExposure.of(atPar, List.of(loop)).net();
        double after =
                NetExposure.of(atPar.with(STAKED_BASIS, 0.94), List.of(loop)).nav();

        assertThat(before.delta(ETH)).isCloseTo(0, within(1e-9));
        assertThat(before.value()).isCloseTo(0, within(1e-6));
        assertThat(after).isCloseTo(-0.06 * 119 * 2000, within(1e-6));
        assertThat(before.by(STAKED_BASIS) * -0.06).isCloseTo(after, within(1e-6));
    }

    @Test
    void tokensRedeemedThroughTheSameDoorNetInTheirBasis() {
        Sensitivities both =
                net(new Spot("long", TokenDelta.of(WSTETH, "100")), new Spot("short", TokenDelta.of(STETH, "-119")));

        assertThat(both.by(STAKED_BASIS)).isCloseTo(0, within(1e-6));
        assertThat(both.value()).isCloseTo(0, within(1e-6));
    }

    /** 11 March 2023: what a short earned was paid in dollars of 88 cents, and so was its collateral. */
    @Test
    void aShortSettledInAStablecoinIsExposedToThePegWithAllItHolds() {
        // short 100 from 2500 with 50,000 of collateral: at 2000 it holds 50,000 + 50,000
        Position perp = new LinearPerp("perp", PERP, weth("-100"), usdc("300000"));
        Market depegged = inDollars().withPrice(DOLLAR_COIN, 0.88);

        Sensitivities atPar = NetExposure.of(inDollars().withPrice(DOLLAR_COIN, 1), List.of(perp))
                .net();
        Sensitivities after = NetExposure.of(depegged, List.of(perp)).net();

        assertThat(atPar.value()).isCloseTo(100_000, within(1e-6));
        assertThat(atPar.by(USDC_PRICE)).isCloseTo(100_000, within(1e-6));
        assertThat(after.value()).isCloseTo(88_000, within(1e-6));
        assertThat(atPar.delta(ETH)).isCloseTo(-100, within(1e-9));
        assertThat(after.delta(ETH)).as("a dollar of ETH's move pays 88 cents").isCloseTo(-88, within(1e-9));
        assertThat(atPar.cross(ETH_PRICE, USDC_PRICE)).isCloseTo(-100, within(1e-9));
    }

    /** 17 April 2024: a stablecoin went to 1.28 and those who owed it were liquidated. */
    @Test
    void aDebtInAStablecoinThatRisesCostsWhoeverOwesIt() {
        Position loan = new LendingAccount(
                "loan", AAVE, List.of(TokenAmount.of(WETH, "100")), List.of(TokenAmount.of(USDC, "100000")));
        Market atPar = inDollars().withPrice(DOLLAR_COIN, 1);

        Sensitivities before = NetExposure.of(atPar, List.of(loan)).net();
        double after = NetExposure.of(atPar.withPrice(DOLLAR_COIN, 1.28), List.of(loan))
                .nav();

        assertThat(before.value()).isCloseTo(100_000, within(1e-6));
        assertThat(before.by(USDC_PRICE)).isCloseTo(-100_000, within(1e-6));
        assertThat(after - before.value()).isCloseTo(-28_000, within(1e-6));
    }

    @Test
    void aLoanEarnsAndCostsByBothRates() {
        Sensitivities loan = net(new LendingAccount(
                "loan", AAVE, List.of(TokenAmount.of(WETH, "100")), List.of(TokenAmount.of(USDC, "50000"))));

        assertThat(loan.interestPerYear()).isCloseTo(100 * 2000 * 0.02 - 50_000 * 0.96 * 0.05, within(1e-6));
        assertThat(loan.carryBy(new SupplyRate(AAVE, WETH))).isCloseTo(200_000, within(1e-6));
        assertThat(loan.carryBy(new BorrowRate(AAVE, USDC))).isCloseTo(-48_000, within(1e-6));
        assertThat(loan.fundingPerYear()).isZero();
    }

    @Test
    void aShortReceivesTheFundingThatLongsPay() {
        Sensitivities perp = net(new LinearPerp("perp", PERP, weth("-10"), usdc("30000")));

        assertThat(perp.fundingPerYear()).isCloseTo(10 * 2000 * 0.12 * 0.96, within(1e-6));
        assertThat(perp.carryBy(new FundingRate(PERP))).isCloseTo(10 * 2000 * 0.96, within(1e-6));
        assertThat(perp.interestPerYear()).isZero();
    }

    /** 100 power tokens at a normalisation of 0.62: the index is 100 × 0.62 × 2000² / 10,000. */
    @Test
    void aPowerPerpetualHasTwiceTheDeltaOfItsValueAndShrinksByItsFunding() {
        double index = 100 * 0.62 * 2000.0 * 2000 / 10_000;
        double period = 17.5 / 365;
        double mark = index * Math.exp(0.7 * period);

        Sensitivities squeeth = net(new PowerPerp("squeeth", TokenDelta.of(OSQTH, "100"), SQUEETH_TERMS));

        assertThat(squeeth.value()).isCloseTo(mark, within(1e-6));
        assertThat(squeeth.delta(ETH)).isCloseTo(2 * mark / 2000, within(1e-9));
        assertThat(squeeth.greeks(ETH).gamma()).isCloseTo(2 * mark / (2000.0 * 2000), within(1e-12));
        assertThat(squeeth.fundingPerYear()).isCloseTo(-0.7 * mark, within(1e-6));
        assertThat(squeeth.by(new FundingRate(SQUEETH))).isCloseTo(period * mark, within(1e-6));
        assertThat(squeeth.carryBy(new FundingRate(SQUEETH))).isCloseTo(-mark * (1 + 0.7 * period), within(1e-6));
    }

    /** The chain's own arithmetic, rounded as the pool rounds, is the oracle. */
    @Property(tries = 300)
    void aRangeHoldsWhatItsPoolWouldPayOutWithItsFees(
            @ForAll @Scale(6) @DoubleRange(min = 1000, max = 4000) double at, @ForAll boolean wethIsToken0) {
        RangePosition range = range(wethIsToken0);
        Market market = inDollars().withPrice(DOLLAR_COIN, 1).withPrice(ETH, at);

        Sensitivities model =
                NetExposure.of(market, List.of(new PoolRange(range))).net();
        RangeAmounts exact = RangeAmounts.at(range, Price.ofModel(WETH, USDC, at));

        assertThat(model.delta(ETH)).isCloseTo(exact.base().wholeAsDouble(), within(1e-8));
        assertThat(model.by(USDC_PRICE)).isCloseTo(exact.quote().wholeAsDouble(), within(1e-5));
        assertThat(model.value())
                .isCloseTo(exact.base().wholeAsDouble() * at + exact.quote().wholeAsDouble(), within(1e-4));
    }

    /** Both sides fall alike, so the ratio stands and so does what the range holds; only its worth falls. */
    @Test
    void aRangeBetweenTwoThingsThatFallAlikeDoesNotTurnOver() {
        Position range = new PoolRange(range(true));
        Market before = inDollars().withPrice(DOLLAR_COIN, 1);
        Market after = before.withPrice(DOLLAR_COIN, 0.9).withPrice(ETH, 1800);

        Sensitivities here = NetExposure.of(before, List.of(range)).net();
        Sensitivities there = NetExposure.of(after, List.of(range)).net();

        assertThat(there.delta(ETH)).isCloseTo(here.delta(ETH), within(1e-9));
        assertThat(there.value()).isCloseTo(here.value() * 0.9, within(1e-6));
    }

    /** Value and delta pass its bounds without a jump; gamma is there inside and gone outside. */
    @Test
    void aRangeIsLeftWithoutAJump() {
        RangePosition range = range(true);
        double upper = Math.pow(1.0001, range.tickUpper()) * 1e12;

        Sensitivities inside = atEth(upper * (1 - 1e-9), range);
        Sensitivities outside = atEth(upper * (1 + 1e-9), range);

        assertThat(inside.value()).isCloseTo(outside.value(), within(1e-6 * outside.value()));
        assertThat(inside.delta(ETH)).isCloseTo(outside.delta(ETH), within(1e-5));
        assertThat(outside.delta(ETH)).as("only its fees").isCloseTo(0.25, within(1e-9));
        assertThat(inside.greeks(ETH).gamma()).isNegative();
        assertThat(outside.greeks(ETH).gamma()).isZero();
    }

    @Test
    void aSoldStraddleHasTheGreeksThatStrataGivesIt() {
        Instant expiry = NOW.plus(Duration.ofDays(73));
        Market market = inDollars()
                .withPrice(DOLLAR_COIN, 1)
                .withVolatilityOffset(new OptionSeries(price("2100"), expiry), 0.05);
        Position call = new OptionPosition("call", OptionType.CALL, price("2100"), expiry, weth("-10"));
        Position put = new OptionPosition("put", OptionType.PUT, price("2100"), expiry, weth("-10"));

        NetExposure straddle = NetExposure.of(market, List.of(call, put));
        Greeks greeks = straddle.net().greeks(ETH);

        double s = 2000;
        double k = 2100;
        double t = 0.2;
        double v = 0.85;
        double r = 0.04;
        double b = 0.01;
        assertThat(straddle.nav())
                .isCloseTo(
                        -10
                                * (BlackScholesFormulaRepository.price(s, k, t, v, r, b, true)
                                        + BlackScholesFormulaRepository.price(s, k, t, v, r, b, false)),
                        within(1e-8));
        assertThat(greeks.delta())
                .isCloseTo(
                        -10
                                * (BlackScholesFormulaRepository.delta(s, k, t, v, r, b, true)
                                        + BlackScholesFormulaRepository.delta(s, k, t, v, r, b, false)),
                        within(1e-10));
        assertThat(greeks.gamma())
                .isCloseTo(-20 * BlackScholesFormulaRepository.gamma(s, k, t, v, r, b), within(1e-12));
        assertThat(greeks.theta())
                .isCloseTo(
                        -10
                                * (BlackScholesFormulaRepository.theta(s, k, t, v, r, b, true)
                                        + BlackScholesFormulaRepository.theta(s, k, t, v, r, b, false)),
                        within(1e-7));
        assertThat(greeks.vega()).isCloseTo(-20 * BlackScholesFormulaRepository.vega(s, k, t, v, r, b), within(1e-8));
        assertThat(greeks.vanna()).isCloseTo(-20 * BlackScholesFormulaRepository.vanna(s, k, t, v, r, b), within(1e-9));
        assertThat(greeks.volga()).isCloseTo(-20 * BlackScholesFormulaRepository.vomma(s, k, t, v, r, b), within(1e-7));
    }

    @Test
    void anOptionPastItsExpiryIsWorthItsIntrinsicValueAndBendsNoMore() {
        Position expired =
                new OptionPosition("call", OptionType.CALL, price("1500"), NOW.minus(Duration.ofHours(1)), weth("4"));

        NetExposure exposure = NetExposure.of(inDollars().withPrice(DOLLAR_COIN, 1), List.of(expired));

        assertThat(exposure.nav()).isCloseTo(2000, within(1e-9));
        assertThat(exposure.net().delta(ETH)).isCloseTo(4, within(1e-12));
        assertThat(exposure.net().greeks(ETH).gamma()).isZero();
    }

    /** A fill is a promise: it counts, and it is said that it is one. */
    @Test
    void aPendingOrderCountsAtItsFullSizeAndIsReportedAsUncertain() {
        Position held = new Spot("idle", weth("100"));
        // sells 80 at 1980 or better
        Position order = new PendingOrder("order 7", new LinearPerp("perp", PERP, weth("-80"), usdc("158400")));

        NetExposure exposure = NetExposure.of(inDollars().withPrice(DOLLAR_COIN, 1), List.of(held, order));

        assertThat(exposure.net().delta(ETH)).isCloseTo(20, within(1e-9));
        assertThat(exposure.pending().delta(ETH)).isCloseTo(-80, within(1e-9));
        assertThat(exposure.nav()).as("filled at its worst price").isCloseTo(200_000 - 80 * 20, within(1e-6));
        assertThat(exposure.lines())
                .extracting(NetExposure.Line::name, NetExposure.Line::certain)
                .containsExactly(tuple("idle", true), tuple("order 7 > perp", false));
    }

    @Test
    void vaultsInVaultsBeyondTheBoundAreRefusedAndNotGuessedAt() {
        Position held = new Spot("idle", weth("1"));
        for (int i = 0; i < NetExposure.MOST_LOOK_THROUGHS; i++) {
            held = wrapped("v" + i, held);
        }
        Position deepest = held;
        Position tooDeep = wrapped("top", held);

        assertThat(net(deepest).delta(ETH)).isCloseTo(Math.pow(0.5, 8), within(1e-15));
        assertThatThrownBy(() -> net(tooDeep)).hasMessageContaining("more than 8 look-throughs: top > v7 > v6");
    }

    @Test
    void whatTheMarketDoesNotSayIsNotAssumed() {
        Market unknown = Market.at(NOW);

        assertThatThrownBy(() -> NetExposure.of(unknown, List.of(new Spot("idle", weth("1")))))
                .hasMessageContaining("does not say what moves WETH");
        assertThatThrownBy(() -> inDollars().with(STAKED_BASIS, 0)).hasMessageContaining("cannot stand at 0");
    }

    /** One staked ETH for each dollar is not what such a contract pays. */
    @Test
    void aContractSettledInWhatItFollowsIsRefused() {
        Position perp = new LinearPerp("inverse", PERP, weth("-1"), TokenDelta.of(WSTETH, "2"));
        Position option = new OptionPosition(
                "inverse", OptionType.CALL, Price.of(WETH, STETH, "2000"), NOW.plus(Duration.ofDays(9)), weth("1"));

        assertThatThrownBy(() -> net(perp)).hasMessageContaining("inverse is settled in what it follows, ETH");
        assertThatThrownBy(() -> net(option)).hasMessageContaining("inverse is settled in what it follows, ETH");
        assertThatThrownBy(() -> ExposureCurve.of(inDollars(), ETH, List.of(option)))
                .hasMessageContaining("inverse is settled in what it follows, ETH");
    }

    @Test
    void anEmptyBookIsExposedToNothing() {
        NetExposure nothing = NetExposure.of(inDollars(), List.of());

        assertThat(nothing.nav()).isZero();
        assertThat(nothing.net().factors()).isEmpty();
        assertThat(nothing.net().greeks(BTC)).isEqualTo(Greeks.NONE);
    }

    private static Position wrapped(String name, Position held) {
        return new VaultShares(
                name, TokenAmount.of(SHARES, "1"), new VaultShares.Vault(TokenAmount.of(SHARES, "2"), List.of(held)));
    }

    private static Sensitivities atEth(double price, RangePosition range) {
        Market market = inDollars().withPrice(DOLLAR_COIN, 1).withPrice(ETH, price);
        return NetExposure.of(market, List.of(new PoolRange(range))).net();
    }

    private static Sensitivities net(Position... positions) {
        return NetExposure.of(inDollars(), List.of(positions)).net();
    }

    private static RangePosition range(boolean wethIsToken0) {
        int middle = wethIsToken0 ? -200_311 : 200_311;
        return new RangePosition(
                BigInteger.ONE,
                middle - 2000,
                middle + 2000,
                new BigInteger("50000000000000000"),
                wethIsToken0,
                TokenAmount.of(WETH, "0.25"),
                TokenAmount.of(USDC, "17"));
    }
}
