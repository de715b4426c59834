package io.evenkeel.testchain.demo;

import io.evenkeel.testchain.market.FailingProtocol;
import io.evenkeel.testchain.market.FailureKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One protocol, and how it fails. */
public record VenueFailure(FailingProtocol protocol, FailureKind kind) {
    /** What somebody asked for: it can be played, or there is a reason why not. */
    public sealed interface Outcome {
        record Playable(VenueFailure failure) implements Outcome {}

        record Refused(String words) implements Outcome {}
    }

    /**
     * @param protocol as in {@code perp-v2}
     * @param how as in {@code executor-gone}
     */
    public static Outcome of(String protocol, String how) {
        FailingProtocol failing = FailingProtocol.of(protocol).orElse(null);
        if (failing == null) {
            String known =
                    FailingProtocol.ALL.stream().map(FailingProtocol::protocol).collect(Collectors.joining(", "));
            return new Outcome.Refused("--protocol " + protocol + ": want one of " + known);
        }
        FailureKind kind = FailureKind.named(how).orElse(null);
        if (kind == null) {
            String known =
                    Arrays.stream(FailureKind.values()).map(FailureKind::option).collect(Collectors.joining(", "));
            return new Outcome.Refused("--how " + how + ": want one of " + known);
        }
        if (kind == FailureKind.EXECUTOR_GONE && !failing.fillsLater()) {
            return new Outcome.Refused("--protocol " + protocol + " --how " + how
                    + ": there is nobody to stay away, an order is filled in the transaction that places it");
        }
        return new Outcome.Playable(new VenueFailure(failing, kind));
    }
}
