package io.evenkeel.market;

import io.evenkeel.chain.VenueId;
import io.evenkeel.options.OptionType;
import io.evenkeel.units.Price;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;

/**
 * One series of European options, as a venue lists it.
 *
 * @param listing the venue's own number for it; call and put of one strike may share it
 * @param strike its base is the underlying, its quote what is paid
 */
public record ListedOption(VenueId venue, BigInteger listing, OptionType type, Price strike, Instant expiry) {
    /** What it shares its volatility with. */
    public Market.OptionSeries series() {
        return new Market.OptionSeries(strike, expiry);
    }

    /** As in {@code 2200 call of 2021-06-04}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s of %s",
                new BigDecimal(strike.e18(), 18).stripTrailingZeros().toPlainString(),
                type == OptionType.CALL ? "call" : "put",
                expiry.toString().substring(0, 10));
    }
}
