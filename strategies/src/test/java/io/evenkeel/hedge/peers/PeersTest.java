package io.evenkeel.hedge.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final double HOUR = 1 / (365 * 24.0);

    private final HedgeInputs in = new HedgeInputs();
    private final HoldingBand band = new HoldingBand();

    @BeforeEach
    void aHedgeOfAHundredTradedAnHourAgoAndExact() {
        in.price = 3000;
        in.bookDeltaBase = 100;
        in.holdingBase = -100;
        in.yearsSinceLastTrade = 0.9 * HOUR;
        in.priceAtLastTrade = 3000;
        in.healthFactor = 1.5;
    }

    @Test
    void rageTradeWaitsForFivePercentOfItsHedge() {
        in.bookDeltaBase = 104.9;
        assertThat(destination(RageTrade.published())).isEqualTo(-100);

        in.bookDeltaBase = 105.1;
        assertThat(destination(RageTrade.published())).isEqualTo(-105.1);
    }

    @Test
    void rageTradeGoesToTheTargetAfterThreeHoursOrWhenItsLoanIsThin() {
        in.bookDeltaBase = 101;
        in.yearsSinceLastTrade = 3.01 * HOUR;
        assertThat(destination(RageTrade.published())).isEqualTo(-101);

        in.yearsSinceLastTrade = HOUR;
        in.healthFactor = 1.19;
        assertThat(destination(RageTrade.published())).isEqualTo(-101);
    }

    @Test
    void lyraWaitsADayUnlessTheHedgeIsFarOffOrNotNeededAnyMore() {
        LyraFutures rule = LyraFutures.withThreshold(10);
        in.bookDeltaBase = 109;
        assertThat(destination(rule)).isEqualTo(-100);
        in.bookDeltaBase = 111;
        assertThat(destination(rule)).isEqualTo(-111);
        in.bookDeltaBase = 101;
        in.yearsSinceLastTrade = 24.1 * HOUR;
        assertThat(destination(rule)).isEqualTo(-101);
        in.yearsSinceLastTrade = HOUR;
        in.bookDeltaBase = 0;
        assertThat(destination(rule)).isZero();
    }

    @Test
    void lyraNeverHoldsMoreThanItsCap() {
        in.bookDeltaBase = 500;

        assertThat(destination(new LyraFutures(HOUR, 10, 150))).isEqualTo(-150);
    }

    @Test
    void crabHedgesByTheClockOrByThePrice() {
        in.bookDeltaBase = 110;
        assertThat(destination(OpynCrab.publishedV2())).isEqualTo(-100);
        in.price = 3601;
        assertThat(destination(OpynCrab.publishedV2())).isEqualTo(-110);
        in.price = 3000;
        in.yearsSinceLastTrade = HOUR;
        assertThat(destination(OpynCrab.publishedV2())).isEqualTo(-110);
    }

    @Test
    void nobodyTradesTwiceForTheSameReason() {
        for (HedgeRule rule : new HedgeRule[] {
            RageTrade.published(), LyraFutures.published(), OpynCrab.publishedV1(), OpynCrab.publishedV2()
        }) {
            in.bookDeltaBase = 340;
            in.holdingBase = -100;
            in.yearsSinceLastTrade = 1;
            in.holdingBase = destination(rule);
            in.yearsSinceLastTrade = 0;
            assertThat(in.holdingBase).isEqualTo(-340);
            assertThat(destination(rule)).isEqualTo(-340);
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RageTrade(1.2, 0, 0.05)).hasMessageContaining("positive interval");
        assertThatThrownBy(() -> new LyraFutures(1, 0, 1)).hasMessageContaining("positive delay");
        assertThatThrownBy(() -> new OpynCrab(1, 0)).hasMessageContaining("positive interval");
    }

    private double destination(HedgeRule rule) {
        rule.fill(in, band);
        return band.destination(in.holdingBase);
    }
}
