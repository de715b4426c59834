package io.evenkeel.keeper.sign;

import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.NonceSpending;
import io.evenkeel.units.Wei;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Counts what was permitted in the last 24 hours against the limits. The count is the journal's, so it survives a
 * restart and is shared by every keeper of one journal. A nonce costs what its dearest payload may cost and is one
 * transaction, however often it was replaced.
 */
final class DailyCaps {
    static final Duration DAY = Duration.ofHours(24);

    private final DailyLimits limits;
    private final Journal journal;

    DailyCaps(DailyLimits limits, Journal journal) {
        this.limits = limits;
        this.journal = journal;
    }

    /**
     * @param withReserve whether the transaction may use the reserve as well
     * @return what the operator should know when a limit is reached; empty while none is
     */
    Optional<String> check(UnsignedTransaction transaction, boolean withReserve, Instant now) {
        List<NonceSpending> day = journal.spending(transaction.chainId(), transaction.from(), now.minus(DAY)).stream()
                .sorted(Comparator.comparing(NonceSpending::lastPermittedAt))
                .toList();
        Optional<NonceSpending> same = day.stream()
                .filter(each -> each.nonce().equals(transaction.nonce()))
                .findFirst();
        List<NonceSpending> others = new ArrayList<>(day);
        same.ifPresent(others::remove);
        Wei cost = dearer(
                transaction.highestCost(), same.map(NonceSpending::highestCost).orElse(Wei.ZERO));
        String reserve = withReserve ? ", the reserve included" : "";
        if (others.size() >= limits.transactions(withReserve)) {
            return Optional.of("the day's limit of " + limits.transactions(withReserve) + " transactions" + reserve
                    + " is reached; " + frees(others, cost, withReserve));
        }
        Wei spent = sum(others);
        if (spent.plus(cost).compareTo(limits.fee(withReserve)) > 0) {
            return Optional.of("may cost " + cost + " where " + others.size() + " transactions of the last 24 hours may"
                    + " already cost " + spent + ", and the day's limit is " + limits.fee(withReserve) + reserve + "; "
                    + frees(others, cost, withReserve));
        }
        return Optional.empty();
    }

    /** The others leave the count one by one, each 24 hours after its newest payload was permitted. */
    private String frees(List<NonceSpending> others, Wei cost, boolean withReserve) {
        for (int gone = 1; gone <= others.size(); gone++) {
            List<NonceSpending> left = others.subList(gone, others.size());
            if (left.size() < limits.transactions(withReserve)
                    && sum(left).plus(cost).compareTo(limits.fee(withReserve)) <= 0) {
                return "there is room for it again at "
                        + others.get(gone - 1).lastPermittedAt().plus(DAY);
            }
        }
        return "there will never be room for it: raise key.limits or lower the fee ceilings";
    }

    private static Wei sum(List<NonceSpending> each) {
        return each.stream().map(NonceSpending::highestCost).reduce(Wei.ZERO, Wei::plus);
    }

    private static Wei dearer(Wei one, Wei other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
