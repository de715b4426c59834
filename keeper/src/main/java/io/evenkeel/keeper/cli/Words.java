package io.evenkeel.keeper.cli;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Snapshots, plans and outcomes in an operator's words. */
public final class Words {
    private static final MathContext SHOWN = new MathContext(6);

    private Words() {}

    /** One line for a log: how a cycle ended. */
    public static String of(CycleOutcome outcome) {
        return switch (outcome) {
            case CycleOutcome.Held held -> "held: " + join(held.reasons());
            case CycleOutcome.Broadcast sent ->
                "sent " + sent.txHash() + ": " + actions(sent.plan()) + " ("
                        + join(sent.plan().reasons()) + ")";
            case CycleOutcome.WouldSend shadow ->
                "would send: " + actions(shadow.plan()) + " ("
                        + join(shadow.plan().reasons()) + ")";
            case CycleOutcome.Refused refused -> "refused: " + join(refused.reasons());
            case CycleOutcome.Waiting waiting ->
                "waiting for " + waiting.unresolved() + " to settle"
                        + (waiting.news().isEmpty() ? "" : "; " + join(waiting.news()));
            case CycleOutcome.Failed failed -> "failed at " + failed.stage() + ": " + join(failed.reasons());
        };
    }

    /** What a plan does, in one line. */
    public static String actions(HedgePlan plan) {
        return join(plan.actions().stream().map(Words::of).toList());
    }

    static String of(HedgeAction action) {
        return switch (action) {
            case HedgeAction.ChangeDelta change
            when change.change().signum() < 0 ->
                "sell " + of(change.change().abs()) + " on " + change.venue() + " at " + change.worstPrice()
                        + " or better";
            case HedgeAction.ChangeDelta change ->
                "buy " + of(change.change().abs()) + " on " + change.venue() + " at " + change.worstPrice()
                        + " or better";
            case HedgeAction.AddCollateral add -> "add " + of(add.amount()) + " to " + add.venue();
            case HedgeAction.RemoveCollateral remove -> "take " + of(remove.amount()) + " from " + remove.venue();
            case HedgeAction.CancelOrder cancel -> "clear away the order at " + cancel.venue();
            case HedgeAction.SettleOptions settle -> "settle what has expired on " + settle.venue();
            case HedgeAction.TradeOptions options
            when options.contracts().signum() < 0 ->
                "sell " + of(options.contracts().abs()) + " of the " + options.series() + " on " + options.venue()
                        + " for " + of(options.worstPremium()) + " or more";
            case HedgeAction.TradeOptions options ->
                "buy " + of(options.contracts().abs()) + " of the " + options.series() + " on " + options.venue()
                        + " for " + of(options.worstPremium()) + " or less";
        };
    }

    /** What is decided, in full. */
    static List<String> of(Decision decision) {
        List<String> lines = new ArrayList<>();
        switch (decision) {
            case Decision.Hold hold -> {
                lines.add("hold");
                hold.reasons().forEach(reason -> lines.add("  because " + reason));
            }
            case Decision.Refuse refuse -> {
                lines.add("refuse: something should be done and must not");
                refuse.reasons().forEach(reason -> lines.add("  because " + reason));
            }
            case Decision.Act act -> {
                HedgePlan plan = act.plan();
                lines.add(plan.kind() + (plan.urgent() ? ", urgent" : ""));
                plan.reasons().forEach(reason -> lines.add("  because " + reason));
                plan.actions().forEach(action -> lines.add("  " + of(action)));
                lines.add("  net delta " + of(plan.deltaBefore()) + " -> " + of(plan.expectedDeltaAfter())
                        + ", refused outside " + of(plan.minDeltaAfter()) + " to " + of(plan.maxDeltaAfter()));
                if (plan.reliesOnPromises()) {
                    lines.add("  certain is " + of(plan.certainDeltaAfter()) + ", the rest others have to fill");
                }
                lines.add("  loss at most " + of(plan.maxLoss()) + ", until " + plan.deadline());
            }
        }
        return lines;
    }

    /** What the vault holds and how far it is from its limits. */
    static List<String> of(MarketSnapshot snapshot) {
        Price price = snapshot.price().best();
        Exposure exposure = Exposures.of(snapshot, price);
        Envelope envelope = snapshot.envelope();
        List<String> lines = new ArrayList<>();
        lines.add("vault      " + snapshot.account() + ", sequence " + snapshot.sequence());
        lines.add("block      " + snapshot.block().number() + " at "
                + snapshot.block().timestamp());
        lines.add("price      " + priceWords(snapshot.price()));
        lines.add("value      " + of(envelope.nav()) + (envelope.stopped() ? "   STOPPED by the guardian" : "")
                + (envelope.reduceOnly() ? "   reduce-only on chain" : ""));
        lines.add("net delta  " + of(exposure.delta()) + ", target " + of(envelope.targetDelta()) + ", policy band ± "
                + of(envelope.band()));
        lines.add("holdings   " + of(snapshot.holdings().idleBase()) + ", "
                + of(snapshot.holdings().idleQuote()) + ", "
                + snapshot.holdings().ranges().size() + " ranges");
        for (Venue venue : snapshot.venues()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10s %s, hedge %s, equity %s, maintenance %s, liquidation %s",
                    venue.id(),
                    venue.condition(),
                    of(venue.hedge()),
                    of(venue.protocolEquity()),
                    of(venue.maintenance()),
                    liquidation(venue, price)));
            venue.pending().ifPresent(order -> lines.add(order(venue, order, snapshot)));
        }
        lines.add("budgets    loss " + of(envelope.lossBudgetLeft()) + ", turnover " + of(envelope.turnoverBudgetLeft())
                + ", de-risk " + of(envelope.deRiskDeltaBudgetLeft()));
        lines.add("gas        " + snapshot.keeperBalance() + " held by the keeper, base fee " + snapshot.baseFee());
        return lines;
    }

    /** What waits there: how much, how old, until when, at which price. */
    private static String order(Venue venue, PendingChange order, MarketSnapshot snapshot) {
        long age = Duration.between(order.committedAt(), snapshot.block().timestamp())
                .toSeconds();
        String until = order.fillableUntil().map(end -> "until " + end).orElse("until it is cancelled");
        return "order      " + venue.id() + (order.size().signum() < 0 ? " sells " : " buys ")
                + of(order.size().abs()) + " at " + order.worstPrice() + " or better, committed " + age + " s ago, "
                + (order.fillable() ? "can be filled " + until : "cannot be filled any more, waits to be cleared away");
    }

    private static String liquidation(Venue venue, Price price) {
        List<String> levels = new ArrayList<>();
        venue.liquidationPriceAbove().ifPresent(above -> levels.add(level(above, price)));
        venue.liquidationPriceBelow().ifPresent(below -> levels.add(level(below, price)));
        return levels.isEmpty() ? "at no price" : "at " + String.join(" or ", levels);
    }

    private static String level(Price level, Price price) {
        return String.format(Locale.ROOT, "%s (%+.1f %%)", level, 100 * (level.asDouble() / price.asDouble() - 1));
    }

    private static String priceWords(PriceView view) {
        return switch (view) {
            case PriceView.Sure sure -> sure.best() + ", observed " + sure.observedAt();
            case PriceView.Doubtful doubtful ->
                "DOUBTFUL, " + doubtful.low() + " to " + doubtful.high() + ": " + join(doubtful.reasons());
        };
    }

    static String of(TokenAmount amount) {
        return of(amount.asDelta());
    }

    /** Rounded for the eye; the journal has every digit. */
    static String of(TokenDelta amount) {
        BigDecimal whole = amount.whole();
        String digits = whole.abs().compareTo(BigDecimal.valueOf(1_000)) < 0
                ? whole.round(SHOWN).stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%,.2f", whole);
        return digits + " " + amount.token();
    }

    private static String join(List<String> reasons) {
        return String.join("; ", reasons);
    }
}
