package io.evenkeel.keeper.venue;

import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;

/**
 * One venue summed up, on chain by its gauge or here by the same arithmetic. Both are compared to the last digit.
 *
 * @param delta base token
 * @param protocolEquity quote token, as the protocol counts it
 * @param maintenance quote token, as the protocol counts it
 * @param oracleNav quote token, at the policy's price
 */
public record GaugeTotals(TokenDelta delta, TokenDelta protocolEquity, TokenAmount maintenance, TokenDelta oracleNav) {}
