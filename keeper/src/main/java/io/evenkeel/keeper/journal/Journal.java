package io.evenkeel.keeper.journal;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the keeper must still know after it was killed. When a writing method returns, what it wrote survives a
 * power cut; when it cannot promise that it throws {@link JournalFailure}, and whoever called it must not go on to
 * the outside effect. Nothing secret is written. Safe for several threads of one process.
 */
public interface Journal extends AutoCloseable {
    /** @throws IllegalStateException when the intent is known already */
    void decided(IntentRecord intent);

    /**
     * @throws AttemptTaken when the attempt's id is taken, also by another keeper of the same journal
     * @throws IllegalStateException when its intent is unknown or resolved
     */
    void permitted(AttemptRecord attempt);

    void signed(AttemptId attempt, SignedTransaction transaction, Instant at);

    /** Some node has taken the bytes. The first time counts; further calls change nothing. */
    void broadcast(AttemptId attempt, Instant at);

    /**
     * The attempt will never be signed and sent.
     *
     * @throws IllegalStateException when its signed bytes are recorded, since then they may have been sent
     */
    void voided(AttemptId attempt, String why, Instant at);

    /** A line of an intent's story, also after its end. A journal that keeps no story leaves it out. */
    default void remark(IntentId intent, String line, Instant at) {}

    void seen(IntentId intent, Inclusion inclusion, Instant at);

    /** What was seen is in no canonical block any more. */
    void unseen(IntentId intent, String why, Instant at);

    /** @param end one of the resolved states */
    void resolved(IntentId intent, IntentState end, String note, Instant at);

    /** Everything not resolved, oldest first. */
    List<IntentEntry> unresolved();

    /** The same for one account. */
    default List<IntentEntry> unresolved(AccountId account) {
        return unresolved().stream()
                .filter(each -> each.intent().account().equals(account))
                .toList();
    }

    Optional<IntentEntry> find(IntentId intent);

    /** All attempts to use one nonce, oldest first, the voided included. */
    List<AttemptEntry> attempts(ChainId chainId, Address sender, Nonce nonce);

    /** The highest nonce for which bytes may exist outside; empty when there is none. */
    Optional<Nonce> highestNonce(ChainId chainId, Address sender);

    /**
     * What each nonce may cost for which a payload was permitted after {@code since}, lowest nonce first. What was
     * voided was never sent and costs nothing; of every other payload of these nonces the dearest counts, however old.
     */
    List<NonceSpending> spending(ChainId chainId, Address sender, Instant since);

    /** The newest intents, newest first. */
    List<IntentEntry> newest(int limit);

    /** Newest first, from the one decided before this one on, or from the newest. */
    default List<IntentEntry> olderThan(Optional<IntentId> start, int limit) {
        List<IntentEntry> all = newest(Integer.MAX_VALUE);
        return page(all, start, limit);
    }

    /** Oldest first, from the one decided after this one on, or from the oldest. */
    default List<IntentEntry> newerThan(Optional<IntentId> start, int limit) {
        return page(newest(Integer.MAX_VALUE).reversed(), start, limit);
    }

    private static List<IntentEntry> page(List<IntentEntry> all, Optional<IntentId> start, int limit) {
        List<IntentId> order =
                all.stream().map(each -> each.intent().intentId()).toList();
        int from = start.map(order::indexOf).orElse(-1) + 1;
        return all.subList(from, Math.min(all.size(), from + limit));
    }

    /** An intent's story, oldest line first. */
    List<Transition> history(IntentId intent);

    @Override
    void close();
}
