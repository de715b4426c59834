package io.evenkeel.testchain.demo;

import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.demo.Happening.CycleRan;
import io.evenkeel.testchain.demo.Happening.MinutePassed;
import io.evenkeel.testchain.demo.Happening.Struck;
import io.evenkeel.testchain.demo.Scenario.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scenario played to its end, and everything that happened. */
record PlayedScenario(Map<String, Object> summary, List<Happening> happenings) {
    static final String AAVE = "aave-v3:WETH";
    static final String PERP = "perp-v2:ETH";

    static PlayedScenario play(String name, long seed, int minutes) {
        return play(Scenario.named(name, seed, Optional.of(minutes)).orElseThrow());
    }

    static PlayedScenario play(Scenario scenario) {
        List<Happening> happenings = new ArrayList<>();
        try (Stage stage = Stage.set(scenario, what -> {})) {
            stage.ledger().tell(happenings::add);
            while (!stage.play().done()) {
                stage.play().step();
            }
            return new PlayedScenario(stage.summary(), List.copyOf(happenings));
        }
    }

    double number(String figure) {
        return ((Number) java.util.Objects.requireNonNull(summary.get(figure))).doubleValue();
    }

    <T extends Happening> List<T> all(Class<T> kind) {
        return happenings.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What happened after the scenario did this, until it did something else. */
    PlayedScenario after(Event event) {
        List<Happening> later = happenings.stream()
                .dropWhile(happening -> !(happening instanceof Struck struck && struck.event() == event))
                .skip(1)
                .takeWhile(happening -> !(happening instanceof Struck))
                .toList();
        return new PlayedScenario(summary, later);
    }

    List<MarketSnapshot> minutes() {
        return all(MinutePassed.class).stream().map(MinutePassed::hedged).toList();
    }

    MarketSnapshot lastMinute() {
        return minutes().getLast();
    }

    List<CycleOutcome> outcomes() {
        return all(CycleRan.class).stream().map(CycleRan::outcome).toList();
    }

    List<HedgePlan> plans() {
        return outcomes().stream()
                .filter(CycleOutcome.Broadcast.class::isInstance)
                .map(outcome -> ((CycleOutcome.Broadcast) outcome).plan())
                .toList();
    }

    /** WETH traded at all venues together, whatever the direction. */
    double traded() {
        return plans().stream()
                .flatMap(plan -> plan.actions().stream())
                .filter(HedgeAction.ChangeDelta.class::isInstance)
                .mapToDouble(action ->
                        ((HedgeAction.ChangeDelta) action).change().abs().wholeAsDouble())
                .sum();
    }

    /** WETH, short negative. */
    static double hedge(MarketSnapshot snapshot, String venue) {
        return snapshot.venues().stream()
                .filter(each -> each.id().name().equals(venue))
                .mapToDouble(each -> each.hedge().wholeAsDouble())
                .sum();
    }

    static double wholeHedge(MarketSnapshot snapshot) {
        return hedge(snapshot, AAVE) + hedge(snapshot, PERP);
    }

    static double band(MarketSnapshot snapshot) {
        return snapshot.envelope().band().wholeAsDouble();
    }
}
