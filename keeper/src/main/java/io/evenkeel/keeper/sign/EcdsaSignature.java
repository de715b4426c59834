package io.evenkeel.keeper.sign;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The two numbers of a signature as they came from somebody else. Nobody has looked yet whose it is, of what, or
 * whether {@code s} is the lower of the two that are valid.
 *
 * @param r 1 to the order of the curve, exclusive
 * @param s the same
 */
public record EcdsaSignature(BigInteger r, BigInteger s) {
    /** Of secp256k1. */
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private static final int NUMBER_BYTES = 32;
    /** What a chain wants behind the two numbers; we work it out ourselves and only bear that it is there. */
    private static final int WITH_RECOVERY_BYTE = 2 * NUMBER_BYTES + 1;

    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;
    /** Both numbers with a leading zero each; all longer lengths are wrong, so one length byte will do. */
    private static final int LONGEST_DER = 2 + 2 * (2 + NUMBER_BYTES + 1);

    public EcdsaSignature {
        if (!isInRange(r) || !isInRange(s)) {
            throw new IllegalArgumentException(
                    "the numbers of a signature must be 1 or more and below the order of the curve");
        }
    }

    /** 32 bytes and 32 bytes and perhaps one more; empty when it is anything else. */
    public static Optional<EcdsaSignature> ofBytes(byte[] bytes) {
        if (bytes.length != 2 * NUMBER_BYTES && bytes.length != WITH_RECOVERY_BYTE) {
            return Optional.empty();
        }
        return of(
                new BigInteger(1, Arrays.copyOfRange(bytes, 0, NUMBER_BYTES)),
                new BigInteger(1, Arrays.copyOfRange(bytes, NUMBER_BYTES, 2 * NUMBER_BYTES)));
    }

    /** A DER sequence of two integers, and nothing before, between or after them; empty when it is anything else. */
    public static Optional<EcdsaSignature> ofDer(byte[] der) {
        if (der.length < 8 || der.length > LONGEST_DER || der[0] != SEQUENCE || der[1] != der.length - 2) {
            return Optional.empty();
        }
        int first = der[3];
        int second = 4 + first;
        if (der[2] != INTEGER || first < 1 || second + 2 > der.length || der[second] != INTEGER) {
            return Optional.empty();
        }
        if (second + 2 + der[second + 1] != der.length || der[second + 1] < 1) {
            return Optional.empty();
        }
        return of(
                new BigInteger(Arrays.copyOfRange(der, 4, second)),
                new BigInteger(Arrays.copyOfRange(der, second + 2, der.length)));
    }

    private static Optional<EcdsaSignature> of(BigInteger r, BigInteger s) {
        return isInRange(r) && isInRange(s) ? Optional.of(new EcdsaSignature(r, s)) : Optional.empty();
    }

    private static boolean isInRange(BigInteger number) {
        return number.signum() > 0 && number.compareTo(ORDER) < 0;
    }
}
