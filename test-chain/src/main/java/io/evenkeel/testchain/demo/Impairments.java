package io.evenkeel.testchain.demo;

import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the hedge while a venue could not trade or the price was in doubt, and how much was traded at all. */
final class Impairments {
    private int frozenMinutes;
    private double largestMoveElsewhere;
    private @Nullable MarketSnapshot whenFrozen;
    private @Nullable MarketSnapshot newest;
    private int doubtfulMinutes;
    private int openingTradesInDoubt;
    private int minutesOutsideBand;
    private int cyclesOutsideBand;
    private int mostCyclesOutsideBand;
    private double turnoverQuote;

    /** Call with the outcome before the chain goes on. */
    void cycleRan(CycleOutcome outcome) {
        if (outcome instanceof CycleOutcome.Broadcast sent) {
            if (sent.snapshot().price() instanceof PriceView.Doubtful doubtful && isOpening(sent, doubtful)) {
                openingTradesInDoubt++;
            }
            turnoverQuote +=
                    traded(sent.plan()) * sent.snapshot().price().best().asDouble();
        }
        // A cycle that was refused or could not read is one more that did not help.
        cyclesOutsideBand++;
    }

    /** After the minute's cycle, if there was one, has done what it could. */
    void minutePassed(MarketSnapshot now) {
        boolean outside = isOutsideBand(now);
        if (outside) {
            minutesOutsideBand++;
            mostCyclesOutsideBand = Math.max(mostCyclesOutsideBand, cyclesOutsideBand);
        } else {
            cyclesOutsideBand = 0;
        }
        if (now.price() instanceof PriceView.Doubtful) {
            doubtfulMinutes++;
        }
        frozen(now);
        newest = now;
    }

    private void frozen(MarketSnapshot now) {
        Optional<Venue> frozen = now.venues().stream()
                .filter(venue -> venue.condition() == VenueCondition.FROZEN)
                .findFirst();
        if (frozen.isEmpty()) {
            return;
        }
        frozenMinutes++;
        MarketSnapshot then = whenFrozen;
        if (then == null) {
            // The hedge of the minute before: the first frozen cycle may have moved some already.
            then = newest == null ? now : newest;
            whenFrozen = then;
        }
        double moved = 0;
        for (Venue venue : now.venues()) {
            if (!venue.id().equals(frozen.get().id())) {
                moved += hedge(now, venue) - hedge(then, venue);
            }
        }
        if (Math.abs(moved) > Math.abs(largestMoveElsewhere)) {
            largestMoveElsewhere = moved;
        }
    }

    void addTo(Map<String, Object> figures, double startNav) {
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("minutes", frozenMinutes);
        frozen.put("hedge_moved_elsewhere", rounded(largestMoveElsewhere));
        figures.put("frozen", frozen);
        Map<String, Object> doubtful = new LinkedHashMap<>();
        doubtful.put("minutes", doubtfulMinutes);
        doubtful.put("opening_trades", openingTradesInDoubt);
        figures.put("doubtful", doubtful);
        figures.put("minutes_outside_band", minutesOutsideBand);
        figures.put("most_cycles_outside_band", mostCyclesOutsideBand);
        figures.put("turnover", startNav > 0 ? rounded(turnoverQuote / startNav) : 0);
    }

    static boolean isOutsideBand(MarketSnapshot snapshot) {
        return deviation(snapshot, snapshot.price().best())
                        .abs()
                        .compareTo(snapshot.envelope().band())
                > 0;
    }

    /** Whether at some plausible price the net delta ends further from its target than it was. */
    private static boolean isOpening(CycleOutcome.Broadcast sent, PriceView.Doubtful doubtful) {
        TokenDelta change = sent.plan().expectedDeltaAfter().minus(sent.plan().deltaBefore());
        for (Price price : new Price[] {doubtful.low(), doubtful.high()}) {
            TokenDelta before = deviation(sent.snapshot(), price);
            TokenAmount after = before.plus(change).abs();
            if (after.compareTo(before.abs()) > 0) {
                return true;
            }
        }
        return false;
    }

    private static TokenDelta deviation(MarketSnapshot snapshot, Price price) {
        return Exposures.of(snapshot, price).delta().minus(snapshot.envelope().targetDelta());
    }

    private static double traded(HedgePlan plan) {
        return plan.actions().stream()
                .filter(HedgeAction.ChangeDelta.class::isInstance)
                .mapToDouble(action ->
                        ((HedgeAction.ChangeDelta) action).change().abs().wholeAsDouble())
                .sum();
    }

    private static double hedge(MarketSnapshot snapshot, Venue like) {
        return snapshot.venue(like.id())
                .map(venue -> venue.hedge().wholeAsDouble())
                .orElse(0.0);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }
}
