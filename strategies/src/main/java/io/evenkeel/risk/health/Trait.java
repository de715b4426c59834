package io.evenkeel.risk.health;

/**
 * Something about a protocol that stays as it is until somebody changes it.
 *
 * @param label what it is, in an operator's words; differs from every other of the same venue
 * @param value as the gauge gives it, 0x and 64 hex digits: an address, a number, a flag or a hash
 */
public record Trait(Kind kind, String label, String value) {
    /** Of kind STOPPED: it is not. */
    static final String OFF = "0x" + "0".repeat(64);

    /** What a trait says about who and what the protocol is. */
    public enum Kind {
        CODE("code"),
        CONTROL("control"),
        PRICE_SOURCE("price-source"),
        TERMS("terms"),
        STOPPED("stopped");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As configurations and files call it. */
        public String word() {
            return word;
        }
    }
}
