package io.evenkeel.keeper.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.sign.SigningGuard.Permission;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One transaction here uses a million gas: at 10 gwei it may cost 0.01 ETH. */
class DailyCapsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000bb");
    private static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");
    private static final byte[] CALL = {1, 2, 3};
    private static final boolean ROUTINE = false;
    private static final boolean URGENT = true;

    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void theDaysFeeIsTheSumOfWhatEachTransactionMayCostAndComesBackAfterADay() {
        SigningGuard guard = guard(new DailyLimits(Wei.ofEther("0.025"), 500, Wei.ZERO, 0));
        assertThat(first(guard, 1, ROUTINE, "10", NOON)).isEmpty();
        assertThat(first(guard, 2, ROUTINE, "10", NOON.plusSeconds(60))).isEmpty();

        assertThat(first(guard, 3, ROUTINE, "10", NOON.plusSeconds(120)))
                .containsExactly("may cost 0.01 ETH where 2 transactions of the last 24 hours may already cost 0.02"
                        + " ETH, and the day's limit is 0.025 ETH; there is room for it again at"
                        + " 2026-03-02T12:00:00Z");
        assertThat(first(guard, 4, ROUTINE, "10", NOON.plus(Duration.ofHours(24).minusSeconds(1))))
                .isNotEmpty();
        assertThat(first(guard, 5, ROUTINE, "10", NOON.plus(Duration.ofHours(24))))
                .isEmpty();
    }

    @Test
    void soDoesTheDaysCount() {
        SigningGuard guard = guard(new DailyLimits(Wei.ofEther("1"), 2, Wei.ZERO, 0));
        first(guard, 1, ROUTINE, "10", NOON);
        first(guard, 2, ROUTINE, "10", NOON.plusSeconds(60));

        assertThat(first(guard, 3, ROUTINE, "10", NOON.plusSeconds(120)))
                .containsExactly("the day's limit of 2 transactions is reached; there is room for it again at"
                        + " 2026-03-02T12:00:00Z");
        assertThat(first(guard, 4, ROUTINE, "10", NOON.plus(Duration.ofHours(24))))
                .isEmpty();
    }

    @Test
    void routineSpendingNeverStarvesAMarginTopUp() {
        SigningGuard guard = guard(new DailyLimits(Wei.ofEther("0.03"), 3, Wei.ofEther("0.01"), 1));
        for (int number = 1; number <= 3; number++) {
            assertThat(first(guard, number, ROUTINE, "10", NOON)).isEmpty();
        }
        assertThat(first(guard, 4, ROUTINE, "1", NOON)).isNotEmpty();

        assertThat(first(guard, 5, URGENT, "10", NOON)).isEmpty();
        assertThat(first(guard, 6, URGENT, "10", NOON))
                .containsExactly("the day's limit of 4 transactions, the reserve included is reached; there is room for"
                        + " it again at 2026-03-02T12:00:00Z");
    }

    @Test
    void aReplacementAndACancellationCountAsTheDearestPayloadOfTheirNonce() {
        SigningGuard guard = guard(new DailyLimits(Wei.ofEther("0.025"), 2, Wei.ZERO, 0));
        first(guard, 1, ROUTINE, "10", NOON);
        UnsignedTransaction dearer = transaction(1, "15");
        assertThat(reasons(guard.permit(id(1), Purpose.EXECUTE, dearer, NOON))).isEmpty();
        UnsignedTransaction cancel = dearer.cancelledAt(FeePerGas.ofGwei("20"), FeePerGas.ofGwei("20"));
        assertThat(reasons(guard.permit(id(1), Purpose.CANCEL, cancel, NOON))).isEmpty();

        assertThat(first(guard, 2, ROUTINE, "11", NOON)).singleElement(STRING).contains("may already cost 0.015 ETH");
        assertThat(first(guard, 3, ROUTINE, "10", NOON)).isEmpty();
    }

    @Test
    void theCountSurvivesARestartAndWhatWasNeverSignedIsNotInIt() {
        DailyLimits limits = new DailyLimits(Wei.ofEther("1"), 1, Wei.ZERO, 0);
        first(guard(limits), 1, ROUTINE, "10", NOON);
        assertThat(first(guard(limits), 2, ROUTINE, "10", NOON)).isNotEmpty();

        journal.voided(
                journal.attempts(CHAIN, KEEPER, new Nonce(1)).get(0).record().id(), "never signed", NOON);

        assertThat(first(guard(limits), 3, ROUTINE, "10", NOON)).isEmpty();
    }

    @Test
    void aTransactionThatIsDearerThanAWholeDayIsToldSo() {
        SigningGuard guard = guard(new DailyLimits(Wei.ofEther("0.005"), 500, Wei.ZERO, 0));

        assertThat(first(guard, 1, ROUTINE, "10", NOON))
                .containsExactly(
                        "may cost 0.01 ETH where 0 transactions of the last 24 hours may already cost 0 ETH, and"
                                + " the day's limit is 0.005 ETH; there will never be room for it: raise key.limits or lower the"
                                + " fee ceilings");
    }

    // ----

    private SigningGuard guard(DailyLimits limits) {
        SigningRules rules = new SigningRules(CHAIN, Set.of(VAULT), FeePerGas.ofGwei("300"), Wei.ofEther("1"));
        return new SigningGuard(rules, limits, journal);
    }

    /** The first payload of its own nonce. */
    private List<String> first(SigningGuard guard, int number, boolean urgent, String feeGwei, Instant now) {
        journal.decided(new IntentRecord(
                id(number), new AccountId(CHAIN, VAULT), KEEPER, VAULT, CALL, 0, now, urgent, "", now));
        return reasons(guard.permit(id(number), Purpose.EXECUTE, transaction(number, feeGwei), now));
    }

    private static List<String> reasons(Permission permission) {
        return switch (permission) {
            case Permission.Permitted permitted -> List.of();
            case Permission.Forbidden forbidden -> forbidden.reasons();
        };
    }

    private static UnsignedTransaction transaction(int nonce, String feeGwei) {
        FeePerGas fee = FeePerGas.ofGwei(feeGwei);
        return new UnsignedTransaction(CHAIN, KEEPER, new Nonce(nonce), VAULT, CALL, new Gas(1_000_000), fee, fee);
    }

    private static IntentId id(int number) {
        return new IntentId(String.format("0x%064x", number));
    }
}
