package io.evenkeel.keeper.account;

import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;

/** What the vault tells of an execution in its receipt. */
public sealed interface VaultEvent {
    IntentId intentId();

    /**
     * @param deltaBefore,deltaAfter base token
     * @param navBefore,navAfter quote token
     */
    record Executed(
            IntentId intentId,
            long sequence,
            TokenDelta deltaBefore,
            TokenDelta deltaAfter,
            TokenAmount navBefore,
            TokenAmount navAfter)
            implements VaultEvent {}

    /** An optional leg failed and the others went on. */
    record LegFailed(IntentId intentId, int leg, String reason) implements VaultEvent {}
}
