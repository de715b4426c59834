package io.evenkeel.chain;

import java.util.HexFormat;
import java.util.Locale;

/** Twenty bytes that name an account or a contract. Compared by value; printed in lower case with 0x. */
public record Address(String hex) implements Comparable<Address> {
    public static final Address ZERO = new Address("0x0000000000000000000000000000000000000000");

    public Address {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!hex.startsWith("0x")) {
            hex = "0x" + hex;
        }
        if (!hex.matches("0x[0-9a-f]{40}")) {
            throw new IllegalArgumentException("not an address: " + hex + " (want 0x and 40 hex digits)");
        }
    }

    public static Address of(String hex) {
        return new Address(hex);
    }

    public static Address of(byte[] twentyBytes) {
        return new Address("0x" + HexFormat.of().formatHex(twentyBytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    public boolean isZero() {
        return equals(ZERO);
    }

    @Override
    public int compareTo(Address other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
