package io.evenkeel.keeper.venue;

import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * What a protocol's refusals mean, in the operator's words. The codes are what the protocol reverts with: a text,
 * the name of a custom error, or {@code Panic 0x11}.
 *
 * @param protocol as in {@code perp-v2}
 */
public record RevertTable(String protocol, Map<String, RevertWords> byCode) {
    /** What the keeper does about a refusal that comes from what has changed since its snapshot. */
    public static final String NEXT_SNAPSHOT = "the next cycle plans again from a new snapshot";

    /** What it does about one that no plan of ours should meet. */
    public static final String BUG = "nothing is sent; this is a mistake in the plan and somebody must look";

    public RevertTable {
        byCode = Map.copyOf(byCode);
    }

    /** @throws IllegalArgumentException when two rows have the same code */
    @SafeVarargs
    public static RevertTable of(String protocol, Entry<String, RevertWords>... rows) {
        return new RevertTable(protocol, Map.ofEntries(rows));
    }

    /** A row of the table. */
    public static Entry<String, RevertWords> refusal(String code, String meaning, String keeperDoes) {
        return Map.entry(code, new RevertWords(meaning, keeperDoes));
    }

    public Optional<RevertWords> explain(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * @param meaning what the protocol says
     * @param keeperDoes what happens next without anybody's help, or who has to help
     */
    public record RevertWords(String meaning, String keeperDoes) {
        @Override
        public String toString() {
            return meaning + "; " + keeperDoes;
        }
    }
}
