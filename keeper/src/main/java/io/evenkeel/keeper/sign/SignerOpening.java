package io.evenkeel.keeper.sign;

/** Whether the key can be used. */
public sealed interface SignerOpening {
    /** The caller's to close. */
    record Opened(TransactionSigner signer) implements SignerOpening {}

    /** One sentence for the operator; nothing secret is in it. */
    record Refused(String reason) implements SignerOpening {}
}
