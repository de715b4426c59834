package io.evenkeel.keeper.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.sign.SigningGuard.Permission;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds when two guards permit for one key over connections of their own: two keepers, and no lock between. */
public abstract class SharedWatermarkContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ChainId CHAIN = new ChainId(31337);
    private static final byte[] CALL = {1, 2, 3};
    private static final int ROUNDS = 40;
    private static final SigningRules RULES =
            new SigningRules(CHAIN, Set.of(Permitted.VAULT), FeePerGas.ofGwei("300"), Wei.ofEther("1"));
    private static final DailyLimits LIMITS = new DailyLimits(Wei.ofEther("100"), 10_000, Wei.ZERO, 0);

    /** One more connection to the same journal, closed by the caller. */
    protected abstract Journal connect();

    @Test
    void ofTwoIntentsThatWantOneNonceExactlyOneGetsIt() throws Exception {
        try (Journal one = connect();
                Journal other = connect()) {
            for (int round = 0; round < ROUNDS; round++) {
                Nonce nonce = new Nonce(round);
                IntentId first = id(2 * round);
                IntentId second = id(2 * round + 1);
                one.decided(intent(first));
                one.decided(intent(second));

                assertThat(permitted(
                                race(one, first, transaction(nonce, "30"), other, second, transaction(nonce, "30"))))
                        .as("round %d", round)
                        .hasSize(1);
                assertThat(one.attempts(CHAIN, Permitted.ADDRESS, nonce)).hasSize(1);
            }
        }
    }

    @Test
    void ofTwoReplacementsAtOneFeeExactlyOneIsPermitted() throws Exception {
        try (Journal one = connect();
                Journal other = connect()) {
            for (int round = 0; round < ROUNDS; round++) {
                Nonce nonce = new Nonce(round);
                IntentId intent = id(round);
                one.decided(intent(intent));
                guard(one).permit(intent, Purpose.EXECUTE, transaction(nonce, "30"), NOON);

                assertThat(permitted(
                                race(one, intent, transaction(nonce, "40"), other, intent, transaction(nonce, "40"))))
                        .as("round %d", round)
                        .hasSize(1);
                List<AttemptEntry> attempts = one.attempts(CHAIN, Permitted.ADDRESS, nonce);
                assertThat(attempts.stream().map(each -> each.record().id().ordinal()))
                        .containsExactly(0, 1);
            }
        }
    }

    @Test
    void whatOneHasSpentTheOtherCounts() {
        DailyLimits once = new DailyLimits(Wei.ofEther("100"), 1, Wei.ZERO, 0);
        try (Journal one = connect();
                Journal other = connect()) {
            one.decided(intent(id(1)));
            one.decided(intent(id(2)));
            new SigningGuard(RULES, once, one).permit(id(1), Purpose.EXECUTE, transaction(new Nonce(1), "30"), NOON);

            assertThat(new SigningGuard(RULES, once, other)
                            .permit(id(2), Purpose.EXECUTE, transaction(new Nonce(2), "30"), NOON))
                    .isInstanceOfSatisfying(
                            Permission.Forbidden.class,
                            forbidden -> assertThat(forbidden.reasons())
                                    .singleElement()
                                    .asString()
                                    .startsWith("the day's limit of 1 transactions is reached"));
        }
    }

    // ----

    private static List<Permission> race(
            Journal one,
            IntentId first,
            UnsignedTransaction firstPayload,
            Journal other,
            IntentId second,
            UnsignedTransaction secondPayload)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Permission>> racing = List.of(
                    both.submit(() -> {
                        start.await(20, TimeUnit.SECONDS);
                        return guard(one).permit(first, Purpose.EXECUTE, firstPayload, NOON);
                    }),
                    both.submit(() -> {
                        start.await(20, TimeUnit.SECONDS);
                        return guard(other).permit(second, Purpose.EXECUTE, secondPayload, NOON);
                    }));
            List<Permission> outcomes = new ArrayList<>();
            for (Future<Permission> each : racing) {
                outcomes.add(each.get(30, TimeUnit.SECONDS));
            }
            return outcomes;
        }
    }

    private static List<Permission> permitted(List<Permission> outcomes) {
        return outcomes.stream()
                .filter(each -> each instanceof Permission.Permitted)
                .toList();
    }

    private static SigningGuard guard(Journal journal) {
        return new SigningGuard(RULES, LIMITS, journal);
    }

    private static UnsignedTransaction transaction(Nonce nonce, String feeGwei) {
        FeePerGas fee = FeePerGas.ofGwei(feeGwei);
        return new UnsignedTransaction(
                CHAIN, Permitted.ADDRESS, nonce, Permitted.VAULT, CALL, new Gas(100_000), fee, fee);
    }

    private static IntentRecord intent(IntentId id) {
        return new IntentRecord(
                id,
                new AccountId(CHAIN, Permitted.VAULT),
                Permitted.ADDRESS,
                Permitted.VAULT,
                CALL,
                0,
                NOON,
                false,
                "",
                NOON);
    }

    private static IntentId id(int number) {
        return new IntentId(String.format("0x%064x", number));
    }
}
