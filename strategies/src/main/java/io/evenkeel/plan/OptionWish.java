package io.evenkeel.plan;

import io.evenkeel.chain.VenueId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Options to trade now, before anybody knows whether that fits.
 *
 * @param settle venues where what has expired is to be paid out, and nothing is traded
 * @param trades none where there is nothing to do, or nothing worth doing
 * @param reasons in the operator's words, why or why not
 */
record OptionWish(List<VenueId> settle, List<OptionTrade> trades, List<String> reasons) {
    OptionWish {
        settle = List.copyOf(settle);
        trades = List.copyOf(trades);
        reasons = List.copyOf(reasons);
    }

    /** Only to trade. */
    OptionWish(List<OptionTrade> trades, List<String> reasons) {
        this(List.of(), trades, reasons);
    }

    static OptionWish none(String... reasons) {
        return new OptionWish(List.of(), List.of(reasons));
    }

    /**
     * What is settled goes first. It is required: where it cannot be done the plan must be seen to fail, or it would be
     * made again and again.
     */
    List<HedgeAction> actions() {
        return Stream.<HedgeAction>concat(
                        settle.stream().map(venue -> new HedgeAction.SettleOptions(venue, true)),
                        trades.stream().map(OptionTrade::action))
                .toList();
    }
}
