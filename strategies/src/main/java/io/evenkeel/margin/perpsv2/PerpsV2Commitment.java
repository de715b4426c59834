package io.evenkeel.margin.perpsv2;

import static io.evenkeel.margin.perpsv2.Decimals.divide;
import static io.evenkeel.margin.perpsv2.Decimals.multiply;

import io.evenkeel.margin.perpsv2.PerpsV2Trade.Refusal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Committing to an order: the trade is tried at the present price, then the sum for whoever fills it is taken out of the
 * margin, with the position standing as it is.
 */
final class PerpsV2Commitment {
    private PerpsV2Commitment() {}

    /** Why the order would not be taken, or could not be filled once its deposit is gone. */
    static Optional<Refusal> refusal(BigInteger size, PerpsV2Account account, PerpsV2Market market) {
        PerpsV2Trade trade = PerpsV2Trade.of(size, market);
        return trade.refusal(account, market)
                .or(() -> depositRefusal(trade, account, market))
                .or(() -> trade.refusal(afterDeposit(account, market), market));
    }

    /** The account after order and fill, both at the present price. */
    static PerpsV2Account filled(BigInteger size, PerpsV2Account account, PerpsV2Market market) {
        return PerpsV2Trade.of(size, market).apply(afterDeposit(account, market), market);
    }

    private static PerpsV2Account afterDeposit(PerpsV2Account account, PerpsV2Market market) {
        return account.withMargin(account.margin().subtract(market.terms().minKeeperFee()));
    }

    private static Optional<Refusal> depositRefusal(PerpsV2Trade trade, PerpsV2Account account, PerpsV2Market market) {
        PerpsV2Terms terms = market.terms();
        PerpsV2Market atFill = market.at(trade.fillPrice());
        BigInteger left = PerpsV2Totals.unbounded(afterDeposit(account, market), atFill);
        BigInteger size = account.size();
        if (left.signum() < 0) {
            return Optional.of(Refusal.MARGIN_TOO_LOW);
        }
        if (size.signum() == 0) {
            return Optional.empty();
        }
        BigInteger liquidation =
                PerpsV2Totals.liquidationMargin(size, atFill).add(PerpsV2Totals.liquidationPremium(size, atFill));
        if (left.compareTo(liquidation) <= 0) {
            return Optional.of(Refusal.MARGIN_TOO_LOW);
        }
        if (PerpsV2Trade.isReduction(size, size.add(trade.size()))) {
            return Optional.empty();
        }
        if (divide(multiply(size, trade.fillPrice()), left).abs().compareTo(terms.maxLeverage()) > 0) {
            return Optional.of(Refusal.LEVERAGE_TOO_HIGH);
        }
        return left.compareTo(terms.minInitialMargin()) < 0 ? Optional.of(Refusal.MARGIN_TOO_LOW) : Optional.empty();
    }
}
