package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.AttemptTaken;
import io.evenkeel.keeper.journal.Inclusion;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.NonceSpending;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A journal for tests, held to the same contract as the one on disk. What it holds is what a crash leaves. */
public final class MemoryJournal implements Journal {
    private final Map<IntentId, IntentEntry> intents = new LinkedHashMap<>();
    private final List<Transition> story = new ArrayList<>();

    @Override
    public void decided(IntentRecord intent) {
        if (intents.containsKey(intent.intentId())) {
            throw new IllegalStateException("intent " + intent.intentId() + " is known already");
        }
        put(
                new IntentEntry(intent, IntentState.DECIDED, List.of(), Optional.empty(), "", intent.decidedAt()),
                intent.why());
    }

    @Override
    public void permitted(AttemptRecord attempt) {
        IntentEntry entry = unresolvedEntry(attempt.intentId());
        AttemptId id = attempt.id();
        if (attempts(id.chainId(), id.sender(), id.nonce()).stream()
                .anyMatch(each -> each.record().id().equals(id))) {
            throw new AttemptTaken(id);
        }
        List<AttemptEntry> attempts = new ArrayList<>(entry.attempts());
        attempts.add(new AttemptEntry(attempt, Optional.empty(), Optional.empty(), false));
        put(with(entry, atLeast(entry, IntentState.PERMITTED), attempts, attempt.permittedAt()), "nonce " + id.nonce());
    }

    @Override
    public void signed(AttemptId attempt, SignedTransaction transaction, Instant at) {
        change(
                attempt,
                each -> new AttemptEntry(each.record(), Optional.of(transaction), each.firstSentAt(), each.voided()),
                IntentState.SIGNED,
                at,
                transaction.hash().hex());
    }

    @Override
    public void broadcast(AttemptId attempt, Instant at) {
        if (owner(attempt).attempts().stream()
                .anyMatch(each ->
                        each.record().id().equals(attempt) && each.firstSentAt().isPresent())) {
            return;
        }
        change(
                attempt,
                each -> new AttemptEntry(each.record(), each.signed(), Optional.of(at), each.voided()),
                IntentState.BROADCAST,
                at,
                "");
    }

    @Override
    public void voided(AttemptId attempt, String why, Instant at) {
        if (owner(attempt).attempts().stream()
                .anyMatch(each ->
                        each.record().id().equals(attempt) && each.signed().isPresent())) {
            throw new IllegalStateException("attempt " + attempt + " is signed and may have been sent");
        }
        change(
                attempt,
                each -> new AttemptEntry(each.record(), each.signed(), each.firstSentAt(), true),
                IntentState.DECIDED,
                at,
                why);
    }

    @Override
    public void remark(IntentId intent, String line, Instant at) {
        story.add(new Transition(at, intent, knownEntry(intent).state(), line));
    }

    @Override
    public void seen(IntentId intent, Inclusion inclusion, Instant at) {
        IntentEntry entry = unresolvedEntry(intent);
        put(
                new IntentEntry(entry.intent(), IntentState.SEEN, entry.attempts(), Optional.of(inclusion), "", at),
                inclusion.txHash() + " in block " + inclusion.block().number());
    }

    @Override
    public void unseen(IntentId intent, String why, Instant at) {
        IntentEntry entry = unresolvedEntry(intent);
        put(new IntentEntry(entry.intent(), IntentState.BROADCAST, entry.attempts(), Optional.empty(), "", at), why);
    }

    @Override
    public void resolved(IntentId intent, IntentState end, String note, Instant at) {
        if (!end.isResolved()) {
            throw new IllegalArgumentException(end + " is no end");
        }
        IntentEntry entry = unresolvedEntry(intent);
        put(new IntentEntry(entry.intent(), end, entry.attempts(), entry.inclusion(), note, at), note);
    }

    @Override
    public List<IntentEntry> unresolved() {
        return intents.values().stream()
                .filter(each -> !each.state().isResolved())
                .toList();
    }

    @Override
    public Optional<IntentEntry> find(IntentId intent) {
        return Optional.ofNullable(intents.get(intent));
    }

    @Override
    public List<AttemptEntry> attempts(ChainId chainId, Address sender, Nonce nonce) {
        return intents.values().stream()
                .flatMap(each -> each.attempts().stream())
                .filter(each -> each.record().id().chainId().equals(chainId)
                        && each.record().id().sender().equals(sender)
                        && each.record().id().nonce().equals(nonce))
                .sorted((a, b) -> Integer.compare(
                        a.record().id().ordinal(), b.record().id().ordinal()))
                .toList();
    }

    @Override
    public Optional<Nonce> highestNonce(ChainId chainId, Address sender) {
        return intents.values().stream()
                .flatMap(each -> each.attempts().stream())
                .filter(each -> !each.voided())
                .map(each -> each.record().id())
                .filter(id -> id.chainId().equals(chainId) && id.sender().equals(sender))
                .map(AttemptId::nonce)
                .max(Nonce::compareTo);
    }

    @Override
    public List<NonceSpending> spending(ChainId chainId, Address sender, Instant since) {
        Map<Nonce, NonceSpending> dearest = new TreeMap<>();
        for (IntentEntry entry : intents.values()) {
            for (AttemptEntry attempt : entry.attempts()) {
                AttemptId id = attempt.record().id();
                if (!attempt.voided()
                        && id.chainId().equals(chainId)
                        && id.sender().equals(sender)) {
                    NonceSpending one = new NonceSpending(
                            id.nonce(),
                            attempt.record().transaction().highestCost(),
                            attempt.record().permittedAt());
                    dearest.merge(id.nonce(), one, MemoryJournal::dearer);
                }
            }
        }
        return dearest.values().stream()
                .filter(each -> each.lastPermittedAt().isAfter(since))
                .toList();
    }

    private static NonceSpending dearer(NonceSpending one, NonceSpending other) {
        return new NonceSpending(
                one.nonce(),
                one.highestCost().compareTo(other.highestCost()) >= 0 ? one.highestCost() : other.highestCost(),
                one.lastPermittedAt().isAfter(other.lastPermittedAt())
                        ? one.lastPermittedAt()
                        : other.lastPermittedAt());
    }

    @Override
    public List<IntentEntry> newest(int limit) {
        return new ArrayList<>(intents.values())
                .reversed().stream().limit(limit).toList();
    }

    @Override
    public List<Transition> history(IntentId intent) {
        return story.stream().filter(each -> each.intentId().equals(intent)).toList();
    }

    @Override
    public void close() {}

    private void change(AttemptId id, UnaryOperator<AttemptEntry> how, IntentState reached, Instant at, String note) {
        IntentEntry entry = owner(id);
        if (entry.state().isResolved()) {
            throw new IllegalStateException("intent " + entry.intent().intentId() + " is " + entry.state());
        }
        List<AttemptEntry> attempts = entry.attempts().stream()
                .map(each -> each.record().id().equals(id) ? how.apply(each) : each)
                .toList();
        put(with(entry, atLeast(entry, reached), attempts, at), note);
    }

    private IntentEntry owner(AttemptId id) {
        return intents.values().stream()
                .filter(each -> each.attempts().stream()
                        .anyMatch(attempt -> attempt.record().id().equals(id)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("attempt " + id + " is unknown"));
    }

    private IntentEntry knownEntry(IntentId intent) {
        IntentEntry entry = intents.get(intent);
        if (entry == null) {
            throw new IllegalStateException("intent " + intent + " is unknown");
        }
        return entry;
    }

    private IntentEntry unresolvedEntry(IntentId intent) {
        IntentEntry entry = knownEntry(intent);
        if (entry.state().isResolved()) {
            throw new IllegalStateException("intent " + intent + " is " + entry.state());
        }
        return entry;
    }

    private static IntentEntry with(IntentEntry entry, IntentState state, List<AttemptEntry> attempts, Instant at) {
        return new IntentEntry(entry.intent(), state, attempts, entry.inclusion(), "", at);
    }

    private static IntentState atLeast(IntentEntry entry, IntentState state) {
        return entry.state().compareTo(state) >= 0 ? entry.state() : state;
    }

    private void put(IntentEntry entry, String note) {
        intents.put(entry.intent().intentId(), entry);
        story.add(new Transition(entry.changedAt(), entry.intent().intentId(), entry.state(), note));
    }
}
