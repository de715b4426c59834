package io.evenkeel.market;

import io.evenkeel.options.EuropeanOption;
import io.evenkeel.options.OptionGreeks;
import io.evenkeel.options.OptionMarket;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.Years;
import java.time.Duration;
import java.time.Instant;

/**
 * A series that a venue deals in now, as a value: what trading it would cost. Pure. Implemented per protocol in {@code
 * io.evenkeel.margin.<protocol>}.
 */
public interface OptionOffer {
    ListedOption option();

    /** What the venue trades the series at before this trade, per square root of a year. */
    double volatility();

    /** Continuously compounded, per year; the carry is the same. */
    double ratePerYear();

    /**
     * Model: quote paid for buying so many contracts, in base; negative contracts are sold and the answer is what that
     * pays, negative. The venue's fees and what the trade itself does to the volatility are in it. Convex, 0 for 0.
     */
    double premiumQuote(double contracts);

    /** What it trades the series at once so many contracts have been bought, or sold where they are negative. */
    default double volatilityAfter(double contracts) {
        return volatility();
    }

    /** Contracts in base; 0 while there is nothing on offer. Buying back what was sold is buying. */
    TokenAmount mostBought();

    /** The same of selling: what is held is given back before anything is written. */
    TokenAmount mostSold();

    /** How many series more than those it has the account may have at the venue. */
    default int seriesLeft() {
        return Integer.MAX_VALUE;
    }

    /** What so many more written contracts lock away of what is idle in the vault, in base or quote. Rounded up. */
    TokenAmount backing(TokenAmount contracts);

    long gasPerTrade();

    /** Model: of one contract at the volatility it has now; its price is the venue's mark, without fees. */
    default OptionGreeks greeks(Price price, Instant now) {
        return greeksAfter(0, price, now);
    }

    /** The same at the volatility that a trade of so many contracts leaves behind. */
    default OptionGreeks greeksAfter(double contracts, Price price, Instant now) {
        double years = Years.of(Duration.between(now, option().expiry()));
        return new EuropeanOption(option().type(), option().strike().asDouble(), Math.max(0, years))
                .greeks(new OptionMarket(price.asDouble(), volatilityAfter(contracts), ratePerYear(), ratePerYear()));
    }
}
