package io.evenkeel.keeper.reconcile;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.List;

/**
 * An execution as the account reports it.
 *
 * @param sequence the account's sequence it ran at
 * @param failedLegs the optional ones that were caught, each with its reason
 */
public record Executed(
        IntentId intentId,
        long sequence,
        TokenDelta deltaBefore,
        TokenDelta deltaAfter,
        TokenAmount navBefore,
        TokenAmount navAfter,
        List<FailedLeg> failedLegs) {
    public Executed {
        failedLegs = List.copyOf(failedLegs);
    }

    /** @param index position in the plan, from 0 */
    public record FailedLeg(int index, String reason) {}
}
