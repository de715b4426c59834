package io.evenkeel.keeper.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.sign.SigningGuard.Permission;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SigningGuardTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000bb");
    private static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");
    private static final byte[] CALL = {1, 2, 3};
    private static final SigningRules RULES = new SigningRules(
            CHAIN, Set.of(VAULT), FeePerGas.ofGwei("300"), new Wei(new BigInteger("100000000000000000")));

    private static final DailyLimits LIMITS = DailyLimits.usual(FeePerGas.ofGwei("200"), FeePerGas.ofGwei("300"));

    private final MemoryJournal journal = new MemoryJournal();
    private final SigningGuard guard = new SigningGuard(RULES, LIMITS, journal);

    @Test
    void whatIsAllowedIsRecordedBeforeItIsAllowed() {
        decide(1);

        assertThat(permit(1, transaction("30", "1"))).isInstanceOf(Permission.Permitted.class);
        assertThat(journal.find(id(1)).orElseThrow().state()).isEqualTo(IntentState.PERMITTED);
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        decide(1);
        UnsignedTransaction wrong = new UnsignedTransaction(
                new ChainId(1),
                KEEPER,
                new Nonce(5),
                Address.of("0x00000000000000000000000000000000000000cc"),
                CALL,
                new Gas(10_000_000),
                FeePerGas.ofGwei("301"),
                FeePerGas.ofGwei("1"));

        assertThat(permit(1, wrong))
                .isInstanceOfSatisfying(
                        Permission.Forbidden.class,
                        forbidden -> assertThat(forbidden.reasons())
                                .containsExactly(
                                        "for chain 1, this key signs for chain 31337",
                                        "to 0x00000000000000000000000000000000000000cc, which is not among the allowed"
                                                + " destinations",
                                        "fee of 301 gwei per gas, allowed are 300 gwei",
                                        "may cost 3.01 ETH, allowed are 0.1 ETH",
                                        "not the call that intent " + id(1) + " was decided for"));
        assertThat(journal.find(id(1)).orElseThrow().attempts()).isEmpty();
    }

    @Test
    void aSecondPayloadForANonceMustPayClearlyMoreInBothParts() {
        decide(1);
        permit(1, transaction("30", "1"));

        assertThat(permit(1, transaction("30", "1"))).isInstanceOf(Permission.Forbidden.class);
        assertThat(permit(1, transaction("33", "1"))).isInstanceOf(Permission.Forbidden.class);
        assertThat(permit(1, transaction("32.9", "1.1"))).isInstanceOf(Permission.Forbidden.class);
        assertThat(permit(1, transaction("33", "1.1"))).isInstanceOf(Permission.Permitted.class);
    }

    @Test
    void aNonceBelongsToOneIntentAndAnIntentToOneNonce() {
        decide(1);
        decide(2);
        permit(1, transaction("30", "1"));

        assertThat(permit(2, transaction("60", "2")))
                .isInstanceOfSatisfying(
                        Permission.Forbidden.class,
                        forbidden ->
                                assertThat(forbidden.reasons()).containsExactly("nonce 5 belongs to intent " + id(1)));
        assertThat(permit(1, at(6, "60", "2")))
                .isInstanceOfSatisfying(
                        Permission.Forbidden.class,
                        forbidden -> assertThat(forbidden.reasons())
                                .containsExactly("intent " + id(1) + " already has another nonce"));
    }

    @Test
    void theMemorySurvivesARestart() {
        decide(1);
        decide(2);
        permit(1, transaction("30", "1"));

        SigningGuard afterRestart = new SigningGuard(RULES, LIMITS, journal);

        assertThat(afterRestart.permit(id(2), Purpose.EXECUTE, transaction("60", "2"), NOON))
                .isInstanceOf(Permission.Forbidden.class);
    }

    @Test
    void aCancellationDoesNothingAndIsFinal() {
        decide(1);
        permit(1, transaction("30", "1"));
        UnsignedTransaction cancel = transaction("30", "1").cancelledAt(FeePerGas.ofGwei("40"), FeePerGas.ofGwei("2"));

        assertThat(guard.permit(id(1), Purpose.CANCEL, transaction("40", "2"), NOON))
                .isInstanceOf(Permission.Forbidden.class);
        assertThat(guard.permit(id(1), Purpose.CANCEL, cancel, NOON)).isInstanceOf(Permission.Permitted.class);
        assertThat(permit(1, transaction("60", "4")))
                .isInstanceOfSatisfying(
                        Permission.Forbidden.class,
                        forbidden -> assertThat(forbidden.reasons())
                                .containsExactly("intent " + id(1) + " is being cancelled"));
    }

    @Test
    void nothingIsCancelledThatWasNeverSent() {
        decide(1);
        UnsignedTransaction cancel = transaction("30", "1").cancelledAt(FeePerGas.ofGwei("40"), FeePerGas.ofGwei("2"));

        assertThat(guard.permit(id(1), Purpose.CANCEL, cancel, NOON)).isInstanceOf(Permission.Forbidden.class);
    }

    @Test
    void aVoidedPermissionFreesTheNonce() {
        decide(1);
        decide(2);
        Permission.Permitted first = (Permission.Permitted) permit(1, transaction("30", "1"));
        journal.voided(first.execution().attempt().id(), "never signed", NOON);

        assertThat(permit(2, transaction("30", "1")))
                .isInstanceOfSatisfying(
                        Permission.Permitted.class,
                        second -> assertThat(second.execution().attempt().id().ordinal())
                                .isEqualTo(1));
    }

    @Test
    void whatTheJournalDoesNotKnowOrHasClosedIsNotSigned() {
        assertThat(permit(1, transaction("30", "1"))).isInstanceOf(Permission.Forbidden.class);
        decide(1);
        journal.resolved(id(1), IntentState.FAILED, "", NOON);
        assertThat(permit(1, transaction("30", "1"))).isInstanceOf(Permission.Forbidden.class);
    }

    @Test
    void anUrgentIntentTakesTheNonceOfTheRoutineOneItIsDeclaredToDisplace() {
        decide(1);
        permit(1, transaction("30", "1"));
        decide(urgent(2).displacing(Optional.of(id(1))));

        assertThat(permit(2, transaction("32", "1.1"))).isInstanceOf(Permission.Forbidden.class);
        assertThat(permit(2, transaction("33", "1.1"))).isInstanceOf(Permission.Permitted.class);
        assertThat(permit(2, transaction("37", "1.3"))).isInstanceOf(Permission.Permitted.class);
        assertThat(permit(1, transaction("60", "9")))
                .isInstanceOfSatisfying(
                        Permission.Forbidden.class,
                        forbidden ->
                                assertThat(forbidden.reasons()).containsExactly("nonce 5 belongs to intent " + id(2)));
    }

    @Test
    void whatIsNotDeclaredIsNoDisplacement() {
        decide(1);
        permit(1, transaction("30", "1"));
        decide(urgent(2));

        assertThat(permit(2, transaction("33", "1.1"))).isInstanceOf(Permission.Forbidden.class);
    }

    @Test
    void nothingRoutineDisplacesAndNothingUrgentIsDisplaced() {
        decide(urgent(1));
        decide(routine(3));
        permit(1, transaction("30", "1"));
        permit(3, at(6, "30", "1"));
        decide(urgent(2).displacing(Optional.of(id(1))));
        decide(routine(4).displacing(Optional.of(id(3))));

        assertThat(permit(2, transaction("60", "9"))).isInstanceOf(Permission.Forbidden.class);
        assertThat(permit(4, at(6, "60", "9"))).isInstanceOf(Permission.Forbidden.class);
    }

    @Test
    void anotherStateOfTheAccountIsNoReasonToDisplace() {
        decide(1);
        permit(1, transaction("30", "1"));
        decide(new IntentRecord(id(2), new AccountId(CHAIN, VAULT), KEEPER, VAULT, CALL, 1, NOON, true, "", NOON)
                .displacing(Optional.of(id(1))));

        assertThat(permit(2, transaction("33", "1.1"))).isInstanceOf(Permission.Forbidden.class);
    }

    @Test
    void whatIsSettledIsNotDisplacedAndADisplacementOutlivesWhatItDisplaced() {
        decide(1);
        permit(1, transaction("30", "1"));
        decide(urgent(2).displacing(Optional.of(id(1))));
        decide(urgent(3).displacing(Optional.of(id(1))));
        permit(2, transaction("33", "1.1"));
        journal.resolved(id(1), IntentState.FAILED, "", NOON);

        assertThat(permit(2, transaction("37", "1.3"))).isInstanceOf(Permission.Permitted.class);
        assertThat(permit(3, transaction("60", "9"))).isInstanceOf(Permission.Forbidden.class);
    }

    private static IntentRecord urgent(int number) {
        return new IntentRecord(id(number), new AccountId(CHAIN, VAULT), KEEPER, VAULT, CALL, 0, NOON, true, "", NOON);
    }

    private static IntentRecord routine(int number) {
        return new IntentRecord(id(number), new AccountId(CHAIN, VAULT), KEEPER, VAULT, CALL, 0, NOON, false, "", NOON);
    }

    private void decide(IntentRecord intent) {
        journal.decided(intent);
    }

    private Permission permit(int number, UnsignedTransaction transaction) {
        return guard.permit(id(number), Purpose.EXECUTE, transaction, NOON);
    }

    private void decide(int number) {
        journal.decided(routine(number));
    }

    private static UnsignedTransaction transaction(String maxFeeGwei, String maxTipGwei) {
        return at(5, maxFeeGwei, maxTipGwei);
    }

    private static UnsignedTransaction at(long nonce, String maxFeeGwei, String maxTipGwei) {
        return new UnsignedTransaction(
                CHAIN,
                KEEPER,
                new Nonce(nonce),
                VAULT,
                CALL,
                new Gas(300_000),
                FeePerGas.ofGwei(maxFeeGwei),
                FeePerGas.ofGwei(maxTipGwei));
    }

    private static IntentId id(int number) {
        return new IntentId(String.format("0x%064x", number));
    }
}
