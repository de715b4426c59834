package io.evenkeel.testchain.demo;

import io.evenkeel.allocate.ProtocolLoss;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.cycle.VenueLookout;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.keeper.trigger.ChainTimeSchedule;
import io.evenkeel.keeper.trigger.TriggerQueue;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.oracles.chainlink.FeedEvent.AnswerUpdated;
import io.evenkeel.oracles.chainlink.FeedEvent.LogPosition;
import io.evenkeel.oracles.chainlink.OracleMoveTrigger;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.PlanExplanation;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketStep;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scenario with the keeper in step: the market moves one minute in one block, the keeper runs whatever that
 * triggered, its transaction gets the next block to itself, and only then does the market move again. Schedules and
 * deadlines count the chain's time, so the same scenario and seed give the same result twice, however slow the machine.
 */
public final class LockStep {
    /** Blocks a transaction is given before the market goes on without it. */
    private static final int PATIENCE_BLOCKS = 5;

    private final MarketDriver driver;
    private final Scenario scenario;
    private final LiveKeeper keeper;
    private final ReadOnlyKeeper witness;
    private final ReadOnlyKeeper twin;
    private final byte[] bareCall;
    private final Ledger ledger;
    private final TriggerQueue triggers = new TriggerQueue();
    private final ChainTimeSchedule schedule;
    private final Optional<VenueLookout> lookout;
    private final ChainClock clock;
    private final Function<VenueFailure, String> failure;
    private OracleMoveTrigger oracle;
    private int minute;

    /** The chain's time as last seen, as a clock. */
    public static final class ChainClock implements InstantSource {
        private Instant now;

        public ChainClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void set(Instant blockTime) {
            now = blockTime;
        }
    }

    /**
     * @param keeper the one whose requests are counted
     * @param witness reads the same vault for the eye and the statistics, over a line of its own
     * @param twin reads the vault that nobody hedges
     * @param failure makes a venue fail on the chain, and says in words what it did
     * @param bareCall the keeper's own lens call, timed bare for comparison
     */
    public LockStep(
            MarketDriver driver,
            Scenario scenario,
            LiveKeeper keeper,
            ReadOnlyKeeper witness,
            ReadOnlyKeeper twin,
            byte[] bareCall,
            ChainClock clock,
            Ledger ledger,
            Function<VenueFailure, String> failure) {
        this.failure = failure;
        this.driver = driver;
        this.scenario = scenario;
        this.keeper = keeper;
        this.witness = witness;
        this.twin = twin;
        this.bareCall = bareCall;
        this.clock = clock;
        this.ledger = ledger;
        this.schedule =
                new ChainTimeSchedule(keeper.reading().config().triggers().every());
        this.lookout = keeper.lookout();
        this.oracle = OracleMoveTrigger.of(
                "ETH/USD", keeper.reading().config().triggers().oracleMove());
    }

    public boolean done() {
        return minute >= scenario.path().minutes();
    }

    public double progress() {
        return (double) minute / scenario.path().minutes();
    }

    /** One step of the scenario: a minute, where its setting does not say otherwise. */
    public void step() {
        for (Scenario.Event event : scenario.eventsAt(minute)) {
            happen(event);
        }
        MarketStep moved = driver.step(
                scenario.path().prices().get(minute), scenario.setting().step());
        minute++;
        clock.set(moved.time());
        ledger.marketMoved(moved);
        trigger(moved);
        triggers.poll().ifPresent(taken -> cycle(taken.trigger()));
        observe();
    }

    private void happen(Scenario.Event event) {
        switch (event) {
            case PERP_PAUSES -> clock.set(driver.pausePerp().time());
            case PERP_RESUMES -> clock.set(driver.resumePerp().time());
            case ORACLE_STOPS -> driver.stopOracle();
            case ORACLE_RESUMES -> driver.resumeOracle();
            case VENUE_FAILS -> {
                fail(scenario.failure().orElseThrow());
                return;
            }
        }
        ledger.struck(clock.instant(), event, event.words());
    }

    private void fail(VenueFailure failing) {
        MarketSnapshot before = read(witness)
                .orElseThrow(() -> new IllegalStateException("the vault could not be read before anything failed"));
        ProtocolLoss worst = worstLoss(failing, before);
        String words = failure.apply(failing);
        clock.set(driver.blocks().head().time());
        ledger.failed(failing, before, worst);
        ledger.struck(clock.instant(), Scenario.Event.VENUE_FAILS, words);
    }

    private ProtocolLoss worstLoss(VenueFailure failing, MarketSnapshot before) {
        return PlanExplanation.of(before, witness.config().limits(), new Decision.Hold(List.of()))
                .flatMap(explained -> explained.ifOneProtocolFails().worstFirst().stream()
                        .filter(loss ->
                                loss.protocol().equals(failing.protocol().protocol()))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        "nothing is said of " + failing.protocol().protocol()));
    }

    private void trigger(MarketStep moved) {
        if (schedule.dueAt(moved.time())) {
            triggers.offer(new CycleTrigger.Schedule(moved.time()));
        }
        lookout.flatMap(venues -> venues.look(moved.time())).ifPresent(triggers::offer);
        if (moved.oracleRound()) {
            OracleMoveTrigger.Step seen = oracle.see(new AnswerUpdated(
                    new LogPosition(moved.block(), 0),
                    BigInteger.valueOf(moved.block()),
                    BigInteger.valueOf(moved.oracle().e8()),
                    moved.time()));
            oracle = seen.next();
            seen.move().ifPresent(move -> triggers.offer(new CycleTrigger.OracleMoved(move.at(), move.feed())));
        }
    }

    private void cycle(CycleTrigger trigger) {
        long requestsBefore = requests();
        long started = System.nanoTime();
        CycleOutcome outcome = keeper.cycle().run(trigger);
        double milliseconds = (System.nanoTime() - started) / 1e6;
        long requests = requests() - requestsBefore;
        ledger.cycleRan(clock.instant(), trigger, outcome, snapshotOf(outcome), requests, milliseconds);
        snapshotOf(outcome).ifPresent(this::actedOn);
        if (outcome instanceof CycleOutcome.Broadcast sent) {
            settle(sent);
        } else if (outcome instanceof CycleOutcome.Held) {
            timeBareCall();
        } else if (outcome instanceof CycleOutcome.Waiting) {
            settleOn();
        }
    }

    private void actedOn(MarketSnapshot snapshot) {
        ledger.decidedOn(snapshot);
        BigInteger e8 = snapshot.price().best().e18().divide(BigInteger.TEN.pow(10));
        oracle = oracle.actedOn(oracle.latest().orElse(e8));
    }

    private void settle(CycleOutcome.Broadcast sent) {
        ledger.sent(clock.instant(), sent.txHash().hex(), sent.plan());
        settleOn();
    }

    /** Blocks of the keeper's own until everything it sent is settled. */
    private void settleOn() {
        for (int block = 0; block < PATIENCE_BLOCKS; block++) {
            clock.set(driver.mineBlock().time());
            List<SettlementOutcome> outcomes = keeper.settlement().step(clock.instant());
            outcomes.forEach(outcome -> ledger.settled(clock.instant(), outcome));
            if (outcomes.stream().noneMatch(SettlementOutcome.Unresolved.class::isInstance)) {
                afterCycle(outcomes);
                return;
            }
        }
    }

    private void afterCycle(List<SettlementOutcome> outcomes) {
        if (outcomes.stream().anyMatch(SettlementOutcome.Confirmed.class::isInstance)) {
            read(witness).ifPresent(ledger::confirmedCycle);
        }
    }

    /** The same reads without a keeper around them. */
    private void timeBareCall() {
        long started = System.nanoTime();
        CallOutcome answer =
                witness.endpoints().call(witness.config().account().lens(), bareCall, new BlockTag.Latest());
        double milliseconds = (System.nanoTime() - started) / 1e6;
        if (answer instanceof CallOutcome.Returned) {
            ledger.bareCall(milliseconds);
        }
    }

    private void observe() {
        Optional<MarketSnapshot> hedged = read(witness);
        Optional<MarketSnapshot> unhedged = read(twin);
        if (hedged.isPresent() && unhedged.isPresent()) {
            ledger.observe(hedged.get(), unhedged.get());
        }
    }

    private long requests() {
        return keeper.reading().endpoints().requestsByEndpoint().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Optional<MarketSnapshot> read(ReadOnlyKeeper reader) {
        return reader.snapshots().read() instanceof SnapshotOutcome.Taken taken
                ? Optional.of(taken.snapshot())
                : Optional.empty();
    }

    private static Optional<MarketSnapshot> snapshotOf(CycleOutcome outcome) {
        @Nullable
        MarketSnapshot snapshot = switch (outcome) {
            case CycleOutcome.Held held -> held.snapshot();
            case CycleOutcome.Broadcast sent -> sent.snapshot();
            case CycleOutcome.WouldSend shadow -> shadow.snapshot();
            case CycleOutcome.Refused refused -> refused.snapshot();
            case CycleOutcome.Waiting waiting -> null;
            case CycleOutcome.Failed failed -> null;
        };
        return Optional.ofNullable(snapshot);
    }

    /** For the summary: where the vault stands, by the same exposure code the keeper has. */
    static double netDelta(MarketSnapshot snapshot) {
        return Exposures.of(snapshot, snapshot.price().best()).delta().wholeAsDouble();
    }
}
