package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.ChainReader;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.explore.FakeTransaction;
import io.evenkeel.keeper.explore.Fate;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One random life of a keeper: things go wrong in a random order, then stop going wrong; then the books are checked. */
final class RandomSchedule {
    private static final int DEPTH = 4;
    private static final int DEEPEST_REORGANISATION = DEPTH - 1;
    private static final int TROUBLED_STEPS = 60;
    private static final int QUIET_STEPS = 120;

    private final SplittableRandom random;
    private final FakeNode node;
    private final MemoryJournal journal = new MemoryJournal();
    private final Fate fate;
    private final List<String> story = new ArrayList<>();
    private ExploredKeeper keeper;
    private Instant now;
    private int intents;

    RandomSchedule(long seed, boolean vaultProtects) {
        random = new SplittableRandom(seed);
        node = new FakeNode(vaultProtects);
        fate = new Fate(random.split());
        now = node.time();
        keeper = restarted();
    }

    /** What happened, for whoever has to understand a failure. */
    List<String> story() {
        return story;
    }

    /** How often an urgent intent took a routine one's nonce. */
    int displacements() {
        return (int) journal.newest(Integer.MAX_VALUE).stream()
                .filter(each -> each.intent().displaces().isPresent())
                .count();
    }

    void live() {
        for (int i = 0; i < TROUBLED_STEPS; i++) {
            fate.threatens(0.08, 0.02);
            happen();
            checkNothingRanTwice();
            checkEveryByteOutsideIsInTheJournal();
        }
        fate.threatens(0, 0);
        node.down(false);
        node.baseFee(FeePerGas.ofGwei("1"));
        story.add("the trouble stops");
        for (int i = 0; i < QUIET_STEPS && !journal.unresolved().isEmpty(); i++) {
            attend("settle", this::settle);
            tick(12);
            node.mine();
        }
        checkTheBooks();
    }

    private void happen() {
        switch (random.nextInt(15)) {
            case 0, 1, 2 -> attend("dispatch", this::dispatch);
            case 3, 4, 5, 6 -> attend("settle", this::settle);
            case 7, 8 -> {
                node.mine();
                tick(12);
                story.add("block " + node.height());
            }
            case 9 -> {
                node.mineEmpty();
                tick(12);
                story.add("empty block " + node.height());
            }
            case 10 -> {
                tick(random.nextInt(5, 60));
                story.add("time passes");
            }
            case 11 -> {
                node.dropPool();
                story.add("the pool is dropped");
            }
            case 12 -> {
                int depth = random.nextInt(1, DEEPEST_REORGANISATION + 1);
                boolean lose = random.nextBoolean();
                node.reorganise(depth, lose);
                story.add("reorganisation of " + depth + (lose ? ", transactions lost" : ""));
            }
            case 13 -> {
                node.baseFee(FeePerGas.ofGwei(String.valueOf(random.nextInt(1, 120))));
                story.add("base fee " + node.baseFee());
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    node.useKeyElsewhere(FakeSigner.KEEPER);
                    story.add("the key is used elsewhere");
                } else {
                    boolean down = random.nextBoolean();
                    node.down(down);
                    story.add(down ? "the node is down" : "the node is up");
                }
            }
        }
    }

    private void dispatch() {
        FakeCall.Manner manner = random.nextInt(10) == 0 ? FakeCall.Manner.NEEDS_MORE_GAS_LATER : FakeCall.Manner.RUNS;
        Instant deadline = node.time().plusSeconds(random.nextInt(12, 600));
        PreparedExecution execution = FakeAccount.execution(++intents, node.vaultSequence(), deadline, manner);
        if (random.nextInt(4) == 0) {
            execution = FakeAccount.urgent(execution);
        }
        story.add("  " + (execution.urgent() ? "urgent" : "routine") + " intent " + intents + ": "
                + keeper.dispatch(execution, node.height(), now));
    }

    private void settle() {
        keeper.step(now).forEach(each -> story.add("  " + each));
    }

    private void attend(String what, Runnable work) {
        try {
            story.add(what);
            work.run();
        } catch (Fate.Crash killed) {
            story.add("KILLED during " + what);
            keeper = restarted();
        }
    }

    private ExploredKeeper restarted() {
        return new ExploredKeeper(
                fate.between(NodeGateway.class, node),
                fate.between(ChainReader.class, node),
                fate.between(Journal.class, journal),
                new FakeSigner(),
                DEPTH);
    }

    private void tick(int seconds) {
        now = now.plusSeconds(seconds);
    }

    // ---- what must hold

    private void checkNothingRanTwice() {
        assertThat(node.effects()).as("each intent runs at most once").doesNotHaveDuplicates();
    }

    private void checkEveryByteOutsideIsInTheJournal() {
        Map<Long, UnsignedTransaction> dearestByNonce = new HashMap<>();
        Map<Long, IntentId> intentByNonce = new HashMap<>();
        List<String> seen = new ArrayList<>();
        for (SignedTransaction each : node.everReceived()) {
            UnsignedTransaction sent = FakeTransaction.decode(each.raw());
            AttemptEntry attempt = recorded(each)
                    .orElseThrow(
                            () -> new AssertionError("bytes outside that the journal does not know: " + each.hash()));
            if (seen.contains(each.hash().hex())) {
                continue; // the same bytes again
            }
            seen.add(each.hash().hex());
            long nonce = sent.nonce().value();
            IntentId intent = attempt.record().intentId();
            IntentId owner = intentByNonce.getOrDefault(nonce, intent);
            boolean displaces = displaced(intent).equals(Optional.of(owner));
            assertThat(owner.equals(intent) || displaces)
                    .as("one intent per nonce, or a declared displacement")
                    .isTrue();
            UnsignedTransaction before = dearestByNonce.get(nonce);
            if (before != null) {
                assertThat(sent.maxFee()).isGreaterThanOrEqualTo(before.maxFee().raisedBy(new Bps(1_000)));
                assertThat(sent.hasSameEffectAs(before) || sent.isCancellation() || displaces)
                        .isTrue();
            }
            dearestByNonce.put(nonce, sent);
            intentByNonce.put(nonce, intent);
        }
    }

    private Optional<IntentId> displaced(IntentId by) {
        return journal.find(by).orElseThrow().intent().displaces();
    }

    private Optional<AttemptEntry> recorded(SignedTransaction bytes) {
        return journal.newest(Integer.MAX_VALUE).stream()
                .flatMap(each -> each.attempts().stream())
                .filter(each -> each.signed()
                        .map(signed -> Arrays.equals(signed.raw(), bytes.raw()))
                        .orElse(false))
                .filter(each -> !each.voided())
                .findFirst();
    }

    private void checkTheBooks() {
        assertThat(journal.unresolved())
                .as("everything settles once the trouble stops")
                .isEmpty();
        List<IntentId> ran = node.effects();
        assertThat(ran).doesNotHaveDuplicates();
        for (IntentEntry each : journal.newest(Integer.MAX_VALUE)) {
            assertThat(each.state() == IntentState.CONFIRMED)
                    .as("journal and chain agree on " + each.intent().intentId() + ": " + each.note())
                    .isEqualTo(ran.contains(each.intent().intentId()));
        }
        assertThat(journal.newest(Integer.MAX_VALUE).stream()
                        .map(each -> each.intent().intentId())
                        .toList())
                .as("no effect without a journal record")
                .containsAll(ran);
    }
}
