package io.evenkeel.keeper.adapter.web3j;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * Tells a relay who asks, by a key that owns nothing: the header {@code X-Flashbots-Signature} is its address, a colon,
 * and its signature (as wallets sign text, EIP-191) of the body's keccak hash in hex.
 */
public final class RelayIdentity {
    public static final String HEADER = "X-Flashbots-Signature";

    private final ECKeyPair key;

    /** @param privateKeyHex 64 hex digits of a throw-away key */
    public RelayIdentity(String privateKeyHex) {
        this.key = ECKeyPair.create(new BigInteger(privateKeyHex, 16));
    }

    /** What goes with this body. */
    public Map<String, String> headers(byte[] body) {
        byte[] digest = Numeric.toHexString(Hash.sha3(body)).getBytes(StandardCharsets.UTF_8);
        Sign.SignatureData signature = Sign.signPrefixedMessage(digest, key);
        byte[] bytes = new byte[65];
        System.arraycopy(signature.getR(), 0, bytes, 0, 32);
        System.arraycopy(signature.getS(), 0, bytes, 32, 32);
        bytes[64] = signature.getV()[0];
        return Map.of(HEADER, Keys.toChecksumAddress(Keys.getAddress(key)) + ":" + Numeric.toHexString(bytes));
    }
}
