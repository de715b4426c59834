package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;

/** Holds one key, here or elsewhere. Signs only what the guard has permitted. */
public interface TransactionSigner extends AutoCloseable {
    /** Who signs. */
    Address address();

    SigningOutcome sign(PermittedExecution permitted);

    /** Forgets the key as far as Java allows. */
    @Override
    void close();

    sealed interface SigningOutcome {
        record Signed(SignedTransaction transaction) implements SigningOutcome {}

        /** No signature came back. */
        record NotSigned(String reason) implements SigningOutcome {}
    }
}
