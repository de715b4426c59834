package io.evenkeel.testchain.venue;

import static io.evenkeel.testchain.venue.Bench.abi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Market;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.margin.perpv2.PerpV2Totals;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A taker trades by hand; before each trade our model says what will come of it. */
@ForkedChainTest
class PerpV2ModelTest {
    private static final Function DEPOSIT = Function.parse("deposit(address,uint256)");
    private static final Function WITHDRAW = Function.parse("withdraw(address,uint256)");
    private static final Function OPEN_POSITION = Function.parse(
            "openPosition((address,bool,bool,uint256,uint256,uint256,uint160,bytes32))", "(uint256,uint256)");

    private static Bench bench;

    @BeforeAll
    static void deploy(ForkedChain chain) {
        bench = new Bench(chain);
        deposit("100000");
    }

    /** Open, grow, reduce, close, go long, turn short: the whole life of a position. */
    @Test
    void everyTradeEndsWhereTheModelSaid() {
        for (String change : new String[] {"-20", "-35.5", "12", "-3", "46.5", "7", "-10.25"}) {
            PerpV2Position before = position();
            Price oracle = bench.price("2000");
            TokenDelta delta = TokenDelta.of(bench.pair.base(), change);
            PerpV2Position expected = before.after(delta, TokenDelta.zero(bench.pair.quote()), oracle);

            trade(delta);

            PerpV2Position after = position();
            assertThat(after.delta()).as(change).isEqualTo(expected.delta());
            assertThat(after.market().pool().price())
                    .as(change)
                    .isCloseTo(expected.market().pool().price(), withPercentage(1e-7));
            assertThat(usd(after.account().openNotional()))
                    .as(change)
                    .isCloseTo(usd(expected.account().openNotional()), within(0.001));
            // twelve seconds of funding may come between
            double lost =
                    before.oracleNav(oracle).minus(after.oracleNav(oracle)).wholeAsDouble();
            assertThat(lost).as(change).isCloseTo(before.tradeCostQuote(delta.wholeAsDouble(), oracle), within(0.05));
            assertThat(after.totals()).as(change).isEqualTo(PerpV2Totals.said(state()));
        }
    }

    @Test
    void theLargestOpeningPassesAndALittleMoreIsRefused() {
        PerpV2Position poor = position();
        TokenAmount largest = poor.largestChange(-1, bench.price("2000"));

        assertThat(largest.wholeAsDouble() * 2000).isBetween(900_000.0, 1_000_000.0);
        assertThat(refusal(largest.asDelta().negate())).isEmpty();
        TokenDelta more = TokenDelta.ofModel(bench.pair.base(), -largest.wholeAsDouble() * 1.001);
        assertThat(refusal(more)).contains("CH_NEFCI");
    }

    @Test
    void depthIsWithinThePoolsLimits() {
        deposit("20000000");
        for (int direction : new int[] {-1, 1}) {
            double largest =
                    position().largestChange(direction, bench.price("2000")).wholeAsDouble();

            assertThat(refusal(TokenDelta.ofModel(bench.pair.base(), direction * largest)))
                    .isEmpty();
            // half of the tick limit is left for others: three times as much is beyond all of it
            assertThat(refusal(TokenDelta.ofModel(bench.pair.base(), direction * largest * 3)))
                    .containsAnyOf("EX_OPLAS", "EX_OPB");
        }
    }

    @Test
    void whatMayBeTakenOutCanBeAndNotOneUnitMore() {
        trade(TokenDelta.of(bench.pair.base(), "-100"));
        BigInteger removable = position().removableCollateral().units();

        assertThat(bench.refusal(bench.address("perpV2.vault"), WITHDRAW, quote(), removable))
                .isEmpty();
        assertThat(bench.refusal(bench.address("perpV2.vault"), WITHDRAW, quote(), removable.add(BigInteger.ONE)))
                .contains("V_NEFC");
    }

    /** What the collateral asked for buys: the trade passes with it, and not with a hundredth less. */
    @Test
    void theCollateralAskedForIsWhatTheOpeningNeeds() {
        TokenDelta change = TokenDelta.of(bench.pair.base(), "-600");
        TokenDelta needed = position().collateralNeededFor(change, bench.price("2000"), 0);
        assertThat(needed.signum()).isPositive();
        assertThat(refusal(change)).contains("CH_NEFCI");

        deposit(needed.minus(TokenDelta.of(bench.pair.quote(), "100")).whole().toPlainString());
        assertThat(refusal(change)).contains("CH_NEFCI");
        deposit("101");
        assertThat(refusal(change)).isEmpty();
    }

    private static void deposit(String usdc) {
        TokenAmount amount = TokenAmount.of(bench.pair.quote(), usdc);
        bench.fund(amount, bench.address("perpV2.vault"));
        bench.run(bench.address("perpV2.vault"), DEPOSIT, quote(), amount.units());
    }

    private static void trade(TokenDelta delta) {
        bench.run(bench.address("perpV2.clearingHouse"), OPEN_POSITION, order(delta));
    }

    private static String refusal(TokenDelta delta) {
        return bench.refusal(bench.address("perpV2.clearingHouse"), OPEN_POSITION, order(delta));
    }

    /** Selling is exact input of base, buying exact output of base. */
    private static Tuple order(TokenDelta delta) {
        boolean selling = delta.signum() < 0;
        return Tuple.from(
                abi(bench.address("perpV2.baseToken")),
                selling,
                selling,
                delta.abs().units(),
                BigInteger.ZERO,
                Bench.NEVER,
                BigInteger.ZERO,
                new byte[32]);
    }

    private static com.esaulpaugh.headlong.abi.Address quote() {
        return abi(bench.pair.quote().address());
    }

    private static AbiRecord state() {
        return bench.state("PerpV2Gauge", bench.gauges.perp());
    }

    private static double usd(BigInteger e18) {
        return e18.doubleValue() / 1e18;
    }

    private static PerpV2Position position() {
        AbiRecord state = state();
        return new PerpV2Position(
                new VenueId(bench.pair.base().chainId(), DeployedVault.PERP),
                bench.pair,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                PerpV2Account.of(state),
                PerpV2Market.of(state));
    }
}
