package io.evenkeel.risk;

import io.evenkeel.margin.LiquidationRisk;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The margin limits at the volatility there is now: which margin is thin, and how much collateral a position needs.
 * Where a limit on the probability of liquidation is set it holds beside the distances, and whichever asks for more
 * decides.
 */
public final class MarginRule {
    /** What the collateral is for. */
    public enum Purpose {
        /** a thin margin is topped up */
        RESTORE(0.5),
        /** a position is opened or grown */
        OPEN(0.5),
        /** collateral is taken out */
        WITHDRAW(0.25);

        /**
         * Part of the probability limit that is aimed at, so that what was put right is not thin again with the next
         * flicker of volatility, and what was taken out need not come back.
         */
        private final double partOfLimit;

        Purpose(double partOfLimit) {
            this.partOfLimit = partOfLimit;
        }
    }

    /** A limit on probability at a volatility. */
    private record Likely(LiquidationLimit limit, LiquidationRisk risk) {
        double aimedAt(Purpose purpose) {
            return limit.most() * purpose.partOfLimit;
        }
    }

    private final MarginLimits limits;
    private final Optional<Likely> likely;
    /** What the limit means for the price, worked out when it is first asked for. */
    private final Map<Purpose, ProbabilityNeed> needs = new EnumMap<>(Purpose.class);

    /** @param volatility per square root of a year */
    public MarginRule(MarginLimits limits, double volatility) {
        this.limits = limits;
        this.likely = limits.liquidation().map(limit -> new Likely(limit, limit.risk(volatility)));
    }

    /**
     * Collateral to add (positive), or that could be taken out (negative), with this change of delta. Rounded against us.
     *
     * @param change base token; negative sells
     */
    public TokenDelta needed(Venue venue, TokenDelta change, Price price, Purpose purpose) {
        TokenDelta byDistance =
                MarginNeed.of(venue, change, price, distance(purpose).fraction());
        return likely.map(odds -> byDistance.max(need(odds, purpose).of(venue, change, price)))
                .orElse(byDistance);
    }

    /** Empty while the margin is sound, or where nothing can be liquidated. */
    public Optional<ThinMargin> thin(Venue venue, PriceView price) {
        Optional<ThinMargin> nearest = ThinMargin.of(venue, price);
        if (nearest.isEmpty() || nearest.get().distance() < limits.floor().fraction()) {
            return nearest;
        }
        return likely.flatMap(odds -> {
            double probability = odds.risk().probability(venue, price);
            return probability > odds.limit().most()
                    ? Optional.of(nearest.get().likely(probability, odds.limit().horizon()))
                    : Optional.empty();
        });
    }

    /** What a thin margin is held against, in the operator's words. */
    public String limitOf(ThinMargin thin) {
        return thin.likelihood().isPresent() && likely.isPresent()
                ? "at most " + likely.get().limit()
                : "floor " + limits.floor();
    }

    /** What a top-up restores, in the operator's words. */
    public String restored(ThinMargin thin) {
        return thin.likelihood().isPresent() && likely.isPresent()
                ? LiquidationLimit.words(
                        likely.get().aimedAt(Purpose.RESTORE),
                        likely.get().limit().horizon())
                : limits.target().toString();
    }

    private ProbabilityNeed need(Likely odds, Purpose purpose) {
        return needs.computeIfAbsent(purpose, asked -> ProbabilityNeed.of(odds.risk(), odds.aimedAt(asked)));
    }

    private Bps distance(Purpose purpose) {
        return switch (purpose) {
            case RESTORE -> limits.target();
            case OPEN -> limits.shock();
            case WITHDRAW -> limits.withdrawAbove();
        };
    }
}
