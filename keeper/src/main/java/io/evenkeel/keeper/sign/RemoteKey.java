package io.evenkeel.keeper.sign;

import java.util.List;

/** A key that somebody else holds and lets us use. Nothing it answers is believed before it was checked. */
public interface RemoteKey extends AutoCloseable {
    /** Who holds it, in the operator's words and without anything secret, as in {@code Web3Signer at signer:9000}. */
    String holder();

    /** Every public key that we could have signatures of, 64 bytes each. */
    KeysAnswer publicKeys();

    /**
     * @param publicKey which of them
     * @param payload what is signed
     * @param hash its keccak-256, for a holder that does not hash
     */
    SignatureAnswer sign(byte[] publicKey, byte[] payload, byte[] hash);

    @Override
    void close();

    sealed interface KeysAnswer {
        record Keys(List<byte[]> publicKeys) implements KeysAnswer {}

        /** @param reason continues a sentence that begins with the holder: "does not answer: …" */
        record NoKeys(String reason) implements KeysAnswer {}
    }

    sealed interface SignatureAnswer {
        record Answered(EcdsaSignature signature) implements SignatureAnswer {}

        /** @param reason continues a sentence that begins with the holder: "answered 404: …" */
        record NoSignature(String reason) implements SignatureAnswer {}
    }
}
