package io.evenkeel.keeper.check;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.sign.TransactionSigner.Readiness;

/** Says who signs and whether they would. Signs nothing. */
public final class SignerCheck {
    private static final String SUBJECT = "signer";

    private SignerCheck() {}

    public static CheckResult of(TransactionSigner signer) {
        return switch (signer.readiness()) {
            case Readiness.Ready ready ->
                CheckResult.ok(SUBJECT, signer.address() + " signs, its key held by " + signer.heldBy());
            case Readiness.NotNow notNow ->
                CheckResult.warning(
                        SUBJECT,
                        notNow.reason() + "; nothing can be signed for " + signer.address() + " until it does");
            case Readiness.WrongKey wrong -> CheckResult.failed(SUBJECT, wrong.reason());
        };
    }

    /** A key that somebody will open at the start. */
    public static CheckResult notOpened(Address address, String reason) {
        return CheckResult.ok(SUBJECT, address + " signs; not tried, as " + reason);
    }

    public static CheckResult refused(String reason) {
        return CheckResult.failed(SUBJECT, reason);
    }
}
