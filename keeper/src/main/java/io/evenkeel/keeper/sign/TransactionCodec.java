package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;

/** How transactions are written, and what follows from the curve they are signed on. */
public interface TransactionCodec {
    /** The bytes whose hash is signed. */
    byte[] payload(UnsignedTransaction transaction);

    /** keccak-256. */
    byte[] hash(byte[] payload);

    /** @param publicKey 64 bytes, x and y */
    Address addressOf(byte[] publicKey);

    /**
     * The transaction as the network takes it, if this is its sender's signature of it. The lower {@code s} is used,
     * which is the only one the network takes, and the recovery bit is found by trying both.
     */
    Assembly assemble(UnsignedTransaction transaction, EcdsaSignature signature);

    sealed interface Assembly {
        record Assembled(SignedTransaction transaction) implements Assembly {}

        /** The signature is of something else or somebody else's. */
        record NotTheSenders() implements Assembly {}
    }
}
