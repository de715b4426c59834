package io.evenkeel.exposure;

import io.evenkeel.hedge.BookCurve;
import io.evenkeel.hedge.OptionBook;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.position.Position;
import java.util.List;
import java.util.Optional;

/**
 * The delta and gamma of {@link NetExposure} for one asset, as a function of its price and of stretched time, with
 * everything else of the market standing still. Made once and then asked without allocating; not safe between threads,
 * since options write over what they compute on the way.
 */
public final class ExposureCurve implements BookCurve {
    /** So small a delta still has an expiry to count, in a book of nothing but far strikes. */
    private static final double LEAST_WEIGHT = 1e-200;

    /** What one unit of the prices asked for is worth in the market's unit of account. */
    private final double unit;

    private final double spotNow;
    private final double ratePerYear;
    private final double straightDelta;
    private final CurvePart[] bends;

    private ExposureCurve(double unit, double spotNow, double ratePerYear, double straightDelta, CurvePart[] bends) {
        this.unit = unit;
        this.spotNow = spotNow;
        this.ratePerYear = ratePerYear;
        this.straightDelta = straightDelta;
        this.bends = bends;
    }

    /** For prices in the market's unit of account. */
    public static ExposureCurve of(Market market, Asset asset, List<Position> positions) {
        return of(market, asset, positions, 1);
    }

    /**
     * For prices in another unit, such as a quote token.
     *
     * @param unit what one of it is worth in the market's unit of account, positive
     */
    public static ExposureCurve of(Market market, Asset asset, List<Position> positions, double unit) {
        CurveParts parts = new CurveParts(market, asset);
        LookThrough.of(positions).forEach(parts::add);
        return new ExposureCurve(
                unit,
                market.level(new AssetPrice(asset)),
                parts.hasOptions() ? market.level(new DiscountRate()) : 0,
                parts.straightDelta(),
                parts.bends());
    }

    @Override
    public void at(double price, double timeStretch, double varianceStretch, Point out) {
        out.deltaBase = straightDelta;
        out.gammaBasePerQuote = 0;
        for (CurvePart bend : bends) {
            bend.addTo(out, price * unit, timeStretch, varianceStretch);
        }
        out.gammaBasePerQuote *= unit;
    }

    /**
     * What a rule must know of these positions besides their delta and gamma now. Empty when none of them is an option
     * that is still alive.
     *
     * @param unwindsAtExpiry whether the hedge is given up with the options, and pays for it
     */
    public Optional<OptionBook> optionBook(boolean unwindsAtExpiry) {
        double weight = 0;
        double weightedYears = 0;
        double expiringGamma = 0;
        double lastingGamma = 0;
        for (CurvePart bend : bends) {
            Point own = new Point();
            bend.addTo(own, spotNow, 1, 1);
            if (bend instanceof CurvePart.Options options && options.years() > 0) {
                double held = Math.max(Math.abs(own.deltaBase), LEAST_WEIGHT);
                weight += held;
                weightedYears += held * options.years();
                expiringGamma += Math.abs(own.gammaBasePerQuote);
            } else {
                lastingGamma += Math.abs(own.gammaBasePerQuote);
            }
        }
        if (weight == 0) {
            return Optional.empty();
        }
        double gamma = expiringGamma + lastingGamma;
        return Optional.of(new OptionBook(
                this, weightedYears / weight, ratePerYear, unwindsAtExpiry, gamma > 0 ? expiringGamma / gamma : 1));
    }
}
