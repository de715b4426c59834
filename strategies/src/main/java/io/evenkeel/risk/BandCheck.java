package io.evenkeel.risk;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.hedge.BandDecision;
import io.evenkeel.hedge.HedgePosition;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HedgeSituation;
import io.evenkeel.hedge.NoTradeBand;
import io.evenkeel.hedge.OptionBook;
import io.evenkeel.hedge.TradingCost;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Years;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the rule at every plausible price. While the price is doubtful the answer is the smallest change that the rule
 * asks for at each of them: it lowers |net delta − target| at every price in between, since the delta of what vaults
 * hold falls or rises from one end to the other without turning.
 */
final class BandCheck {
    /** Below this a cost is a rounding of the model; a free trade would make the band vanish. */
    private static final double LEAST_COST = 1e-5;

    private final MarketSnapshot snapshot;
    private final RiskLimits limits;
    private final boolean actsAnyway;
    private final double widestHalfWidth;

    /**
     * @param actsAnyway whether there will be a transaction whatever the band says: its overhead is then no reason to
     *     put off a trade
     */
    BandCheck(MarketSnapshot snapshot, RiskLimits limits, boolean actsAnyway) {
        this.snapshot = snapshot;
        this.limits = limits;
        this.actsAnyway = actsAnyway;
        double policyBand = snapshot.envelope().band().wholeAsDouble();
        this.widestHalfWidth =
                Math.max(1e-12, policyBand * limits.band().partOfPolicyBand().fraction());
    }

    HedgeWish wish(Exposure atBest) {
        BandDecision best = decide(atBest);
        return switch (snapshot.price()) {
            case PriceView.Sure sure -> sureWish(atBest, best);
            case PriceView.Doubtful doubtful -> doubtfulWish(doubtful, atBest, best);
        };
    }

    private HedgeWish sureWish(Exposure exposure, BandDecision decision) {
        String where = where(exposure, decision.band());
        TokenDelta change = change(exposure, decision);
        if (isTooSmall(change)) {
            return new HedgeWish.Keep(decision.band(), List.of(where + ": inside"));
        }
        return new HedgeWish.Change(decision.band(), change, List.of(where + ": " + towards(decision)));
    }

    private HedgeWish doubtfulWish(PriceView.Doubtful doubtful, Exposure atBest, BandDecision best) {
        TokenDelta smallest = change(atBest, best);
        for (Price price : List.of(doubtful.low(), doubtful.high())) {
            Exposure exposure = Exposures.of(snapshot, price);
            TokenDelta change = change(exposure, decide(exposure));
            boolean sameSide = change.signum() == smallest.signum();
            smallest = !sameSide
                    ? TokenDelta.zero(change.token())
                    : change.abs().compareTo(smallest.abs()) < 0 ? change : smallest;
        }
        String why = "price doubtful: " + String.join("; ", doubtful.reasons());
        String span = String.format(
                Locale.ROOT,
                "plausible from %.2f to %.2f",
                doubtful.low().asDouble(),
                doubtful.high().asDouble());
        if (isTooSmall(smallest)) {
            return new HedgeWish.Keep(
                    best.band(),
                    List.of(why, span + ": no change of the hedge helps at every such price, none is made"));
        }
        return new HedgeWish.Change(
                best.band(),
                smallest,
                List.of(
                        why,
                        String.format(
                                Locale.ROOT,
                                "%s: only a change of %.4f %s helps at every such price, no more is done",
                                span,
                                smallest.wholeAsDouble(),
                                smallest.token())));
    }

    private BandDecision decide(Exposure exposure) {
        HedgeSituation situation = situation(exposure);
        return band(limits.band().rule(), situation).decide(situation.deltaBase());
    }

    /** What is decided by: the rule's own band, and never one that leads away from the target. */
    static NoTradeBand band(HedgeRule rule, HedgeSituation situation) {
        return rule.band(situation).reachingTo(situation.targetBase());
    }

    /** What the rule is asked about. */
    HedgeSituation situation(Exposure exposure) {
        Envelope envelope = snapshot.envelope();
        double price = exposure.price().asDouble();
        Optional<OptionBook> options = Exposures.optionBook(snapshot.holdings(), exposure.price());
        return new HedgeSituation(
                exposure.delta().wholeAsDouble(),
                exposure.gamma(),
                envelope.targetDelta().wholeAsDouble(),
                price,
                envelope.nav().wholeAsDouble(),
                cost(exposure.price()),
                limits.band().volatility(),
                Years.of(limits.band().timeToNextDecision()),
                widestHalfWidth,
                hedgeAtVenues(),
                options);
    }

    private HedgePosition hedgeAtVenues() {
        double held = 0;
        for (Venue venue : snapshot.venues()) {
            held += venue.delta().wholeAsDouble();
        }
        double yearsSinceLastTrade =
                limits.band().sinceLastTrade().map(Years::of).orElse(Double.POSITIVE_INFINITY);
        return HedgePosition.holding(held, yearsSinceLastTrade);
    }

    /** Of the cheapest venue that can trade now, both directions averaged so that a basis cancels. */
    private TradingCost cost(Price price) {
        GasModel gas = GasModel.of(snapshot, limits.cost());
        double size = Math.max(limits.smallestTrade().wholeAsDouble(), widestHalfWidth / 2);
        double proportional = limits.cost().maxSlippage().fraction();
        double fixed = Double.POSITIVE_INFINITY;
        for (Venue venue : snapshot.venues()) {
            if (venue.condition() == VenueCondition.OPEN || venue.condition() == VenueCondition.REDUCE_ONLY) {
                double both = venue.tradeCostQuote(size, price) + venue.tradeCostQuote(-size, price);
                double part = both / (2 * size * price.asDouble());
                proportional = Double.isFinite(part) ? Math.min(proportional, part) : proportional;
                fixed = Math.min(fixed, gas.quote(venue.gasPerTrade()));
            }
        }
        double overhead =
                actsAnyway ? 0 : gas.quote(limits.cost().executionOverhead().units());
        return new TradingCost(Math.max(LEAST_COST, proportional), overhead + (Double.isFinite(fixed) ? fixed : 0));
    }

    private static TokenDelta change(Exposure exposure, BandDecision decision) {
        return switch (decision) {
            case BandDecision.Stay stay -> TokenDelta.zero(exposure.delta().token());
            case BandDecision.MoveTo move ->
                TokenDelta.ofModel(
                        exposure.delta().token(),
                        move.destinationBase() - exposure.delta().wholeAsDouble());
        };
    }

    private boolean isTooSmall(TokenDelta change) {
        return change.isZero() || change.abs().compareTo(limits.smallestTrade()) < 0;
    }

    private static String where(Exposure exposure, NoTradeBand band) {
        return String.format(
                Locale.ROOT,
                "net delta %.4f %s, to be kept between %.4f and %.4f",
                exposure.delta().wholeAsDouble(),
                exposure.delta().token(),
                band.triggerLow(),
                band.triggerHigh());
    }

    private static String towards(BandDecision decision) {
        return decision instanceof BandDecision.MoveTo move
                ? String.format(Locale.ROOT, "bring it to %.4f", move.destinationBase())
                : "leave it";
    }
}
