package io.evenkeel.margin.gmxv2;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** A market with terms of the size of those on Arbitrum, at 2000. */
class GmxV2PositionTest {
    private static final Price AT_2000 = price("2000");
    private static final BigInteger INDEX_2000 = BigInteger.valueOf(2_000).multiply(BigInteger.TEN.pow(12));
    private static final TokenDelta NO_COLLATERAL = TokenDelta.zero(USDC);
    private static final TokenDelta UNIT = new TokenDelta(USDC, BigInteger.ONE);
    private static final Optional<GmxV2Order> NO_ORDER = Optional.empty();

    @Property(tries = 300)
    void atTheLiquidationPriceItStandsAndOneUnitFurtherItDoesNot(
            @ForAll @LongRange(min = 1_000, max = 20_000_000) long milliEther,
            @ForAll @IntRange(min = 30, max = 3_000) int collateralThousandths,
            @ForAll @IntRange(min = -20, max = 20) int pendingThousandths,
            @ForAll @IntRange(min = 0, max = 10) int owedThousandths) {
        BigInteger base = milli(milliEther);
        BigInteger size = base.multiply(INDEX_2000);
        BigInteger quote = size.divide(Usd.PER_QUOTE);
        GmxV2Short held = new GmxV2Short(
                size,
                base,
                thousandths(quote, collateralThousandths),
                thousandths(base, pendingThousandths),
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                terms().fee(size),
                thousandths(quote, owedThousandths),
                BigInteger.ZERO,
                INDEX_2000);

        BigInteger level = new GmxV2Margin(terms()).highestSafePrice(held);

        assertThat(held.isLiquidatable(level.add(BigInteger.ONE), terms())).isTrue();
        if (level.signum() > 0) {
            assertThat(held.isLiquidatable(level, terms())).isFalse();
        }
    }

    @Property(tries = 300)
    void whatIsAskedForSurvivesTheShockAndOneUnitLessDoesNot(
            @ForAll @LongRange(min = 100, max = 5_000_000) long milliEther,
            @ForAll @IntRange(min = 0, max = 900) int shockThousandths) {
        TokenDelta sale = new TokenDelta(WETH, milli(milliEther).negate());
        GmxV2Position empty = position(none(), NO_ORDER);
        double shock = shockThousandths / 1000.0;
        BigInteger shocked = new BigDecimal(INDEX_2000)
                .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(shock)))
                .setScale(0, RoundingMode.CEILING)
                .toBigInteger();

        TokenDelta needed = empty.collateralNeededFor(sale, AT_2000, shock);

        assertThat(isEnough(empty.after(sale, needed, AT_2000), shocked)).isTrue();
        assertThat(isEnough(empty.after(sale, needed.minus(UNIT), AT_2000), shocked))
                .isFalse();
    }

    @Property(tries = 200)
    void whatCanBeTakenOutLeavesTheProtocolContentAndOneUnitMoreDoesNot(
            @ForAll @LongRange(min = 1_000, max = 2_000_000) long milliEther,
            @ForAll @IntRange(min = 30, max = 2_000) int collateralThousandths) {
        GmxV2Position rich = position(held(milliEther, collateralThousandths), NO_ORDER);
        GmxV2Margin margin = new GmxV2Margin(rich.terms());

        BigInteger most = rich.removableCollateral().units();

        BigInteger left = rich.position().collateral().subtract(most);
        assertThat(most).isPositive();
        assertThat(margin.removableUsd(rich.position().withCollateral(left), INDEX_2000))
                .isNotNegative();
        assertThat(margin.removableUsd(rich.position().withCollateral(left.subtract(BigInteger.ONE)), INDEX_2000))
                .isNegative();
    }

    @Test
    void aSalePaysItsFeeOutOfTheCollateralAndTheShortIsOfThePriceItWasFilledAt() {
        GmxV2Position after = position(none(), NO_ORDER).after(weth("-5"), new TokenDelta(USDC, usdc(1_000)), AT_2000);

        // 0.06 % of 10,000
        assertThat(after.position().collateral()).isEqualTo(usdc(994));
        assertThat(after.position().sizeUsd()).isEqualTo(usd(10_000));
        assertThat(after.delta()).isEqualTo(weth("-5"));
    }

    @Test
    void closingEverythingAtALossPaysOutWhatIsLeft() {
        GmxV2Position short5 = position(held(5_000, 200), NO_ORDER);

        // a loss of 500 and a fee of 0.06 % of 10,000 out of 2000
        assertThat(short5.idleQuoteChange(weth("5"), price("2100"))).isEqualTo(new TokenDelta(USDC, usdc(1_494)));
        GmxV2Position closed = short5.after(weth("5"), NO_COLLATERAL, price("2100"));
        assertThat(closed.position().isOpen()).isFalse();
        assertThat(closed.maintenance().isZero()).isTrue();
    }

    @Test
    void whatWaitsCountsAsFilledAndNothingMoreIsAsked() {
        GmxV2Position waiting = position(held(5_000, 200), Optional.of(order(true, usd(6_000), usdc(600), false)));

        PendingChange pending = waiting.pending().orElseThrow();
        assertThat(pending.promised()).isEqualTo(weth("-3"));
        assertThat(pending.worstPrice()).isEqualTo(price("1990"));
        assertThat(pending.committedAt()).isEqualTo(Instant.ofEpochSecond(1_000_000));
        assertThat(pending.cancellableFrom()).isEqualTo(Instant.ofEpochSecond(1_000_300));
        assertThat(pending.fillableUntil()).isEmpty();
        assertThat(waiting.condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(waiting.largestChange(-1, AT_2000).isZero()).isTrue();
        assertThat(waiting.removableCollateral().isZero()).isTrue();
        assertThat(waiting.withoutPending().condition()).isEqualTo(VenueCondition.OPEN);
    }

    @Test
    void aFrozenOrderPromisesNothingAndWhatItBroughtIsStillOurs() {
        GmxV2Position frozen = position(none(), Optional.of(order(true, usd(6_000), usdc(600), true)));

        assertThat(frozen.pending().orElseThrow().promised().isZero()).isTrue();
        assertThat(frozen.oracleNav(AT_2000)).isEqualTo(new TokenDelta(USDC, usdc(600)));
        assertThat(frozen.maintenance().isZero()).isTrue();
    }

    @Test
    void anOrderThatTakesOutCollateralIsAskedForAtOnce() {
        GmxV2Position quiet = position(held(5_000, 200), NO_ORDER);
        GmxV2Position leaving =
                position(held(5_000, 200), Optional.of(order(false, BigInteger.ZERO, usdc(900), false)));

        assertThat(leaving.maintenance().units().subtract(quiet.maintenance().units()))
                .isEqualTo(usdc(900));
        assertThat(leaving.liquidationPriceAbove().orElseThrow())
                .isLessThan(quiet.liquidationPriceAbove().orElseThrow());
        assertThat(leaving.pending()).isEmpty();
    }

    @Test
    void aReductionEndsAtZeroAndAQuarantinedVenueOnlyShrinks() {
        GmxV2Position open = position(held(5_000, 200), NO_ORDER);
        GmxV2Position quarantined = position(VenueCondition.REDUCE_ONLY, held(5_000, 200), NO_ORDER);

        assertThat(open.largestChange(1, AT_2000).units()).isEqualTo(milli(5_000));
        // 50 million dollars of shorts may be open, and none are
        assertThat(open.largestChange(-1, AT_2000).units()).isEqualTo(milli(25_000_000));
        assertThat(quarantined.largestChange(-1, AT_2000).isZero()).isTrue();
        assertThat(quarantined.largestChange(1, AT_2000).units()).isEqualTo(milli(5_000));
        assertThat(position(none(), NO_ORDER).smallestChange().units()).isEqualTo(new BigInteger("500000000000000"));
    }

    @Test
    void aShortPaysForItsSizeAndForMovingThePrice() {
        GmxV2Position empty = position(none(), NO_ORDER);

        // 0.06 % of 200,000 dollars, and a billionth of their square
        assertThat(empty.tradeCostQuote(-100, AT_2000)).isCloseTo(120 + 40, within(1e-6));
        // a billionth a second
        assertThat(empty.carryQuotePerYear(-10, AT_2000)).isCloseTo(20_000 * 1e-9 * 365 * 86_400, within(1e-6));
    }

    private static boolean isEnough(GmxV2Position venue, BigInteger shocked) {
        return !venue.position().isLiquidatable(shocked, venue.terms())
                && new GmxV2Margin(venue.terms())
                                .removableUsd(venue.position(), INDEX_2000)
                                .signum()
                        >= 0;
    }

    private static GmxV2Position position(GmxV2Short held, Optional<GmxV2Order> order) {
        return position(VenueCondition.OPEN, held, order);
    }

    private static GmxV2Position position(VenueCondition policy, GmxV2Short held, Optional<GmxV2Order> order) {
        return new GmxV2Position(
                new VenueId(CHAIN, "gmx-v2:ETH"),
                PAIR,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                policy,
                held,
                terms(),
                order,
                BigInteger.ZERO);
    }

    private static GmxV2Short none() {
        return held(0, 0);
    }

    /** Opened at 2000. */
    private static GmxV2Short held(long milliEther, int collateralThousandths) {
        BigInteger size = milli(milliEther).multiply(INDEX_2000);
        BigInteger zero = BigInteger.ZERO;
        return new GmxV2Short(
                size,
                milli(milliEther),
                thousandths(size.divide(Usd.PER_QUOTE), collateralThousandths),
                zero,
                zero,
                zero,
                zero,
                terms().fee(size),
                zero,
                zero,
                INDEX_2000);
    }

    private static GmxV2Order order(boolean increases, BigInteger sizeUsd, BigInteger collateral, boolean frozen) {
        return new GmxV2Order(
                "",
                increases,
                sizeUsd,
                collateral,
                BigInteger.valueOf(1_990).multiply(BigInteger.TEN.pow(12)),
                BigInteger.ONE,
                1_000_000,
                300,
                frozen);
    }

    private static GmxV2Terms terms() {
        BigInteger zero = BigInteger.ZERO;
        return new GmxV2Terms(
                false,
                usd(1),
                billionths(10_000_000),
                billionths(5_000_000),
                billionths(5_000_000),
                usd(1),
                billionths(600_000),
                billionths(1),
                billionths(1),
                usd(2),
                usd(2),
                zero,
                zero,
                usd(50_000_000),
                billionths(1),
                zero,
                false,
                300_000,
                100_000);
    }

    private static BigInteger billionths(long parts) {
        return BigInteger.valueOf(parts).multiply(BigInteger.TEN.pow(21));
    }

    private static BigInteger thousandths(BigInteger whole, int parts) {
        return whole.multiply(BigInteger.valueOf(parts)).divide(BigInteger.valueOf(1_000));
    }

    private static BigInteger milli(long milliEther) {
        return BigInteger.valueOf(milliEther).multiply(BigInteger.TEN.pow(15));
    }

    private static BigInteger usd(long whole) {
        return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(30));
    }

    private static BigInteger usdc(long whole) {
        return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(6));
    }

    private static TokenDelta weth(String whole) {
        return TokenDelta.of(WETH, whole);
    }
}
