package io.evenkeel.risk;

import io.evenkeel.margin.Jumps;
import io.evenkeel.margin.LiquidationRisk;
import io.evenkeel.margin.PriceMotion;
import java.time.Duration;
import java.util.Locale;

/**
 * How likely a liquidation may be. It speaks beside the distances of {@link MarginLimits}: when the market becomes wilder
 * the same distance protects for a shorter time.
 *
 * @param most probability, above 0 and below 1/2
 * @param horizon within which, if nobody did anything
 * @param jumps that the price is taken to make beside its volatility. Without any the probability is far too low where
 *     it matters: hours of ETH from 2017 to 2026 exceeded the move that volatility alone gives 1 in 1,000 more than ten
 *     times as often
 */
public record LiquidationLimit(double most, Duration horizon, Jumps jumps) {
    public LiquidationLimit {
        if (!(most > 0 && most < 0.5)) {
            throw new IllegalArgumentException("a liquidation may be likely above 0 and below 50 %, was " + most);
        }
        if (horizon.isZero() || horizon.isNegative()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
    }

    /** With nothing but volatility. */
    public LiquidationLimit(double most, Duration horizon) {
        this(most, horizon, Jumps.NONE);
    }

    /** A price without drift at this volatility, and with these jumps. */
    public LiquidationRisk risk(double volatilityPerSqrtYear) {
        return new LiquidationRisk(new PriceMotion(volatilityPerSqrtYear, 0, jumps), horizon, Duration.ZERO);
    }

    @Override
    public String toString() {
        return words(most, horizon);
    }

    /** As people say it: {@code 0.1 % within 24 hours}. */
    static String words(double probability, Duration horizon) {
        double percent = probability * 100;
        String number = percent == 0 || percent >= 0.01
                ? String.format(Locale.ROOT, "%.2f", percent)
                : String.format(Locale.ROOT, "%.1e", percent);
        boolean wholeHours = horizon.toSeconds() % 3_600 == 0;
        return number + " % within " + (wholeHours ? horizon.toHours() + " hours" : horizon.toMinutes() + " minutes");
    }
}
