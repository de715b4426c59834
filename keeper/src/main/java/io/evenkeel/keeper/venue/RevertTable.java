package io.evenkeel.keeper.venue;

import java.util.Map;
import java.util.Optional;

/**
 * What a protocol's refusals mean, in the operator's words. The codes are what the protocol reverts with as text.
 *
 * @param protocol as in {@code perp-v2}
 */
public record RevertTable(String protocol, Map<String, RevertWords> byCode) {
    public RevertTable {
        byCode = Map.copyOf(byCode);
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
