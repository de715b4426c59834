package io.evenkeel.margin.perpv2;

import static io.evenkeel.margin.perpv2.PerpV2Example.at2000;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.VenueCondition;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PerpV2TotalsTest {
    @Test
    void aShortOfTenAtTwoThousand() {
        PerpV2Position position =
                at2000().holding("-10", "19970").deposited("10000").position();

        PerpV2Totals totals = position.totals();

        // −10 × 2000 + 19970
        assertThat(totals.unrealizedPnl()).isEqualTo(e18("-30"));
        assertThat(position.protocolEquity()).isEqualTo(usdc("9970"));
        // 6.25 % of 20,000
        assertThat(position.maintenance().asDelta()).isEqualTo(usdc("1250"));
        // min(10000, 9970) − 10 % of 20,000
        assertThat(totals.freeCollateral()).isEqualTo(units("7970"));
        assertThat(position.removableCollateral().asDelta()).isEqualTo(usdc("7970"));
        assertThat(position.delta()).isEqualTo(weth("-10"));
        assertThat(position.oracleNav(price("2100"))).isEqualTo(usdc("8970"));
    }

    @Test
    void anUnrealisedGainAddsNoBuyingPowerAndCannotBeWithdrawn() {
        PerpV2Position position = at2000().holding("-10", "20000")
                .deposited("3000")
                .prices(1500, 1500, 1500)
                .position();

        assertThat(position.protocolEquity()).isEqualTo(usdc("8000"));
        // min(3000, 8000) − 10 % of 15,000
        assertThat(position.totals().freeCollateral()).isEqualTo(units("1500"));
        assertThat(position.removableCollateral().asDelta()).isEqualTo(usdc("1500"));
    }

    @Test
    void fundingAndOwedProfitAreCash() {
        PerpV2Position plain = at2000().deposited("1000").position();
        PerpV2Account account = new PerpV2Account(
                BigInteger.ZERO, BigInteger.ZERO, units("1000"), e18("50"), e18("1"), e18("20.0000001"));

        PerpV2Totals totals = PerpV2Totals.of(account, plain.market());

        // the seventh digit after the point is rounded down
        assertThat(totals.accountValue()).isEqualTo(units("1030.999999"));
        assertThat(totals.withdrawable()).isEqualTo(units("1030.999999"));
    }

    @Test
    void aLongOwesItsNotional() {
        PerpV2Position position =
                at2000().holding("5", "-10010").deposited("2000").position();

        assertThat(position.totals().freeCollateral()).isEqualTo(units("989"));
        assertThat(position.maintenance().asDelta()).isEqualTo(usdc("625"));
    }

    @Test
    void aClosedMarketSettlesAtItsPriceAndMovesNoMore() {
        PerpV2Position open = at2000().holding("-10", "20000")
                .deposited("10000")
                .prices(1900, 1900, 1900)
                .position();
        PerpV2Position closed = withStatus(open, false, true, false);

        assertThat(closed.delta().isZero()).isTrue();
        // 10,000 + 20,000 − 10 × 1900 whatever the oracle says
        assertThat(closed.oracleNav(price("2500"))).isEqualTo(usdc("11000"));
        assertThat(closed.liquidationPriceAbove()).isEmpty();
        assertThat(closed.condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(open.oracleNav(price("2500"))).isEqualTo(usdc("5000"));
    }

    @Test
    void aPausedVaultPaysNothingOutThoughThePositionCanBeTraded() {
        PerpV2Position open =
                at2000().holding("-10", "20000").deposited("10000").position();
        PerpV2Position paused = withStatus(open, true, false, true);

        assertThat(paused.removableCollateral().isZero()).isTrue();
        assertThat(open.removableCollateral().isZero()).isFalse();
        assertThat(paused.condition()).isEqualTo(VenueCondition.OPEN);
    }

    private static PerpV2Position withStatus(PerpV2Position of, boolean isOpen, boolean isClosed, boolean vaultPaused) {
        PerpV2Market market = of.market();
        PerpV2Market changed = new PerpV2Market(
                market.imRatio(),
                market.mmRatio(),
                market.markPrice(),
                market.indexPrice(),
                market.marketTwap(),
                market.indexTwap(),
                market.maxFundingRate(),
                market.feeRatio(),
                market.maxPriceSpreadRatio(),
                market.maxTickCrossed(),
                market.pool(),
                market.hasOrder(),
                isOpen,
                isClosed,
                market.clearingHousePaused(),
                vaultPaused);
        return new PerpV2Position(of.id(), of.pair(), of.caps(), of.policyCondition(), of.account(), changed);
    }

    @Test
    void dustCountsAsNothing() {
        PerpV2Account dust = new PerpV2Account(
                BigInteger.valueOf(-9),
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO);

        assertThat(PerpV2Totals.of(dust, at2000().position().market()).unrealizedPnl())
                .isZero();
    }

    /** The gauge's totals say liquidatable exactly when the protocol compares 6 decimals with 18 and says so. */
    @Property
    void equityBelowMaintenanceIsTheProtocolsOwnComparison(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long balance,
            @ForAll @BigRange(min = "-50000000000000000000", max = "50000000000000000000") BigInteger size,
            @ForAll @BigRange(min = "-100000000000000000000000", max = "100000000000000000000000")
                    BigInteger notional) {
        PerpV2Position shape = at2000().prices(1999.123456789, 2001, 2000).position();
        PerpV2Account account = new PerpV2Account(
                size, notional, BigInteger.valueOf(balance), BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
        PerpV2Position position = new PerpV2Position(
                shape.id(), shape.pair(), shape.caps(), shape.policyCondition(), account, shape.market());
        PerpV2Totals totals = position.totals();

        boolean liquidatable =
                totals.accountValue().multiply(BigInteger.TEN.pow(12)).compareTo(totals.marginRequirement()) < 0;

        assertThat(position.protocolEquity().compareTo(position.maintenance().asDelta()) < 0)
                .isEqualTo(liquidatable);
    }

    private static BigInteger e18(String usd) {
        return new BigDecimal(usd).movePointRight(18).toBigIntegerExact();
    }

    private static BigInteger units(String usdc) {
        return new BigDecimal(usdc).movePointRight(6).toBigIntegerExact();
    }
}
