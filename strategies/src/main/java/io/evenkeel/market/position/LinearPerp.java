package io.evenkeel.market.position;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.TokenDelta;

/**
 * A perpetual that pays the change of an index, one settlement token for one unit of account.
 *
 * @param market whose funding applies
 * @param size in the base token, short is negative
 * @param cash in the settlement token: collateral, realised profit, funding to date, less what the size was opened at.
 *     {@code cash + size × index} settlement tokens is what the account holds
 */
public record LinearPerp(String name, VenueId market, TokenDelta size, TokenDelta cash) implements Instrument {}
