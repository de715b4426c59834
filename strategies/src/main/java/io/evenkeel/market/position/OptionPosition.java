package io.evenkeel.market.position;

import io.evenkeel.options.OptionType;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.time.Instant;

/**
 * European options of one series, settled in cash: one settlement token for one unit of account. Collateral that backs
 * short ones is a position of its own.
 *
 * @param strike its base is the underlying, its quote the settlement token
 * @param contracts in the base token, sold ones are negative
 */
public record OptionPosition(String name, OptionType type, Price strike, Instant expiry, TokenDelta contracts)
        implements Instrument {
    public OptionPosition {
        if (!contracts.token().equals(strike.base())) {
            throw new IllegalArgumentException(
                    name + ": contracts are counted in " + strike.base() + ", not in " + contracts.token());
        }
    }
}
