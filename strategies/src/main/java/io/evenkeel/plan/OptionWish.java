package io.evenkeel.plan;

import java.util.List;

/**
 * Options to trade now, before anybody knows whether that fits.
 *
 * @param trades none where there is nothing to do, or nothing worth doing
 * @param reasons in the operator's words, why or why not
 */
record OptionWish(List<OptionTrade> trades, List<String> reasons) {
    OptionWish {
        trades = List.copyOf(trades);
        reasons = List.copyOf(reasons);
    }

    static OptionWish none(String... reasons) {
        return new OptionWish(List.of(), List.of(reasons));
    }
}
