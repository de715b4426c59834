package io.evenkeel.testchain.demo;

import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.TokenAmount;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The keeper's words, cut to what somebody who watches can read in time. Its log has them in full. */
final class BriefWords {
    private BriefWords() {}

    static String of(CycleOutcome outcome) {
        return switch (outcome) {
            case CycleOutcome.Held held -> "held: " + join(held.reasons());
            case CycleOutcome.Broadcast sent -> "sent: " + why(sent.plan());
            case CycleOutcome.WouldSend shadow -> "would send: " + why(shadow.plan());
            case CycleOutcome.Refused refused -> "refused: " + join(refused.reasons());
            case CycleOutcome.Waiting waiting -> "waiting for the last transaction to settle";
            case CycleOutcome.Failed failed -> "failed at " + failed.stage() + ": " + join(failed.reasons());
        };
    }

    /** As in {@code perp sell 8.636, add 9,179 USDC}: by protocol, trades first, they are the point. */
    static String actions(HedgePlan plan) {
        Map<String, List<HedgeAction>> byProtocol = plan.actions().stream()
                .sorted(Comparator.comparing(action -> !(action instanceof HedgeAction.ChangeDelta)))
                .collect(Collectors.groupingBy(BriefWords::protocol, TreeMap::new, Collectors.toList()));
        return byProtocol.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue().stream().map(BriefWords::of).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private static String protocol(HedgeAction action) {
        return action.venue().protocol().replaceAll("-v[0-9]+$", "");
    }

    private static String join(List<String> reasons) {
        return String.join("; ", reasons).replaceAll("(0x[0-9a-f]{6})[0-9a-f]{34,}", "$1…");
    }

    private static String of(HedgeAction action) {
        return switch (action) {
            case HedgeAction.ChangeDelta change ->
                (change.change().signum() < 0 ? "sell " : "buy ")
                        + number(change.change().abs());
            case HedgeAction.AddCollateral add ->
                "add " + number(add.amount()) + " " + add.amount().token();
            case HedgeAction.RemoveCollateral remove ->
                "take " + number(remove.amount()) + " " + remove.amount().token();
            case HedgeAction.CancelOrder cancel -> "cancel";
            case HedgeAction.SettleOptions settle -> "settle";
            case HedgeAction.TradeOptions options ->
                (options.contracts().signum() < 0 ? "sell " : "buy ")
                        + number(options.contracts().abs()) + " " + options.series();
        };
    }

    /** Four digits or so. */
    private static String number(TokenAmount amount) {
        double whole = amount.wholeAsDouble();
        int decimals = whole >= 1_000 ? 0 : whole >= 100 ? 1 : whole >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", whole);
    }

    /** The plan's reasons without those that only say again what its actions are: the transaction's line does. */
    private static String why(HedgePlan plan) {
        return join(plan.reasons().stream()
                .filter(reason -> !reason.matches("(sell|buy|add|take) [0-9].*"))
                .toList());
    }
}
