package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.ListedOption;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.options.OptionType;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Duration;

/**
 * A double of a venue for options: it values them at 3000 by Black and Scholes, takes a fee on the premium and grows
 * dearer with size. Written calls are backed one for one in the base token, written puts by their strike.
 */
record PaperOffer(
        ListedOption option, double volatility, double feePart, double impactPerContract, String most, int seriesLeft)
        implements OptionOffer {
    static final VenueId VENUE = new VenueId(CHAIN, "paper-options:ETH");
    private static final double SPOT = 3000;

    static PaperOffer of(OptionType type, String strike, int days) {
        ListedOption option = new ListedOption(
                VENUE,
                BigInteger.valueOf(days * 100_000L + Long.parseLong(strike)),
                type,
                price(strike),
                AVault.NOW.plus(Duration.ofDays(days)));
        return new PaperOffer(option, 0.8, 0.02, 0.001, "500", 5);
    }

    PaperOffer charging(double part) {
        return new PaperOffer(option, volatility, part, impactPerContract, most, seriesLeft);
    }

    PaperOffer offering(String contracts) {
        return new PaperOffer(option, volatility, feePart, impactPerContract, contracts, seriesLeft);
    }

    /** At a venue that takes no more series of this account. */
    PaperOffer full() {
        return new PaperOffer(option, volatility, feePart, impactPerContract, most, 0);
    }

    @Override
    public double ratePerYear() {
        return 0.05;
    }

    @Override
    public double premiumQuote(double contracts) {
        double mark = greeks(price(String.valueOf((int) SPOT)), AVault.NOW).price();
        return contracts * mark + Math.abs(contracts) * mark * (feePart + impactPerContract * Math.abs(contracts));
    }

    @Override
    public TokenAmount mostBought() {
        return TokenAmount.of(WETH, most);
    }

    @Override
    public TokenAmount mostSold() {
        return TokenAmount.of(WETH, most);
    }

    @Override
    public TokenAmount backing(TokenAmount contracts) {
        return option.type() == OptionType.CALL ? contracts : option.strike().valueUp(contracts);
    }

    @Override
    public long gasPerTrade() {
        return 1_200_000;
    }

    /** What of it is held, for a vault that has it already. */
    TokenDelta contracts(String whole) {
        return TokenDelta.of(WETH, whole);
    }
}
