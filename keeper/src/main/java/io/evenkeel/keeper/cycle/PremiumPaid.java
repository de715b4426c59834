package io.evenkeel.keeper.cycle;

import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been paid for options in the last 24 hours, each purchase at the worst premium its plan allowed. A plan
 * counts once the account has carried something out after it.
 *
 * <p>Not thread-safe: one cycle at a time per account.
 */
final class PremiumPaid {
    static final Duration DAY = Duration.ofHours(24);
    /** A plan a block for a whole day; what is older than these is forgotten only by being paid by the newer ones. */
    static final int MOST_PURCHASES = 7_200;

    private final Deque<Purchase> purchases = new ArrayDeque<>();
    private final TokenAmount none;
    private TokenAmount planned;

    private record Purchase(Instant at, TokenAmount premium) {}

    /** @param none nothing of the quote token */
    PremiumPaid(TokenAmount none) {
        this.none = none;
        this.planned = none;
    }

    void planned(Decision decision) {
        planned = none;
        if (decision instanceof Decision.Act act) {
            for (HedgeAction action : act.plan().actions()) {
                boolean buys = action instanceof HedgeAction.TradeOptions trade
                        && trade.contracts().signum() > 0;
                planned = buys ? planned.plus(((HedgeAction.TradeOptions) action).worstPremium()) : planned;
            }
        }
    }

    /** The account has carried out what was planned last. */
    void executed(Instant now) {
        if (!planned.isZero()) {
            paid(now, planned);
            planned = none;
        }
    }

    /** @param at not before that of an earlier purchase */
    void paid(Instant at, TokenAmount premium) {
        Purchase last = new Purchase(at, premium);
        if (purchases.size() == MOST_PURCHASES) {
            // nothing is forgotten: the newest two become one
            last = new Purchase(at, premium.plus(purchases.removeLast().premium()));
        }
        purchases.addLast(last);
    }

    TokenAmount at(Instant now) {
        while (!purchases.isEmpty() && purchases.peekFirst().at().isBefore(now.minus(DAY))) {
            purchases.removeFirst();
        }
        return purchases.stream().map(Purchase::premium).reduce(none, TokenAmount::plus);
    }
}
