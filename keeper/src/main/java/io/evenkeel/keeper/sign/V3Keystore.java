package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;

/**
 * An encrypted private key as the Web3 Secret Storage format, version 3, keeps it.
 *
 * @param address whose key it is said to be; checked once it is open
 * @param mac tells a wrong password from a right one
 */
public record V3Keystore(Address address, KeyDerivation derivation, byte[] iv, byte[] ciphertext, byte[] mac) {
    /** How the password becomes a key. Parameters that would hang or exhaust the machine cannot be built. */
    public sealed interface KeyDerivation {
        byte[] salt();

        /** What it takes while a password is tried. */
        long memoryBytes();

        /**
         * @param n cost, a power of two, 2 to 2^20
         * @param r block size, 1 to 32
         * @param p parallelism, 1 to 16
         */
        record Scrypt(int n, int r, int p, byte[] salt) implements KeyDerivation {
            private static final int LARGEST_N = 1 << 20;

            public Scrypt {
                if (n < 2 || n > LARGEST_N || Integer.bitCount(n) != 1) {
                    throw new IllegalArgumentException(
                            "scrypt n must be a power of two up to " + LARGEST_N + ", was " + n);
                }
                if (r < 1 || r > 32 || p < 1 || p > 16) {
                    throw new IllegalArgumentException("scrypt r must be 1 to 32 and p 1 to 16, were " + r + ", " + p);
                }
            }

            @Override
            public long memoryBytes() {
                return 128L * n * r;
            }
        }

        /** @param rounds of HMAC-SHA256, 1 to 10,000,000 */
        record Pbkdf2(int rounds, byte[] salt) implements KeyDerivation {
            public Pbkdf2 {
                if (rounds < 1 || rounds > 10_000_000) {
                    throw new IllegalArgumentException("pbkdf2 rounds must be 1 to 10000000, were " + rounds);
                }
            }

            @Override
            public long memoryBytes() {
                return 0;
            }
        }
    }

    /** What it shall cost to try one password. */
    public enum Cost {
        /** About a second and 256 MB: for every key that is worth something. */
        STANDARD(1 << 18, 1),
        /** About a tenth of a second: for test chains, whose keys are printed in every manual. */
        LIGHT(1 << 12, 6);

        private final int n;
        private final int p;

        Cost(int n, int p) {
            this.n = n;
            this.p = p;
        }

        public KeyDerivation.Scrypt withSalt(byte[] salt) {
            return new KeyDerivation.Scrypt(n, 8, p, salt);
        }
    }
}
