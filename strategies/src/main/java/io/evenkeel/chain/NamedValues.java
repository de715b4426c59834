package io.evenkeel.chain;

import java.math.BigInteger;

/**
 * What a contract answered, by the names it has for it. Decoded from a call, or recorded earlier: whoever makes a position
 * of it need not know. A name that the answer does not have is a bug and throws.
 */
public interface NamedValues {
    BigInteger integer(String name);

    /** @throws ArithmeticException when it does not fit */
    default int small(String name) {
        return integer(name).intValueExact();
    }

    boolean flag(String name);
}
