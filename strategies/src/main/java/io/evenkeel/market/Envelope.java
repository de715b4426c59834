package io.evenkeel.market;

import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;

/**
 * The limits recorded on chain, as the policy reads them now: what no plan may leave.
 *
 * @param targetDelta base token the vault wants to keep
 * @param band base token, half-width of the policy's band around the target
 * @param nav quote token
 * @param lossBudgetLeft,turnoverBudgetLeft quote token, what is left of this epoch's
 * @param deRiskDeltaBudgetLeft base token
 */
public record Envelope(
        TokenDelta targetDelta,
        TokenAmount band,
        TokenAmount nav,
        TokenAmount lossBudgetLeft,
        TokenAmount turnoverBudgetLeft,
        TokenAmount deRiskDeltaBudgetLeft,
        boolean stopped,
        boolean reduceOnly,
        boolean keeperAllowed) {

    /** The same once so much of this epoch's budgets is spent; neither may be more than what is left. */
    public Envelope spending(TokenAmount loss, TokenAmount turnover) {
        return new Envelope(
                targetDelta,
                band,
                nav,
                lossBudgetLeft.minus(loss),
                turnoverBudgetLeft.minus(turnover),
                deRiskDeltaBudgetLeft,
                stopped,
                reduceOnly,
                keeperAllowed);
    }
}
