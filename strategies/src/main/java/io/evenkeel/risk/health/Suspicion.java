package io.evenkeel.risk.health;

/** One reason not to put more at a venue. */
public sealed interface Suspicion {
    /** What it is about: the label of a trait or measure. One of them is told once, however its value moves. */
    String about();

    String words();

    /** Somebody changed something. Stays until an operator has acknowledged it, whatever is changed after. */
    record Changed(Trait.Kind kind, String about, String before, String now) implements Suspicion {
        private static final String ABSENT = "nothing";

        static Changed of(Trait before, Trait now) {
            return new Changed(before.kind(), before.label(), before.value(), now.value());
        }

        static Changed gone(Trait before) {
            return new Changed(before.kind(), before.label(), before.value(), ABSENT);
        }

        static Changed added(Trait now) {
            return new Changed(now.kind(), now.label(), ABSENT, now.value());
        }

        @Override
        public String words() {
            return switch (kind) {
                        case CODE -> "upgraded: ";
                        case CONTROL -> "in other hands: ";
                        case PRICE_SOURCE -> "priced by something else: ";
                        case TERMS -> "other terms: ";
                        case STOPPED -> "";
                    }
                    + about + " was " + shortly(before) + ", is " + shortly(now);
        }

        /** Numbers as numbers, addresses as addresses, hashes by their first digits. */
        private static String shortly(String value) {
            if (!value.startsWith("0x")) {
                return value;
            }
            String digits = value.substring(2).replaceFirst("^0+", "");
            if (digits.length() <= SHORT_NUMBER_DIGITS) {
                return digits.isEmpty() ? "0" : Long.toString(Long.parseLong(digits, 16));
            }
            return digits.length() <= ADDRESS_DIGITS
                    ? "0x" + "0".repeat(ADDRESS_DIGITS - digits.length()) + digits
                    : "0x" + value.substring(2, 2 + HASH_DIGITS_SHOWN) + "…";
        }

        private static final int SHORT_NUMBER_DIGITS = 15;
        private static final int ADDRESS_DIGITS = 40;
        private static final int HASH_DIGITS_SHOWN = 12;
    }

    /** Something is switched off that was not. Goes when it is on again; nothing else has changed then. */
    record Stopped(String about) implements Suspicion {
        @Override
        public String words() {
            return about;
        }
    }

    /** A measure is beyond its limit. Goes when it is back inside. */
    record Beyond(String about, String words) implements Suspicion {}

    /** It was watched and cannot be now. Goes when it can. */
    record Unwatched() implements Suspicion {
        @Override
        public String about() {
            return "being watched";
        }

        @Override
        public String words() {
            return "can no longer be watched";
        }
    }

    /** Nobody has said that what is there now is what should be, or it is no longer known what they said. */
    record Unacknowledged(String words) implements Suspicion {
        @Override
        public String about() {
            return "first sight";
        }
    }
}
