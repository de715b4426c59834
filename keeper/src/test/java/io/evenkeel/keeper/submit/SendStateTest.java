package io.evenkeel.keeper.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.node.NodeFault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendStateTest {
    private static final SendRules RULES = new SendRules(Duration.ofSeconds(25), Duration.ofSeconds(40), 3);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant DEADLINE = START.plusSeconds(600);

    private final SendState sent =
            SendState.nothing().on(new SendEvent.Signed(START, false)).on(new SendEvent.Accepted(START));

    @Test
    void signedBytesGoOutAtOnceAndThenItWaits() {
        assertThat(at(SendState.nothing().on(new SendEvent.Signed(START, false)), 0))
                .isEqualTo(new SendDecision.Resend());
        assertThat(at(sent, 10)).isEqualTo(new SendDecision.Wait(START.plusSeconds(25)));
    }

    @Test
    void whatIsInNoBlockIsSentAgainAndLaterPaysMore() {
        assertThat(at(sent, 25)).isEqualTo(new SendDecision.Resend());
        assertThat(at(sent, 40)).isInstanceOf(SendDecision.Bump.class);
    }

    @Test
    void inABlockNothingIsSent() {
        assertThat(at(sent.on(new SendEvent.Included(START)), 400)).isInstanceOf(SendDecision.Wait.class);
    }

    @Test
    void backFromABlockItGoesOn() {
        SendState reorganised =
                sent.on(new SendEvent.Included(START)).on(new SendEvent.Excluded(START.plusSeconds(20)));

        assertThat(at(reorganised, 26)).isEqualTo(new SendDecision.Resend());
    }

    @Test
    void aNodeThatWantsMoreGetsItAtOnce() {
        assertThat(at(rejected(new NodeFault.ReplacementUnderpriced("")), 1)).isInstanceOf(SendDecision.Bump.class);
        assertThat(at(rejected(new NodeFault.FeeTooLow("")), 1)).isInstanceOf(SendDecision.Bump.class);
    }

    @Test
    void whatReachedNobodyIsTriedAgainSoonWithTheSameBytes() {
        SendState unheard = rejected(new NodeFault.Unavailable("timeout"));

        assertThat(at(unheard, 2)).isInstanceOf(SendDecision.Wait.class);
        assertThat(at(unheard, 4)).isEqualTo(new SendDecision.Resend());
    }

    @Test
    void payingMoreDoesNotHelpWhereThereIsNoMoney() {
        SendState poor = rejected(new NodeFault.InsufficientFunds("insufficient funds"));

        assertThat(at(poor, 60)).isEqualTo(new SendDecision.Resend());
        assertThat(poor.trouble()).isEqualTo("InsufficientFunds: insufficient funds");
    }

    @Test
    void whatCannotRunIsCancelled() {
        assertThat(at(rejected(new NodeFault.OutOfGas("intrinsic gas too low")), 1))
                .isInstanceOf(SendDecision.Cancel.class);
    }

    @Test
    void afterTheDeadlineOnlyCancellingIsLeft() {
        assertThat(sent.decide(RULES, START.plusSeconds(5), DEADLINE.plusSeconds(1), DEADLINE))
                .isInstanceOf(SendDecision.Cancel.class);
        SendState unsent = SendState.nothing().on(new SendEvent.Signed(START, false));
        assertThat(unsent.decide(RULES, START, DEADLINE.plusSeconds(1), DEADLINE))
                .isInstanceOf(SendDecision.Cancel.class);
    }

    @Test
    void aCancellationIsDrivenLikeAnyTransaction() {
        SendState cancelling = sent.on(new SendEvent.Signed(START, true)).on(new SendEvent.Accepted(START));

        assertThat(cancelling.decide(RULES, START.plusSeconds(41), DEADLINE.plusSeconds(60), DEADLINE))
                .isInstanceOf(SendDecision.Bump.class);
    }

    @Test
    void aRaiseThatIsTooDearIsNotAskedForAtEveryStep() {
        SendState refused = sent.on(new SendEvent.RaiseRefused(START.plusSeconds(40), "too dear"));

        assertThat(at(refused, 41)).isEqualTo(new SendDecision.Resend());
        assertThat(refused.trouble()).isEqualTo("too dear");
        assertThat(at(refused.on(new SendEvent.Accepted(START.plusSeconds(41))), 80))
                .isInstanceOf(SendDecision.Bump.class);
    }

    @Test
    void nonceTooLowIsNotTheEnd() {
        SendState low = rejected(new NodeFault.NonceTooLow("nonce too low"));

        assertThat(at(low, 10)).isInstanceOf(SendDecision.Wait.class);
        assertThat(at(low, 26)).isEqualTo(new SendDecision.Resend());
    }

    @Test
    void afterTheLastPayloadItGivesUpPayingAndKeepsSending() {
        SendState last = sent.on(new SendEvent.Signed(START, false))
                .on(new SendEvent.Signed(START, false))
                .on(new SendEvent.Accepted(START));

        assertThat(at(last, 20)).isInstanceOf(SendDecision.GiveUp.class);
        assertThat(at(last, 60)).isEqualTo(new SendDecision.Resend());
    }

    private static SendState rejected(NodeFault fault) {
        return SendState.nothing().on(new SendEvent.Signed(START, false)).on(new SendEvent.Rejected(START, fault));
    }

    private static SendDecision at(SendState state, int seconds) {
        Instant now = START.plusSeconds(seconds);
        return state.decide(RULES, now, now, DEADLINE);
    }
}
