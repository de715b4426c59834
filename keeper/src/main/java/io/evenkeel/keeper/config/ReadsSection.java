package io.evenkeel.keeper.config;

import io.evenkeel.keeper.rpc.HealthRules;
import java.time.Duration;
import java.util.Optional;

/** How many endpoints have to agree, and when one is too far behind to be asked: {@code chain.reads}, optional. */
final class ReadsSection {
    /** With several endpoints two have to agree unless it is said otherwise: one alone could lie. */
    private static final int USUAL_AGREEMENT = 2;

    private static final long MOST_LAG_BLOCKS = 1_000;
    private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);
    private static final Duration LONGEST_AGE = Duration.ofDays(1);

    private ReadsSection() {}

    /** @param endpoints how many are configured */
    static KeeperConfig.Reads read(Optional<ConfigSection> section, int endpoints) {
        KeeperConfig.Reads usual = new KeeperConfig.Reads(
                Math.min(USUAL_AGREEMENT, Math.max(1, endpoints)), HealthRules.USUAL_LAG_BLOCKS, Optional.empty());
        return section.map(given -> read(given, endpoints, usual)).orElse(usual);
    }

    private static KeeperConfig.Reads read(ConfigSection section, int endpoints, KeeperConfig.Reads usual) {
        long agree = section.optionalText("agree").isPresent()
                ? section.integer("agree", Long.MIN_VALUE, Long.MAX_VALUE)
                : usual.agree();
        if (agree < 1 || agree > endpoints) {
            section.problem(
                    "agree",
                    "is " + agree + ", with " + endpoints + (endpoints == 1 ? " endpoint" : " endpoints")
                            + " configured; want 1 to " + endpoints + (agree > endpoints ? ", or add endpoints" : ""));
        }
        return new KeeperConfig.Reads(
                (int) Math.clamp(agree, 1L, Math.max(1L, endpoints)),
                section.optionalText("maxLagBlocks").isPresent()
                        ? section.integer("maxLagBlocks", 0, MOST_LAG_BLOCKS)
                        : usual.maxLagBlocks(),
                section.optionalText("maxHeadAge").isPresent()
                        ? Optional.of(section.duration("maxHeadAge", SHORTEST_AGE, LONGEST_AGE))
                        : Optional.empty());
    }
}
