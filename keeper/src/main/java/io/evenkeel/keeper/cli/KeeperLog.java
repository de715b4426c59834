package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.cycle.KeeperLoop;
import io.evenkeel.keeper.journal.JournalCondition;
import io.evenkeel.keeper.settle.SettlementOutcome;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what happens: a log line each, and the newest in a small file that {@code status} shows. An unresolved intent
 * is told when its reason changes, not every second.
 */
final class KeeperLog implements KeeperLoop.Listener {
    private static final Logger LOG = LoggerFactory.getLogger("evenkeel");

    private final Path statusFile;
    private final InstantSource time;
    private final Consumer<CycleOutcome> afterCycle;
    private final Supplier<Optional<String>> oracleDown;
    /** What was last said of each intent that is not settled. */
    private final Map<IntentId, String> lastReasons = new HashMap<>();

    private Optional<Duration> recoveredIn = Optional.empty();

    private final Map<String, Object> status = new LinkedHashMap<>();
    private final EndpointNews endpoints;
    private final HealthNews health;

    /** @param oracleDown why nothing is heard of the oracle between cycles; empty while its line is up */
    KeeperLog(
            Path statusFile,
            InstantSource time,
            EndpointNews endpoints,
            HealthNews health,
            Consumer<CycleOutcome> afterCycle,
            Supplier<Optional<String>> oracleDown) {
        this.statusFile = statusFile;
        this.time = time;
        this.endpoints = endpoints;
        this.health = health;
        this.afterCycle = afterCycle;
        this.oracleDown = oracleDown;
    }

    /**
     * Everything that was under way has been looked at and is accounted for.
     *
     * @param sinceStart of the JVM
     */
    void recovered(Duration sinceStart) {
        recoveredIn = Optional.of(sinceStart);
        LOG.info("recovered in {} ms", sinceStart.toMillis());
    }

    @Override
    public void cycleEnded(CycleTrigger trigger, int coalesced, CycleOutcome outcome) {
        String why = trigger.getClass().getSimpleName() + (coalesced > 0 ? " and " + coalesced + " more" : "");
        String words = Words.of(outcome);
        status.put("at", time.instant().toString());
        status.put("trigger", why);
        status.put("outcome", words);
        status.remove("oracleLine");
        oracleDown
                .get()
                .ifPresent(reason -> status.put("oracleLine", "down, only the schedule starts cycles: " + reason));
        status.put("endpoints", endpoints.lines());
        endpoints.changed().forEach(LOG::warn);
        List<String> suspects = health.lines();
        if (suspects.isEmpty()) {
            status.remove("suspects");
        } else {
            status.put("suspects", suspects);
        }
        health.changed().get().forEach(line -> LOG.warn("venue {}", line));
        recoveredIn.ifPresent(took -> status.put("recoveredInMilliseconds", took.toMillis()));
        // The log line comes last: whoever has read it finds the rest done.
        replaceStatus();
        afterCycle.accept(outcome);
        switch (outcome) {
            case CycleOutcome.Refused refused -> LOG.warn("{}: {}", why, words);
            case CycleOutcome.Failed failed -> LOG.warn("{}: {}", why, words);
            default -> LOG.info("{}: {}", why, words);
        }
    }

    @Override
    public void journalIs(JournalCondition condition) {
        status.put("at", time.instant().toString());
        switch (condition) {
            case JournalCondition.Kept kept -> {
                status.remove("journal");
                replaceStatus();
                LOG.info("journal: can be written again; looking at everything afresh");
            }
            case JournalCondition.Failing failing -> {
                status.put("journal", failing.reason());
                replaceStatus();
                LOG.error(
                        "journal: {}; nothing is decided or sent until it can be written, which is tried again and"
                                + " again",
                        failing.reason());
            }
        }
    }

    /** A status nobody can read is no reason to stop keeping the vault level. */
    private void replaceStatus() {
        try {
            Documents.replaceJson(statusFile, status);
        } catch (UncheckedIOException failed) {
            LOG.warn("{} is not up to date: {}", statusFile, failed.getMessage());
        }
    }

    @Override
    public void settled(SettlementOutcome outcome) {
        endpoints.changed().forEach(LOG::warn);
        if (!(outcome instanceof SettlementOutcome.Unresolved)) {
            lastReasons.remove(outcome.intentId());
        }
        switch (outcome) {
            case SettlementOutcome.Unresolved waiting
            when waiting.reason().equals(lastReasons.put(waiting.intentId(), waiting.reason())) -> {}
            case SettlementOutcome.Unresolved waiting -> {
                if (waiting.needsOperator()) {
                    LOG.error("{} needs an operator: {}", waiting.intentId(), waiting.reason());
                } else {
                    LOG.info("{} {}: {}", waiting.intentId(), waiting.state(), waiting.reason());
                }
            }
            case SettlementOutcome.Confirmed done -> {
                LOG.info("{} confirmed", done.intentId());
                done.executed()
                        .ifPresent(executed -> executed.failedLegs()
                                .forEach(leg ->
                                        LOG.warn("leg {} failed and was passed over: {}", leg.index(), leg.reason())));
            }
            case SettlementOutcome.FailedOnChain failed ->
                LOG.warn("{} failed in {}: {}", failed.intentId(), failed.txHash(), failed.reason());
            case SettlementOutcome.Superseded gone -> LOG.warn("{} superseded: {}", gone.intentId(), gone.reason());
            case SettlementOutcome.HistoryChanged changed
            when changed.restored() -> LOG.warn("{} {}", changed.intentId(), changed.reason());
            case SettlementOutcome.HistoryChanged changed ->
                LOG.error("{} needs an operator: {}", changed.intentId(), changed.reason());
            case SettlementOutcome.Abandoned gone -> LOG.info("{} abandoned: {}", gone.intentId(), gone.reason());
        }
    }
}
