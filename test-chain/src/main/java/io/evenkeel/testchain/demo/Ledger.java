package io.evenkeel.testchain.demo;

import io.evenkeel.allocate.ProtocolLoss;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.cli.Words;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.market.MarketStep;
import io.evenkeel.units.Price;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down what happened, for the screen while it runs and for the summary when it is over. */
public final class Ledger {
    private static final int SHOWN_TRANSACTIONS = 6;
    private static final int SHOWN_NOTES = 4;
    private static final int TIMINGS_KEPT = 4_096;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ReturnStatistics returns = new ReturnStatistics();
    private final Percentile idleMilliseconds = new Percentile(TIMINGS_KEPT);
    private final Percentile bareMilliseconds = new Percentile(TIMINGS_KEPT);
    private final Percentile idleRequests = new Percentile(TIMINGS_KEPT);
    private final Percentile hedgeRequests = new Percentile(TIMINGS_KEPT);
    private final List<Double> prices = new ArrayList<>();
    private final Deque<Frame.TransactionRow> transactions = new ArrayDeque<>();
    private final Deque<Frame.Note> notes = new ArrayDeque<>();
    private final Map<String, Integer> endings = new LinkedHashMap<>();
    private final Map<String, Double> largestShare = new HashMap<>();
    private final Map<String, Double> shareSum = new LinkedHashMap<>();

    private final Impairments impairments = new Impairments();
    private final Recovery recovery = new Recovery();
    private final GreekBooks greeks = new GreekBooks();
    private Consumer<Happening> listener = happening -> {};

    private int scheduleCycles;
    private int oracleCycles;
    private int venueCycles;
    private int sent;
    private int confirmed;
    private int reverts;
    private int ordersFilled;
    private int ordersRefused;
    private long mostIdleRequests;
    private long mostHedgeRequests;
    private double largestDeltaAfter;
    private double band;
    private double largestCapUse;
    private double smallestDistance = Double.POSITIVE_INFINITY;
    private @Nullable MarketSnapshot first;
    private @Nullable MarketSnapshot last;
    private @Nullable Observation firstObservation;
    private @Nullable Observation lastObservation;

    /** From now on this hears everything that happens. */
    public void tell(Consumer<Happening> whom) {
        listener = whom;
    }

    void struck(Instant at, Scenario.Event event, String words) {
        listener.accept(new Happening.Struck(at, event));
        note(at, words);
    }

    /** A protocol failed just after this snapshot, when the planner took that to cost so much. */
    void failed(VenueFailure failure, MarketSnapshot before, ProtocolLoss worst) {
        recovery.failed(failure, before, worst);
    }

    void marketMoved(MarketStep moved) {
        prices.add(moved.path().usd());
        for (MarketStep.OrderFilling filling : moved.fillings()) {
            if (filling.refusal().isEmpty()) {
                ordersFilled++;
            } else {
                ordersRefused++;
                note(moved.time(), filling.protocol() + " did not fill the order: " + filling.refusal());
            }
        }
    }

    /** The newest note, for when there is nothing else to show yet. */
    Optional<String> newestNote() {
        return Optional.ofNullable(notes.peekFirst()).map(note -> TIME.format(note.at()) + "  " + note.brief());
    }

    private void note(Instant at, String words) {
        note(at, words, words);
    }

    private void note(Instant at, String brief, String full) {
        notes.addFirst(new Frame.Note(at, brief, TIME.format(at) + "  " + full));
        while (notes.size() > SHOWN_NOTES) {
            notes.removeLast();
        }
    }

    /** @param began what the cycle began with, where it got that far */
    void cycleRan(
            Instant at,
            CycleTrigger trigger,
            CycleOutcome outcome,
            Optional<MarketSnapshot> began,
            long requests,
            double milliseconds) {
        switch (trigger) {
            case CycleTrigger.Schedule schedule -> scheduleCycles++;
            case CycleTrigger.VenuesChanged changed -> venueCycles++;
            default -> oracleCycles++;
        }
        endings.merge(outcome.getClass().getSimpleName(), 1, Integer::sum);
        switch (outcome) {
            case CycleOutcome.Held held -> {
                idleMilliseconds.add(milliseconds);
                idleRequests.add(requests);
                mostIdleRequests = Math.max(mostIdleRequests, requests);
            }
            case CycleOutcome.Broadcast broadcast -> {
                hedgeRequests.add(requests);
                mostHedgeRequests = Math.max(mostHedgeRequests, requests);
            }
            default -> {}
        }
        impairments.cycleRan(outcome);
        recovery.cycleRan(began);
        listener.accept(new Happening.CycleRan(at, trigger, outcome, requests));
        note(at, BriefWords.of(outcome), Words.of(outcome));
    }

    /** Read before the keeper did anything at this block. */
    void decidedOn(MarketSnapshot snapshot) {
        greeks.marketMoved(snapshot);
    }

    void bareCall(double milliseconds) {
        bareMilliseconds.add(milliseconds);
    }

    void sent(Instant at, String hash, HedgePlan plan) {
        sent++;
        transactions.addFirst(new Frame.TransactionRow(
                at,
                hash,
                plan.deltaBefore().wholeAsDouble(),
                plan.expectedDeltaAfter().wholeAsDouble(),
                BriefWords.actions(plan),
                "sent"));
        while (transactions.size() > SHOWN_TRANSACTIONS) {
            transactions.removeLast();
        }
    }

    void settled(Instant at, SettlementOutcome outcome) {
        listener.accept(new Happening.Settled(at, outcome));
        switch (outcome) {
            case SettlementOutcome.Confirmed done -> {
                confirmed++;
                relabel("confirmed");
                done.executed()
                        .ifPresent(executed -> executed.failedLegs()
                                .forEach(leg -> note(at, "leg " + leg.index() + " failed: " + leg.reason())));
            }
            case SettlementOutcome.FailedOnChain failed -> {
                reverts++;
                relabel("reverted");
                note(at, "reverted: " + failed.reason());
            }
            case SettlementOutcome.Superseded gone -> note(at, "superseded: " + gone.reason());
            case SettlementOutcome.HistoryChanged changed -> note(at, "history: " + changed.reason());
            case SettlementOutcome.Abandoned gone -> note(at, "abandoned: " + gone.reason());
            case SettlementOutcome.Unresolved waiting -> note(at, "waiting: " + waiting.reason());
        }
    }

    private void relabel(String state) {
        Frame.TransactionRow newest = transactions.pollFirst();
        if (newest != null) {
            transactions.addFirst(new Frame.TransactionRow(
                    newest.at(), newest.hash(), newest.deltaBefore(), newest.deltaAfter(), newest.what(), state));
        }
    }

    /** Read at the block that includes the keeper's transaction. */
    void confirmedCycle(MarketSnapshot after) {
        greeks.traded(after);
        listener.accept(new Happening.Confirmed(after.block().timestamp(), after));
        double nav = after.envelope().nav().wholeAsDouble();
        double price = after.price().best().asDouble();
        double deviation =
                LockStep.netDelta(after) - after.envelope().targetDelta().wholeAsDouble();
        largestDeltaAfter = Math.max(largestDeltaAfter, Math.abs(deviation) * price / nav);
        band = after.envelope().band().wholeAsDouble() * price / nav;
    }

    /** Both vaults at a common block. */
    void observe(MarketSnapshot hedged, MarketSnapshot unhedged) {
        if (first == null) {
            first = hedged;
        }
        last = hedged;
        greeks.marketMoved(hedged);
        Price price = hedged.price().best();
        Exposure exposure = Exposures.of(hedged, price);
        double rangeValue = 0;
        double rangeDelta = 0;
        for (Exposure.Line line : exposure.lines()) {
            if (line.venue().isEmpty() && !line.name().startsWith("idle")) {
                rangeValue += line.nav().wholeAsDouble();
                rangeDelta += line.delta().wholeAsDouble();
            }
        }
        Observation observation = new Observation(
                hedged.block().number(),
                hedged.block().timestamp(),
                price.asDouble(),
                exposure.nav().wholeAsDouble(),
                Exposures.of(unhedged, unhedged.price().best()).nav().wholeAsDouble(),
                rangeValue,
                rangeDelta);
        returns.add(observation);
        if (firstObservation == null) {
            firstObservation = observation;
        }
        lastObservation = observation;
        venues(hedged, price);
        impairments.minutePassed(hedged);
        recovery.minutePassed(hedged);
        listener.accept(new Happening.MinutePassed(observation.at(), hedged, unhedged));
    }

    private void venues(MarketSnapshot snapshot, Price price) {
        double whole = wholeHedge(snapshot);
        double nav = snapshot.envelope().nav().wholeAsDouble();
        for (Venue venue : snapshot.venues()) {
            double share = whole > 0 ? Math.abs(venue.hedge().wholeAsDouble()) / whole : 0;
            largestShare.merge(venue.id().name(), share, Math::max);
            shareSum.merge(venue.id().name(), share, Double::sum);
            double equity = venue.protocolEquity().wholeAsDouble() / nav;
            double shortOfNav = Math.abs(venue.hedge().wholeAsDouble()) * price.asDouble() / nav;
            largestCapUse = Math.max(
                    largestCapUse,
                    Math.max(
                            equity / venue.caps().equity().fraction(),
                            shortOfNav / venue.caps().shortNotional().fraction()));
            distance(venue, price).ifPresent(d -> smallestDistance = Math.min(smallestDistance, d));
        }
    }

    private static double wholeHedge(MarketSnapshot snapshot) {
        return snapshot.venues().stream()
                .mapToDouble(venue -> Math.abs(venue.hedge().wholeAsDouble()))
                .sum();
    }

    /** The nearer of the two levels, as a part of the price. */
    private static Optional<Double> distance(Venue venue, Price price) {
        Optional<Double> above = venue.liquidationPriceAbove().map(level -> level.asDouble() / price.asDouble() - 1);
        Optional<Double> below = venue.liquidationPriceBelow().map(level -> 1 - level.asDouble() / price.asDouble());
        return above.isEmpty() ? below : below.isEmpty() ? above : Optional.of(Math.min(above.get(), below.get()));
    }

    /** What a person sees now; empty until both vaults have been read. */
    Optional<Frame> frame(Scenario scenario, double progress) {
        MarketSnapshot snapshot = last;
        Observation now = lastObservation;
        Observation start = firstObservation;
        if (snapshot == null || now == null || start == null) {
            return Optional.empty();
        }
        Price price = snapshot.price().best();
        double whole = wholeHedge(snapshot);
        double nav = now.hedgedNav();
        List<Frame.VenueRow> rows = snapshot.venues().stream()
                .map(venue -> new Frame.VenueRow(
                        venue.id().name(),
                        venue.hedge().wholeAsDouble(),
                        whole > 0 ? Math.abs(venue.hedge().wholeAsDouble()) / whole : 0,
                        Math.abs(venue.hedge().wholeAsDouble()) * price.asDouble() / nav,
                        venue.caps().shortNotional().fraction(),
                        venue.protocolEquity().wholeAsDouble(),
                        venue.maintenance().wholeAsDouble(),
                        venue.liquidationPriceAbove().map(Price::asDouble),
                        distance(venue, price),
                        venue.condition().name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .toList();
        return Optional.of(new Frame(
                scenario.name(),
                progress,
                now.block(),
                now.at(),
                now.price(),
                start.price(),
                List.copyOf(prices),
                now.hedgedNav(),
                start.hedgedNav(),
                now.unhedgedNav(),
                start.unhedgedNav(),
                LockStep.netDelta(snapshot),
                snapshot.envelope().targetDelta().wholeAsDouble(),
                snapshot.envelope().band().wholeAsDouble(),
                rows,
                List.copyOf(transactions),
                List.copyOf(notes),
                new Frame.Counters(
                        scheduleCycles,
                        oracleCycles,
                        sent,
                        reverts,
                        idleRequests.median(),
                        hedgeRequests.median(),
                        Memory.residentMegabytes())));
    }

    /** The summary's figures, in the order they are printed. */
    Map<String, Object> summary(Scenario scenario, int liquidations) {
        Map<String, Object> figures = new LinkedHashMap<>();
        Observation start = firstObservation;
        Observation end = lastObservation;
        MarketSnapshot from = first;
        MarketSnapshot to = last;
        figures.put("scenario", scenario.name());
        figures.put("path", scenario.path().name());
        figures.put("seed", scenario.seed());
        figures.put(
                "blocks",
                from == null || to == null
                        ? 0
                        : to.block().number() - from.block().number() + 1);
        figures.put("minutes", returns.count());
        figures.put("cycles", scheduleCycles + oracleCycles + venueCycles);
        figures.put("triggers", Map.of("schedule", scheduleCycles, "oracle", oracleCycles, "venues", venueCycles));
        figures.put("endings", endings);
        figures.put("transactions", sent);
        figures.put("confirmed", confirmed);
        figures.put("reverts", reverts);
        Map<String, Integer> orders = new LinkedHashMap<>();
        orders.put("filled", ordersFilled);
        orders.put("refused", ordersRefused);
        figures.put("orders", orders);
        figures.put("max_abs_delta_after", rounded(largestDeltaAfter));
        figures.put("band", rounded(band));
        figures.put("hedged_nav_std", significant(returns.hedgedDeviationWithoutLvr()));
        figures.put("hedged_nav_std_with_lvr", significant(returns.hedgedDeviation()));
        figures.put("unhedged_nav_std", significant(returns.unhedgedDeviation()));
        figures.put("nav_start", start == null ? 0 : cents(start.hedgedNav()));
        figures.put("nav_end", end == null ? 0 : cents(end.hedgedNav()));
        figures.put("unhedged_nav_end", end == null ? 0 : cents(end.unhedgedNav()));
        Map<String, Double> shares = new LinkedHashMap<>();
        shareSum.forEach((venue, sum) -> shares.put(venue, rounded(sum / Math.max(1, returns.count()))));
        figures.put("share", shares);
        figures.put("max_share", new LinkedHashMap<>(largestShare));
        figures.put("max_cap_use", rounded(largestCapUse));
        figures.put(
                "min_liquidation_distance", Double.isInfinite(smallestDistance) ? "none" : rounded(smallestDistance));
        figures.put("liquidations", liquidations);
        figures.put("lvr", cents(returns.lvr()));
        impairments.addTo(figures, start == null ? 0 : start.hedgedNav());
        recovery.addTo(figures);
        if (scenario.setting().dealsInOptions()) {
            figures.put("step_minutes", scenario.setting().step().toMinutes());
            greeks.addTo(figures);
        }
        figures.put("rpc_requests_per_idle_cycle", mostIdleRequests);
        figures.put("rpc_requests_per_hedge_cycle", mostHedgeRequests);
        figures.put("idle_cycle_ms_p50", rounded(idleMilliseconds.median()));
        figures.put("bare_call_ms_p50", rounded(bareMilliseconds.median()));
        figures.put("rss_mb", Memory.residentMegabytes());
        return figures;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }

    private static double cents(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static double significant(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.5e", value));
    }
}
