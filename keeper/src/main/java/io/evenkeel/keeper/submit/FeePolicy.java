package io.evenkeel.keeper.submit;

import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What to offer for a transaction, from what recent blocks were paid and how near liquidation is. */
public final class FeePolicy {
    /** Blocks of history looked at: a minute or two on Ethereum. */
    public static final int BLOCKS = 10;

    /** A little above what nodes demand, so that rounding in any of them cannot matter. */
    static final Bps RAISE = new Bps(1_250);

    private static final BigInteger TWO = BigInteger.TWO;

    private final FeeLimits limits;
    private final Urgency urgency;

    /** With ceilings that do not depend on how near liquidation is: what is urgent may pay all at once. */
    public FeePolicy(FeeLimits limits) {
        this(limits, new Urgency());
    }

    public FeePolicy(FeeLimits limits, Urgency urgency) {
        this.limits = limits;
        this.urgency = urgency;
    }

    public FeeLimits limits() {
        return limits;
    }

    /** The least fee that takes the place of something that pays this much. */
    public static FeePerGas leastToReplace(FeePerGas earlier) {
        return earlier.raisedBy(RAISE);
    }

    public sealed interface Quote {
        /** @param maxFee never above the ceiling */
        record Offer(FeePerGas maxFee, FeePerGas maxTip) implements Quote {
            /** The highest of both parts over all payloads of a nonce: what a replacement has to beat. */
            public static Offer dearest(List<AttemptEntry> made) {
                FeePerGas fee = FeePerGas.ZERO;
                FeePerGas tip = FeePerGas.ZERO;
                for (AttemptEntry each : made) {
                    fee = fee.max(each.record().transaction().maxFee());
                    tip = tip.max(each.record().transaction().maxTip());
                }
                return new Offer(fee, tip);
            }
        }

        /** Getting in would cost more than is allowed. */
        record TooExpensive(FeePerGas needed, FeePerGas ceiling) implements Quote {
            public String reason() {
                return "gas costs " + needed + ", the ceiling is " + ceiling;
            }
        }
    }

    /**
     * The median tip of recent blocks at the configured percentile, and room for the base fee to double (six full
     * blocks in a row) before the offer is outbid by the protocol itself.
     */
    public Quote first(FeeHistory history, FeePerGas ceiling) {
        FeePerGas tip = median(history.tips()).max(limits.leastTip());
        FeePerGas needed = history.nextBaseFee().plus(tip);
        if (needed.compareTo(ceiling) > 0) {
            return new Quote.TooExpensive(needed, ceiling);
        }
        FeePerGas comfortable = new FeePerGas(history.nextBaseFee().wei().multiply(TWO)).plus(tip);
        return new Quote.Offer(comfortable.min(ceiling), tip);
    }

    /**
     * What takes the place of an earlier offer: both parts raised as far as nodes demand, and further when today's
     * market asks for it.
     *
     * @param now recent blocks, oldest knowledge is enough: null never, an empty history raises only
     * @param ceiling not to be passed
     */
    public Quote replacement(Quote.Offer earlier, FeeHistory now, FeePerGas ceiling) {
        FeePerGas tip =
                median(now.tips()).max(limits.leastTip()).max(earlier.maxTip().raisedBy(RAISE));
        FeePerGas comfortable = new FeePerGas(now.nextBaseFee().wei().multiply(TWO)).plus(tip);
        FeePerGas least = leastToReplace(earlier.maxFee()).max(tip);
        if (least.compareTo(ceiling) > 0) {
            return new Quote.TooExpensive(least, ceiling);
        }
        return new Quote.Offer(least.max(comfortable).min(ceiling), tip);
    }

    /**
     * The most that may be offered now.
     *
     * @param urgent it protects from liquidation, or something that does waits behind it
     * @param planned what the plan allows, where it says
     */
    public FeePerGas ceiling(boolean urgent, Optional<FeePerGas> planned) {
        FeePerGas ceiling = limits.ceiling(urgent, urgency.now());
        return planned.map(ceiling::min).orElse(ceiling);
    }

    /**
     * What takes a routine intent's nonce for an urgent one. Like any replacement; and where the routine one offers so
     * much already that the ceiling of the moment is in the way, as much more as nodes demand, under the highest.
     */
    public Quote displacing(Quote.Offer earlier, FeeHistory now, Optional<FeePerGas> planned) {
        FeePerGas least = leastToReplace(earlier.maxFee()).min(limits.urgent());
        FeePerGas allowed = planned.map(least::min).orElse(least);
        return replacement(earlier, now, ceiling(true, planned).max(allowed));
    }

    private static FeePerGas median(List<FeePerGas> tips) {
        if (tips.isEmpty()) {
            return FeePerGas.ZERO;
        }
        return tips.stream().sorted().toList().get(tips.size() / 2);
    }
}
