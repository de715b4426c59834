package io.evenkeel.keeper.submit;

import java.time.Duration;

/**
 * When to send again, when to pay more, when to stop.
 *
 * @param resendAfter the same bytes go out again when they are not in a block after this long
 * @param raiseAfter a replacement that pays more is made after this long without inclusion
 * @param mostAttempts payloads for one nonce, 1 to 20, cancellations included
 */
public record SendRules(Duration resendAfter, Duration raiseAfter, int mostAttempts) {
    public SendRules {
        if (resendAfter.isNegative() || resendAfter.isZero() || raiseAfter.isNegative() || raiseAfter.isZero()) {
            throw new IllegalArgumentException("waits must be longer than nothing");
        }
        if (mostAttempts < 1 || mostAttempts > 20) {
            throw new IllegalArgumentException("attempts for one nonce must be 1 to 20, was " + mostAttempts);
        }
    }

    /** For a chain with a block every 12 seconds: send again after two blocks, pay more after three. */
    public static SendRules usual() {
        return new SendRules(Duration.ofSeconds(25), Duration.ofSeconds(37), 10);
    }
}
