package io.evenkeel.plan;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.BlockRef;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do now, and the limits outside which it must not be done.
 *
 * @param madeAt the block it was decided on
 * @param sequence the account's sequence it was decided for
 * @param actions in the order they must run; never empty
 * @param deltaBefore,expectedDeltaAfter net delta of the whole vault, base token, with what is promised as if it were
 *     filled: so the policy on chain counts it
 * @param certainDeltaAfter the same without any promise, old or new: what the plan's certain legs alone lead to
 * @param minDeltaAfter,maxDeltaAfter outside these the vault refuses the outcome
 * @param maxLoss quote token that NAV may fall by
 * @param deadline by the chain's clock
 * @param urgent may pay more and use its own lane
 * @param mostFee per gas, beyond which it would cost more than a plan may; empty where nobody has worked that out
 * @param reasons why, in the operator's words, most important first
 */
public record HedgePlan(
        BlockRef madeAt,
        AccountId account,
        long sequence,
        PlanKind kind,
        List<HedgeAction> actions,
        TokenDelta deltaBefore,
        TokenDelta expectedDeltaAfter,
        TokenDelta certainDeltaAfter,
        TokenDelta minDeltaAfter,
        TokenDelta maxDeltaAfter,
        TokenAmount maxLoss,
        Instant deadline,
        boolean urgent,
        Optional<FeePerGas> mostFee,
        List<String> reasons) {
    public HedgePlan {
        actions = List.copyOf(actions);
        reasons = List.copyOf(reasons);
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("a plan without actions is not a plan");
        }
    }

    /** Without promises, and without a limit of its own to what it pays per gas. */
    public HedgePlan(
            BlockRef madeAt,
            AccountId account,
            long sequence,
            PlanKind kind,
            List<HedgeAction> actions,
            TokenDelta deltaBefore,
            TokenDelta expectedDeltaAfter,
            TokenDelta minDeltaAfter,
            TokenDelta maxDeltaAfter,
            TokenAmount maxLoss,
            Instant deadline,
            boolean urgent,
            List<String> reasons) {
        this(
                madeAt,
                account,
                sequence,
                kind,
                actions,
                deltaBefore,
                expectedDeltaAfter,
                expectedDeltaAfter,
                minDeltaAfter,
                maxDeltaAfter,
                maxLoss,
                deadline,
                urgent,
                Optional.empty(),
                reasons);
    }

    /** Whether something of what it leads to is a promise of somebody else's. */
    public boolean reliesOnPromises() {
        return !certainDeltaAfter.equals(expectedDeltaAfter);
    }

    /** Whether options are traded or settled in it. */
    public boolean dealsInOptions() {
        return actions.stream()
                .anyMatch(action ->
                        action instanceof HedgeAction.TradeOptions || action instanceof HedgeAction.SettleOptions);
    }

    /** The same plan, explained by these. */
    public HedgePlan withReasons(List<String> otherReasons) {
        return new HedgePlan(
                madeAt,
                account,
                sequence,
                kind,
                actions,
                deltaBefore,
                expectedDeltaAfter,
                certainDeltaAfter,
                minDeltaAfter,
                maxDeltaAfter,
                maxLoss,
                deadline,
                urgent,
                mostFee,
                otherReasons);
    }
}
