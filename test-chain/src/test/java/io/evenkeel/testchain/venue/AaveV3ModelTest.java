package io.evenkeel.testchain.venue;

import static io.evenkeel.testchain.venue.Bench.abi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveGeneration;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.aavev3.AaveV3Totals;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.testchain.vault.Transactor;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A borrower acts by hand; before each step our model says what will come of it. */
@ForkedChainTest
class AaveV3ModelTest {
    private static final BigInteger VARIABLE_RATE = BigInteger.TWO;
    private static final BigInteger ONE_HEALTH = BigInteger.TEN.pow(18);
    private static final Function SUPPLY = Function.parse("supply(address,uint256,address,uint16)");
    private static final Function WITHDRAW = Function.parse("withdraw(address,uint256,address)", "(uint256)");
    private static final Function BORROW = Function.parse("borrow(address,uint256,uint256,uint16,address)");
    private static final Function SUBMIT = Function.parse("submit(uint256,int256)");
    private static final Function LATEST_ROUND = Function.parse("latestRound()", "(uint256)");
    private static final Function EXACT_INPUT = Function.parse(
            "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "(uint256)");
    private static final Function EXACT_OUTPUT = Function.parse(
            "exactOutputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "(uint256)");
    private static final Function SLOT0 = Function.parse("slot0()", "(uint160,int24,uint16,uint16,uint16,uint8,bool)");
    private static final Function LIQUIDITY = Function.parse("liquidity()", "(uint128)");

    private static Bench bench;

    @BeforeAll
    static void deploy(ForkedChain chain) {
        bench = new Bench(chain);
    }

    @Test
    void aLoanEndsWhereTheModelSaid() {
        supply(TokenAmount.of(weth(), "100"));
        AaveV3Position before = position(weth());
        TokenDelta change = TokenDelta.of(weth(), "-40");
        AaveV3Position expected = before.after(change, TokenDelta.of(weth(), "5"), bench.price("2000"));

        supply(TokenAmount.of(weth(), "5"));
        borrow(TokenAmount.of(weth(), "40"));

        AaveV3Position after = position(weth());
        // interest of a few seconds lies between
        assertThat(whole(after.delta())).isCloseTo(whole(expected.delta()), withPercentage(1e-5));
        assertThat(whole(after.protocolEquity())).isCloseTo(whole(expected.protocolEquity()), withPercentage(1e-5));
        assertThat(whole(after.maintenance().asDelta()))
                .isCloseTo(whole(expected.maintenance().asDelta()), withPercentage(1e-5));
        assertThat(after.totals()).isEqualTo(AaveV3Totals.said(state()));
        // carry of the loan: its rate once it is made, less what the collateral behind it earns
        double carry = before.carryQuotePerYear(-40, bench.price("2000")) / 80_000;
        double borrowRate = after.base().variableBorrowRateRay().doubleValue() / 1e27;
        double supplyRate = before.base().liquidityRateRay().doubleValue() / 1e27;
        assertThat(carry).isCloseTo(borrowRate - 1.25 * supplyRate, withPercentage(1));
    }

    @Test
    void theLargestLoanPassesAndALittleMoreIsRefused() {
        supply(TokenAmount.of(weth(), "100"));
        TokenAmount largest = position(weth()).largestChange(-1, bench.price("2000"));

        assertThat(largest.wholeAsDouble()).isCloseTo(80, withPercentage(0.001));
        assertThat(borrowRefusal(largest.units())).isEmpty();
        // 36: collateral cannot cover the new borrow
        assertThat(borrowRefusal(
                        largest.units().multiply(BigInteger.valueOf(10_001)).divide(BigInteger.valueOf(10_000))))
                .contains("36");
    }

    @Test
    void whatMayBeTakenOutCanBe() {
        supply(TokenAmount.of(weth(), "100"));
        borrow(TokenAmount.of(weth(), "40"));
        BigInteger removable = position(weth()).removableCollateral().units();

        assertThat(bench.refusal(pool(), WITHDRAW, abi(weth().address()), removable, me()))
                .isEmpty();
        // Aave itself lets go down to the liquidation threshold; beyond that 35: health factor below one
        assertThat(bench.refusal(
                        pool(),
                        WITHDRAW,
                        abi(weth().address()),
                        TokenAmount.of(weth(), "52").units(),
                        me()))
                .contains("35");
    }

    @Test
    void usdcBehindWethIsLiquidatableJustAboveTheModelsPrice() {
        supply(TokenAmount.of(usdc(), "100000"));
        borrow(TokenAmount.of(weth(), "30"));
        Price level = position(usdc()).liquidationPriceAbove().orElseThrow();

        answer(level.asDouble() * (1 - 1e-5));
        assertThat(position(usdc()).totals().healthFactor()).isGreaterThanOrEqualTo(ONE_HEALTH);
        assertThat(position(usdc()).totals()).isEqualTo(AaveV3Totals.said(state()));
        answer(level.asDouble() * (1 + 1e-5));
        assertThat(AaveV3Totals.said(state()).healthFactor()).isLessThan(ONE_HEALTH);
    }

    @Test
    void mixedCollateralIsLiquidatableWithinTheBasisPointsKeptBack() {
        supply(TokenAmount.of(usdc(), "100000"));
        supply(TokenAmount.of(weth(), "20"));
        borrow(TokenAmount.of(weth(), "40"));
        Price level = position(usdc()).liquidationPriceAbove().orElseThrow();

        answer(level.asDouble() * (1 - 1e-5));
        assertThat(AaveV3Totals.said(state()).healthFactor()).isGreaterThanOrEqualTo(ONE_HEALTH);
        assertThat(position(usdc()).totals()).isEqualTo(AaveV3Totals.said(state()));
        answer(level.asDouble() * 1.001);
        assertThat(AaveV3Totals.said(state()).healthFactor()).isLessThan(ONE_HEALTH);
    }

    @Test
    void usdcOwedAgainstWethIsLiquidatableJustBelowTheModelsPrice() {
        supply(TokenAmount.of(weth(), "50"));
        bench.run(
                pool(),
                BORROW,
                abi(usdc().address()),
                TokenAmount.of(usdc(), "60000").units(),
                VARIABLE_RATE,
                0,
                me());
        Price level = position(weth()).liquidationPriceBelow().orElseThrow();

        answer(level.asDouble() * (1 + 1e-5));
        assertThat(AaveV3Totals.said(state()).healthFactor()).isGreaterThanOrEqualTo(ONE_HEALTH);
        answer(level.asDouble() * (1 - 1e-5));
        assertThat(AaveV3Totals.said(state()).healthFactor()).isLessThan(ONE_HEALTH);
    }

    @Test
    void swapsCostWhatTheModelSays() {
        AaveV3Position position = position(weth());
        bench.fund(TokenAmount.of(weth(), "300"), bench.address("uniswapV3.swapRouter"));
        bench.fund(TokenAmount.of(usdc(), "1000000"), bench.address("uniswapV3.swapRouter"));
        bench.trader.mine();

        TokenDelta sold = TokenDelta.of(weth(), "-300");
        BigInteger got = swap(EXACT_INPUT, weth(), usdc(), sold, BigInteger.ZERO);
        TokenDelta bought = TokenDelta.of(weth(), "300");
        BigInteger paid = swap(EXACT_OUTPUT, usdc(), weth(), bought, BigInteger.TEN.pow(12));

        assertThat(got.doubleValue() / 1e6)
                .isCloseTo(whole(position.idleQuoteChange(sold, bench.price("2000"))), withPercentage(1e-5));
        assertThat(-paid.doubleValue() / 1e6)
                .isCloseTo(whole(position.idleQuoteChange(bought, bench.price("2000"))), withPercentage(1e-5));
    }

    private static BigInteger swap(Function how, Token in, Token out, TokenDelta amount, BigInteger limit) {
        Tuple order = Tuple.from(
                abi(in.address()),
                abi(out.address()),
                500,
                me(),
                Bench.NEVER,
                amount.abs().units(),
                limit,
                BigInteger.ZERO);
        return bench.call(bench.address("uniswapV3.swapRouter"), how, order).get(0);
    }

    private static void supply(TokenAmount amount) {
        bench.fund(amount, pool());
        bench.run(pool(), SUPPLY, abi(amount.token().address()), amount.units(), me(), 0);
    }

    private static void borrow(TokenAmount amount) {
        bench.run(pool(), BORROW, abi(amount.token().address()), amount.units(), VARIABLE_RATE, 0, me());
    }

    private static String borrowRefusal(BigInteger units) {
        return bench.refusal(pool(), BORROW, abi(weth().address()), units, VARIABLE_RATE, 0, me());
    }

    /** All three submitters answer the next round. */
    private static void answer(double usdPerEth) {
        Address aggregator = bench.address("chainlink.ethUsdAggregator");
        BigInteger round =
                bench.call(aggregator, LATEST_ROUND).<BigInteger>get(0).add(BigInteger.ONE);
        BigInteger answer = new BigDecimal(usdPerEth)
                .movePointRight(8)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        for (String submitter : new String[] {"oracle1", "oracle2", "oracle3"}) {
            Transactor oracle = new Transactor(bench.chain.rpc(), bench.blocks, bench.address("accounts." + submitter));
            oracle.call(aggregator, SUBMIT, round, answer);
            oracle.mine();
        }
    }

    private static AbiRecord state() {
        return bench.state("AaveV3Gauge", bench.gauges.aave());
    }

    private static AaveV3Position position(Token collateral) {
        AbiRecord state = state();
        return new AaveV3Position(
                new VenueId(weth().chainId(), DeployedVault.AAVE),
                bench.pair,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                AaveGeneration.V3_0,
                AaveAsset.of(state.record("base")),
                AaveAsset.of(state.record("quote")),
                swapPool(),
                collateral,
                false);
    }

    private static SwapPool swapPool() {
        Tuple slot0 = bench.call(bench.address("uniswapV3.pool"), SLOT0);
        BigInteger liquidity =
                bench.call(bench.address("uniswapV3.pool"), LIQUIDITY).get(0);
        boolean baseIsToken0 = weth().address().compareTo(usdc().address()) < 0;
        return new SwapPool(slot0.get(0), slot0.<Integer>get(1), liquidity, 500, baseIsToken0, 18, 6);
    }

    private static Token weth() {
        return bench.pair.base();
    }

    private static Token usdc() {
        return bench.pair.quote();
    }

    private static Address pool() {
        return bench.address("aaveV3.pool");
    }

    private static com.esaulpaugh.headlong.abi.Address me() {
        return abi(bench.trader.from());
    }

    private static double whole(TokenDelta amount) {
        return amount.wholeAsDouble();
    }
}
