package io.evenkeel.keeper.config;

import io.evenkeel.keeper.confirm.ConfirmationRule;
import io.evenkeel.keeper.node.NodeGateway.Finality;
import java.util.Locale;

/** {@code chain.confirmations}: a number of blocks, or the name of the tag that nodes give to what stays. */
final class ConfirmationsKey {
    static final String KEY = "confirmations";

    private ConfirmationsKey() {}

    static ConfirmationRule read(ConfigSection chain) {
        for (Finality tag : Finality.values()) {
            if (chain.optionalText(KEY)
                    .filter(given -> given.strip().equals(nameOf(tag)))
                    .isPresent()) {
                return new ConfirmationRule.Tagged(tag);
            }
        }
        if (chain.optionalText(KEY).filter(ConfirmationsKey::isAWord).isPresent()) {
            chain.problem(
                    KEY,
                    "is '" + chain.optionalText(KEY).orElse("") + "'; want 1 to " + ConfirmationRule.DEEPEST
                            + " blocks, safe or finalized");
            return new ConfirmationRule.Depth(1);
        }
        int blocks = (int) chain.integer(KEY, 1, ConfirmationRule.DEEPEST);
        return new ConfirmationRule.Depth(chain.hasProblems() ? 1 : blocks);
    }

    static String nameOf(Finality tag) {
        return tag.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isAWord(String given) {
        return given.strip().chars().noneMatch(Character::isDigit);
    }
}
