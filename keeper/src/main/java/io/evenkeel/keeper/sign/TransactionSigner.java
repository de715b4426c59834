package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;

/** Holds one key, here or elsewhere. Signs only what the guard has permitted. */
public interface TransactionSigner extends AutoCloseable {
    /** Who signs. */
    Address address();

    /** Who holds the key, in the operator's words, as in {@code Web3Signer at signer:9000}. */
    default String heldBy() {
        return "this process";
    }

    /** Whether it would sign now. Signs nothing; may ask whoever holds the key. */
    default Readiness readiness() {
        return new Readiness.Ready();
    }

    SigningOutcome sign(PermittedExecution permitted);

    /** Forgets the key as far as Java allows. */
    @Override
    void close();

    sealed interface Readiness {
        record Ready() implements Readiness {}

        /** Time, or whoever looks after the holder, mends it. */
        record NotNow(String reason) implements Readiness {}

        /** The holder is well and has another key than the configured one. */
        record WrongKey(String reason) implements Readiness {}
    }

    sealed interface SigningOutcome {
        record Signed(SignedTransaction transaction) implements SigningOutcome {}

        /** No signature came back. */
        record NotSigned(String reason) implements SigningOutcome {}
    }
}
