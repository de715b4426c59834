package io.evenkeel.margin.lyra;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * What one account has in one option market, 1e18.
 *
 * @param idleQuote,idleBase synths that lie with the account, outside any position
 */
public record LyraAccount(BigInteger idleQuote, BigInteger idleBase, List<LyraPosition> positions) {
    public LyraAccount {
        positions = List.copyOf(positions);
    }

    public List<LyraPosition> settled() {
        return positions.stream().filter(LyraPosition::isSettled).toList();
    }

    /** The same once what is settled has been paid out. */
    public LyraAccount paidOut() {
        BigInteger quote = idleQuote;
        BigInteger base = idleBase;
        for (LyraPosition position : settled()) {
            if (position.type().isBackedByBase()) {
                base = base.add(position.baseReturned());
            } else {
                quote = quote.add(position.quoteReturned());
            }
        }
        return new LyraAccount(
                quote,
                base,
                positions.stream().filter(position -> !position.isSettled()).toList());
    }

    /** The same with other collateral, by the numbers of positions. */
    LyraAccount withCollateral(Map<BigInteger, BigInteger> changed) {
        return new LyraAccount(
                idleQuote,
                idleBase,
                positions.stream()
                        .map(one -> changed.containsKey(one.positionId())
                                ? one.withCollateral(changed.get(one.positionId()))
                                : one)
                        .toList());
    }

    LyraAccount withIdleQuote(BigInteger changed) {
        return new LyraAccount(changed, idleBase, positions);
    }

    /** Those that a price could make liquidatable. */
    public List<LyraPosition> liquidatable() {
        return positions.stream().filter(LyraPosition::canBeLiquidated).toList();
    }
}
