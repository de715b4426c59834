package io.evenkeel.margin.lyra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How collateral in quote is divided among options that were sold against it: what is added goes to those that have
 * least for what is asked, until they have as much as the next; what is taken out comes from those that have most. Only
 * what quote backs takes part.
 */
public final class LyraCollateralShares {
    private LyraCollateralShares() {}

    /**
     * @param change quote 1e18, what there is more (or, negative, less) to have
     * @param spot at which it is asked for
     * @return what each position then has, of those that change; a position never has less than nothing
     */
    public static Map<BigInteger, BigInteger> divide(
            LyraAccount account, LyraMarket market, BigInteger spot, BigInteger change) {
        List<Share> shares = new ArrayList<>();
        for (LyraPosition position : account.liquidatable()) {
            if (!position.type().isBackedByBase()) {
                shares.add(new Share(
                        position,
                        market.collateral().minimum(position, market, spot).max(BigInteger.ONE)));
            }
        }
        if (shares.isEmpty() || change.signum() == 0) {
            return Map.of();
        }
        Comparator<Share> thinnestFirst = Comparator.comparing(Share::ratio);
        shares.sort(change.signum() > 0 ? thinnestFirst : thinnestFirst.reversed());
        return levelled(shares, change);
    }

    private record Share(LyraPosition position, BigInteger asked) {
        BigInteger has() {
            return position.collateral();
        }

        /** 1e18, rounded down. */
        BigInteger ratio() {
            return Fixed.over(has(), asked);
        }

        BigInteger at(BigInteger ratio) {
            return Fixed.times(asked, ratio);
        }
    }

    /** Those that change are brought to one and the same part of what is asked. */
    private static Map<BigInteger, BigInteger> levelled(List<Share> inOrder, BigInteger change) {
        int reached = 1;
        while (reached < inOrder.size()
                && toReach(inOrder.subList(0, reached), inOrder.get(reached).ratio())
                                .compareTo(change.abs())
                        < 0) {
            reached++;
        }
        List<Share> those = inOrder.subList(0, reached);
        BigInteger has = those.stream().map(Share::has).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger asked = those.stream().map(Share::asked).reduce(BigInteger.ZERO, BigInteger::add);
        return level(those, has.add(change).max(BigInteger.ZERO), asked);
    }

    private static BigInteger toReach(List<Share> shares, BigInteger ratio) {
        BigInteger sum = BigInteger.ZERO;
        for (Share share : shares) {
            sum = sum.add(share.at(ratio).subtract(share.has()).abs());
        }
        return sum;
    }

    /** What there is, by what is asked; what the divisions leave over goes to the first. */
    private static Map<BigInteger, BigInteger> level(List<Share> shares, BigInteger total, BigInteger asked) {
        Map<BigInteger, BigInteger> divided = new LinkedHashMap<>();
        BigInteger left = total;
        for (Share share : shares) {
            BigInteger part = total.multiply(share.asked()).divide(asked);
            divided.put(share.position().positionId(), part);
            left = left.subtract(part);
        }
        divided.merge(shares.getFirst().position().positionId(), left, BigInteger::add);
        return divided;
    }
}
