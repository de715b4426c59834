package io.evenkeel.keeper.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.explore.Explorer.Setting;
import io.evenkeel.keeper.explore.Explorer.Shrunken;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An explorer that finds nothing is only worth something if it finds what was broken on purpose. */
class SabotageTest {
    private static final Setting USUAL = Setting.usual();

    private static final Setting NEVER_FORCES = USUAL.on(script -> new FakeDisk(script) {
        @Override
        void force(Fault fault) {}
    });

    private static final Setting NAIVE = USUAL.with((node, chain, journal) -> new NaiveKeeper(node, journal));

    @Test
    void aJournalThatForgetsToForceIsFoundInTenSchedules() {
        Shrunken found = found(Invariant.NO_UNKNOWN_BYTES, 10, NEVER_FORCES);

        assertThat(found.steps()).isEqualTo(1);
        assertThat(found.story().toString()).contains("sends intent #1 at nonce 0");
    }

    @Test
    void aJournalThatForgetsToForceDoublesAnEffectInTenThousandSchedulesWhenNobodyLooksAtTheBytes() {
        Shrunken found =
                found(Invariant.AT_MOST_ONE_EFFECT, 10_000, NEVER_FORCES.watchingOnly(Invariant.AT_MOST_ONE_EFFECT));

        assertThat(found.story().toString()).contains("the power fails");
    }

    @Test
    void aJournalThatTakesAFailedForceForASuccessIsFoundInAHundred() {
        Shrunken found = found(Invariant.NO_UNKNOWN_BYTES, 100, USUAL.on(script -> new FakeDisk(script) {
            @Override
            void force(Fault fault) {
                try {
                    super.force(fault);
                } catch (JournalFailure ignored) {
                    // what the sabotage is about
                }
            }
        }));

        assertThat(found.story().toString()).contains("the disk cannot be forced");
    }

    @Test
    void aJournalThatLetsASecondKeeperInIsFoundInAHundred() {
        found(Invariant.ONE_KEEPER, 100, USUAL.on(script -> new FakeDisk(script) {
            @Override
            boolean lock() {
                return true;
            }
        }));
    }

    @Test
    void aGuardThatPermitsASecondPayloadIsFoundInAThousand() {
        found(Invariant.ONE_PAYLOAD_PER_NONCE, 1_000, USUAL.with((node, chain, journal) -> {
            Journal blind = new ForgetsOtherIntentsNonces(journal);
            return new ExploredKeeper(node, chain, blind, blind, journal, new FakeSigner(), Life.DEPTH);
        }));
    }

    @Test
    void aLoopThatForgetsAnIntentIsFoundInAHundred() {
        Setting forgets = USUAL.with((node, chain, journal) -> {
            Journal blind = new BlindJournal(journal) {
                @Override
                public List<IntentEntry> unresolved() {
                    return super.unresolved().stream()
                            .filter(each -> each.state() != IntentState.SIGNED)
                            .toList();
                }
            };
            return new ExploredKeeper(node, chain, journal, journal, blind, new FakeSigner(), Life.DEPTH);
        });

        found(Invariant.NOTHING_FORGOTTEN, 100, forgets);
        found(Invariant.EVENTUALLY_SETTLED, 100, forgets.watchingOnly(Invariant.EVENTUALLY_SETTLED));
    }

    @Test
    void aSenderThatSendsAgainUnderANewNonceIsFoundInAHundred() {
        Shrunken found = found(Invariant.ONE_NONCE_PER_INTENT, 100, NAIVE);

        assertThat(found.steps()).isLessThanOrEqualTo(4);
        assertThat(found.story().getLast()).contains("BROKEN: no intent is sent under two nonces: nonce");
    }

    @Test
    void aSenderThatSendsAgainUnderANewNonceDoublesAnEffectInAHundred() {
        Shrunken found = found(Invariant.AT_MOST_ONE_EFFECT, 100, NAIVE.watchingOnly(Invariant.AT_MOST_ONE_EFFECT));

        assertThat(found.story().getFirst()).contains("a vault that would run an intent twice");
    }

    @Test
    void aKeeperThatTrustsTwoBlocksIsFoundInAThousand() {
        found(
                Invariant.BOOKS_AGREE,
                1_000,
                USUAL.with((node, chain, journal) -> new ExploredKeeper(node, chain, journal, new FakeSigner(), 2))
                        .watchingOnly(Invariant.BOOKS_AGREE));
    }

    @Test
    void aDisplacementThatIsNotDeclaredIsFoundInAHundred() {
        found(Invariant.ONE_PAYLOAD_PER_NONCE, 100, USUAL.with((node, chain, journal) -> {
            Journal undeclared = new BlindJournal(journal) {
                @Override
                public void decided(IntentRecord intent) {
                    super.decided(intent.displacing(Optional.empty()));
                }
            };
            Journal blind = new ForgetsOtherIntentsNonces(journal);
            return new ExploredKeeper(node, chain, blind, undeclared, journal, new FakeSigner(), Life.DEPTH);
        }));
    }

    @Test
    void aLoopThatSendsWhatWasDisplacedOnceMoreIsFoundInAThousand() {
        found(Invariant.DISPLACED_STAYS_SILENT, 1_000, USUAL.with((node, chain, journal) -> {
            Journal blind = new BlindJournal(journal) {
                @Override
                public Optional<IntentEntry> find(IntentId intent) {
                    return super.find(intent).map(SabotageTest::displacingNothing);
                }
            };
            return new ExploredKeeper(node, chain, journal, journal, blind, new FakeSigner(), Life.DEPTH);
        }));
    }

    private static IntentEntry displacingNothing(IntentEntry entry) {
        return new IntentEntry(
                entry.intent().displacing(Optional.empty()),
                entry.state(),
                entry.attempts(),
                entry.inclusion(),
                entry.note(),
                entry.changedAt());
    }

    /** The first schedule that breaks this, shrunken; an error when none of so many does. */
    private static Shrunken found(Invariant invariant, int schedules, Setting setting) {
        Explorer explorer = new Explorer(setting);
        for (long seed = 1; seed <= schedules; seed++) {
            Optional<Broken> broken = explorer.live(ScheduleMaker.of(seed), new Tally());
            if (broken.filter(each -> each.invariant() == invariant).isPresent()) {
                return explorer.shrunken(seed).orElseThrow();
            }
        }
        throw new AssertionError("not found in " + schedules + " schedules: " + invariant.sentence());
    }

    /** For guard and dispatcher: no nonce was ever given to another intent. */
    private static final class ForgetsOtherIntentsNonces extends BlindJournal {
        ForgetsOtherIntentsNonces(Journal journal) {
            super(journal);
        }

        @Override
        public List<AttemptEntry> attempts(ChainId chainId, Address sender, Nonce nonce) {
            return super.attempts(chainId, sender, nonce).stream()
                    .map(each -> new AttemptEntry(each.record(), each.signed(), each.firstSentAt(), true))
                    .toList();
        }

        @Override
        public Optional<Nonce> highestNonce(ChainId chainId, Address sender) {
            return Optional.empty();
        }
    }
}
