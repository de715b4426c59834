package io.evenkeel.keeper.explore;

import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.JournalFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The disk under the explored keeper's journal. What is written is in the system's cache: a killed process leaves it
 * there, a power cut forgets all of it that was not forced. It can be full, refuse to force, and tear the write it was
 * at when the power went. One process at a time may have it open.
 */
class FakeDisk {
    private final FaultScript script;
    private final Map<TxHash, JournalWrite.Signed> forcedSigned = new HashMap<>();
    private final Map<AttemptId, AttemptRecord> forcedAttempts = new HashMap<>();
    private final Map<IntentId, IntentRecord> forcedIntents = new HashMap<>();
    private final Set<IntentId> forcedUnresolved = new LinkedHashSet<>();
    private List<JournalWrite> written = new ArrayList<>();
    private int forced;
    private boolean open;

    FakeDisk(FaultScript script) {
        this.script = script;
    }

    /** False when another process has it. */
    boolean lock() {
        boolean free = !open;
        open = true;
        return free;
    }

    void unlock() {
        open = false;
    }

    /**
     * What is about to happen at this write by the script.
     *
     * @throws JournalFailure when there is no room
     */
    Fault beforeWrite() {
        Fault fault = script.atWrite();
        switch (fault) {
            case DIES_BEFORE_WRITE -> throw new Killed();
            case DISK_FULL -> throw new JournalFailure("no space left on device");
            default -> {}
        }
        return fault;
    }

    void append(JournalWrite write, Fault fault) {
        switch (fault) {
            case DIES_IN_WRITE -> {
                // A torn record is no record: recovery finds it by its checksum and drops it.
                powerCut();
                throw new Killed();
            }
            case DIES_BEFORE_FORCE -> {
                written.add(write);
                throw new Killed();
            }
            case POWER_CUT_BEFORE_FORCE -> {
                powerCut();
                throw new Killed();
            }
            default -> written.add(write);
        }
    }

    /**
     * When it returns, everything written so far survives a power cut.
     *
     * @throws JournalFailure when the device does not say that it does; a later call may succeed
     */
    void force(Fault fault) {
        if (script.forceFails()) {
            throw new JournalFailure("input/output error");
        }
        markForced();
        if (fault == Fault.DIES_AFTER_FORCE) {
            throw new Killed();
        }
    }

    void markForced() {
        for (JournalWrite each : written.subList(forced, written.size())) {
            switch (each) {
                case JournalWrite.Decided decided -> {
                    forcedIntents.put(decided.intent().intentId(), decided.intent());
                    forcedUnresolved.add(decided.intent().intentId());
                }
                case JournalWrite.Permitted permitted ->
                    forcedAttempts.put(permitted.attempt().id(), permitted.attempt());
                case JournalWrite.Signed signed ->
                    forcedSigned.put(signed.transaction().hash(), signed);
                case JournalWrite.Resolved resolved -> forcedUnresolved.remove(resolved.intent());
                default -> {}
            }
        }
        forced = written.size();
    }

    void powerCut() {
        written = new ArrayList<>(written.subList(0, forced));
    }

    /** What a process finds that opens the journal now. */
    List<JournalWrite> content() {
        return List.copyOf(written);
    }

    /** What these signed bytes are for, when it and they would survive a power cut. */
    Optional<AttemptRecord> attemptOf(TxHash hash, byte[] raw) {
        JournalWrite.Signed known = forcedSigned.get(hash);
        return known == null || !Arrays.equals(known.transaction().raw(), raw)
                ? Optional.empty()
                : Optional.ofNullable(forcedAttempts.get(known.attempt()));
    }

    /** The decision for this intent, when it would survive a power cut. */
    Optional<IntentRecord> decisionOf(IntentId intent) {
        return Optional.ofNullable(forcedIntents.get(intent));
    }

    /** Whether an unresolved intent has signed bytes for this nonce, so that it is sent again should it become free. */
    boolean looksAfter(long nonce) {
        return forcedSigned.values().stream()
                .filter(each -> each.attempt().nonce().value() == nonce)
                .map(each -> forcedAttempts.get(each.attempt()))
                .anyMatch(each -> each != null && forcedUnresolved.contains(each.intentId()));
    }

    /** Decided for good, and not even in the cache resolved: what whoever opens the journal now must find. */
    Set<IntentId> unresolvedAsWritten() {
        Set<IntentId> unresolved = new HashSet<>(forcedUnresolved);
        for (JournalWrite each : written.subList(forced, written.size())) {
            if (each instanceof JournalWrite.Resolved resolved) {
                unresolved.remove(resolved.intent());
            }
        }
        return unresolved;
    }

    /** Decided and not resolved, as it would survive a power cut. */
    Set<IntentId> unresolved() {
        return forcedUnresolved;
    }
}
