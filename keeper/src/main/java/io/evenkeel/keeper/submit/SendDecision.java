package io.evenkeel.keeper.submit;

import java.time.Instant;

/** What to do now for a nonce that is not settled. */
public sealed interface SendDecision {
    /** Nothing before this moment. */
    record Wait(Instant until) implements SendDecision {}

    /** The newest bytes again, exactly as they are. */
    record Resend() implements SendDecision {}

    /** The same payload, paying more. */
    record Bump(String why) implements SendDecision {}

    /** Use up the nonce for nothing. */
    record Cancel(String why) implements SendDecision {}

    /** No more payloads. Bytes already out stay watched; an operator should look. */
    record GiveUp(String why) implements SendDecision {}
}
