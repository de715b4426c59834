package io.evenkeel.margin.perpsv2;

import io.evenkeel.margin.perpsv2.PerpsV2Trade.Refusal;
import java.math.BigInteger;

/**
 * What we say to the questions that were put to the protocol when its answers were recorded.
 *
 * @param status the protocol's number for why a trade is refused
 */
public record PerpsV2VectorAnswers(BigInteger fillPrice, BigInteger fee, BigInteger marginAfter, int status) {
    public static final int FILLED = 0;

    public static PerpsV2VectorAnswers of(PerpsV2Position position, BigInteger size) {
        PerpsV2Trade trade = PerpsV2Trade.of(size, position.market());
        return new PerpsV2VectorAnswers(
                trade.fillPrice(),
                trade.fee(),
                trade.marginAfter(position.account(), position.market()),
                trade.refusal(position.account(), position.market())
                        .map(PerpsV2VectorAnswers::number)
                        .orElse(FILLED));
    }

    public static boolean isLiquidatableAt(PerpsV2Position position, BigInteger price) {
        return PerpsV2Totals.of(position.account(), position.market().at(price)).isLiquidatable();
    }

    private static int number(Refusal refusal) {
        return switch (refusal) {
            case LIQUIDATABLE -> 4;
            case MARKET_TOO_LARGE -> 6;
            case LEVERAGE_TOO_HIGH -> 7;
            case MARGIN_TOO_LOW -> 8;
            case NOTHING_TO_DO -> 10;
        };
    }
}
