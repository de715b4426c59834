package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.LyraExample.e18;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.options.EuropeanOption;
import io.evenkeel.options.OptionGreeks;
import io.evenkeel.options.OptionMarket;
import io.evenkeel.options.OptionType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against what was measured on the contracts, and against the model that they approximate. */
class LyraTradeTest {
    @Test
    void fiftyPutsCostWhatTheContractsCharged() {
        LyraMarket market = LyraExample.market("1750");
        LyraBoard board = market.boards().getFirst();

        LyraTrade trade = LyraTrade.of(market, board, board.strikes().getFirst(), true, e18("50"), true);

        assertThat(whole(trade.premium())).isEqualTo(5780.5752707475, within(1e-9));
        assertThat(whole(trade.optionPriceFee())).isEqualTo(57.81, within(0.005));
        assertThat(whole(trade.spotPriceFee())).isEqualTo(875);
        assertThat(whole(trade.vegaUtilFee())).isEqualTo(0.24, within(0.005));
        assertThat(whole(trade.varianceFee())).isEqualTo(31.29, within(0.005));
        assertThat(whole(trade.total())).isEqualTo(6744.92, within(0.005));
        assertThat(trade.newIv()).isEqualTo(e18("1.1"));
        assertThat(trade.newSkew()).isEqualTo(e18("1.125"));
    }

    @Test
    void twentyPutsAreAskedForWhatTheContractsAskedFor() {
        LyraMarket market = LyraExample.market("1750");
        BigInteger asked = market.collateral()
                .minimum(
                        LyraType.SHORT_PUT_QUOTE,
                        e18("20"),
                        e18("1600"),
                        LyraExample.EXPIRY,
                        market.spot(),
                        market.rate());

        assertThat(whole(asked)).isEqualTo(9467.2401, within(1e-4));
        assertThat(whole(market.collateral().shockVolatility(LyraExample.EXPIRY)))
                .isEqualTo(2.266667, within(1e-6));
    }

    @Test
    void aFeeLargerThanThePremiumIsThePremium() {
        LyraMarket market = LyraExample.market("4000");
        LyraBoard board = market.boards().getFirst();

        LyraTrade sale = LyraTrade.of(market, board, board.strikes().getFirst(), true, e18("1"), false);

        assertThat(sale.total()).isZero();
        assertThat(sale.fees()).isEqualTo(sale.premium());
    }

    @Test
    void fixedPointAgreesWithTheModelWhereverThereIsValue() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            double spot = 50 + random.nextDouble() * 5000;
            double strike = spot * (0.3 + random.nextDouble() * 2.7);
            double volatility = 0.1 + random.nextDouble() * 2.9;
            long seconds = 60 + random.nextInt(31_536_000);
            LyraBlackScholes fixed =
                    LyraBlackScholes.of(seconds, decimal(volatility), decimal(spot), decimal(strike), decimal(0.05));
            for (OptionType type : OptionType.values()) {
                OptionGreeks model = new EuropeanOption(type, strike, seconds / 31_536_000.0)
                        .greeks(new OptionMarket(spot, volatility, 0.05, 0.05));
                boolean put = type == OptionType.PUT;
                assertThat(whole(fixed.price(put))).isEqualTo(model.price(), within(1e-8));
                assertThat(whole(fixed.delta(put))).isEqualTo(model.delta(), within(1e-10));
                assertThat(whole(fixed.vega())).isEqualTo(model.vega(), within(1e-8));
            }
        }
    }

    private static BigInteger decimal(double value) {
        return new BigDecimal(value).movePointRight(18).toBigInteger();
    }

    private static double whole(BigInteger e18) {
        return new BigDecimal(e18, 18).doubleValue();
    }
}
