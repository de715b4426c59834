package io.evenkeel.plan;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.Trading;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.stress.StressReport;
import io.evenkeel.risk.stress.StressTest;

/** What the worst of the grid is now, and would be once a plan has been carried out as expected. */
public record PlanOutcome(StressReport now, StressReport afterwards) {
    public static PlanOutcome of(MarketSnapshot snapshot, HedgePlan plan, RiskLimits limits) {
        PriceView price = snapshot.price();
        Trading trading = new Trading(
                price.best(), price.low(), price.high(), limits.cost().maxSlippage());
        MarketSnapshot traded = TradedOptions.after(snapshot, plan.actions());
        Book book = Book.of(traded);
        for (HedgeAction action : plan.actions()) {
            book = switch (action) {
                case HedgeAction.AddCollateral add ->
                    book.withCollateral(add.venue(), add.amount().asDelta(), trading);
                case HedgeAction.RemoveCollateral remove ->
                    book.withCollateral(
                            remove.venue(), remove.amount().asDelta().negate(), trading);
                case HedgeAction.ChangeDelta change -> book.withTrade(change.venue(), change.change(), trading);
                case HedgeAction.CancelOrder cancel -> book.withoutOrder(cancel.venue());
                case HedgeAction.TradeOptions options -> book;
                case HedgeAction.SettleOptions settle -> book;
            };
        }
        StressCheck check = new StressCheck(traded, limits);
        return new PlanOutcome(asItIs(snapshot, limits), check.run(book, StressCheck.grid(limits)));
    }

    public static StressReport asItIs(MarketSnapshot snapshot, RiskLimits limits) {
        return StressTest.run(snapshot, limits, StressCheck.grid(limits));
    }
}
