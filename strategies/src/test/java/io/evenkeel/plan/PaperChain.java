package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.List;

/**
 * Carries a plan out on paper, step by step, and judges the outcome as the policy on chain does: nothing may be paid
 * that is not there, and bounds, band, budgets and caps hold. What does not pass fails the test.
 */
final class PaperChain {
    private PaperChain() {}

    static AVault carryOut(AVault before, HedgePlan plan) {
        AVault now = before;
        for (HedgeAction action : plan.actions()) {
            now = step(now, action);
        }
        judge(before, now, plan);
        return now;
    }

    private static AVault step(AVault vault, HedgeAction action) {
        Price price = vault.price().best();
        Venue venue = vault.venues().stream()
                .filter(v -> v.id().equals(action.venue()))
                .findFirst()
                .orElseThrow();
        TokenDelta none = TokenDelta.zero(venue.collateralToken());
        return switch (action) {
            case HedgeAction.AddCollateral add ->
                paid(vault, add.amount().asDelta().negate())
                        .replacing(
                                venue.after(TokenDelta.zero(WETH), add.amount().asDelta(), price));
            case HedgeAction.RemoveCollateral remove ->
                paid(vault, remove.amount().asDelta())
                        .replacing(venue.after(
                                TokenDelta.zero(WETH), remove.amount().asDelta().negate(), price));
            case HedgeAction.CancelOrder cancel -> vault.replacing(venue.withoutPending());
            case HedgeAction.SettleOptions settle ->
                throw new AssertionError("nobody deals in options here: " + settle);
            case HedgeAction.TradeOptions options ->
                throw new AssertionError("nobody deals in options here: " + options);
            case HedgeAction.ChangeDelta change
            when venue instanceof PaperPromises later ->
                vault.replacing(later.committing(change.change(), change.worstPrice()));
            case HedgeAction.ChangeDelta change -> {
                double size = change.change().wholeAsDouble();
                double average = price.asDouble() + venue.tradeCostQuote(size, price) / size;
                double worst = change.worstPrice().asDouble();
                assertThat(size > 0 ? average <= worst : average >= worst)
                        .as("%s at %s averages %s", change, price, average)
                        .isTrue();
                yield paid(
                                paid(vault, venue.idleQuoteChange(change.change(), price)),
                                venue.idleBaseChange(change.change()))
                        .replacing(venue.after(change.change(), none, price));
            }
        };
    }

    private static AVault paid(AVault vault, TokenDelta change) {
        if (change.token().equals(WETH)) {
            return vault.holding(plus(vault.idleBase(), change), vault.idleQuote());
        }
        return vault.holding(vault.idleBase(), plus(vault.idleQuote(), change));
    }

    private static TokenAmount plus(TokenAmount amount, TokenDelta change) {
        TokenDelta after = amount.asDelta().plus(change);
        assertThat(after.signum()).as("idle %s less %s", amount, change).isNotNegative();
        return after.abs();
    }

    private static void judge(AVault before, AVault after, HedgePlan plan) {
        assertThat(after.exposure().delta()).isBetween(plan.minDeltaAfter(), plan.maxDeltaAfter());
        assertThat(before.nav() - after.nav())
                .isLessThanOrEqualTo(plan.maxLoss().wholeAsDouble());
        assertThat(plan.maxLoss().wholeAsDouble())
                .isLessThanOrEqualTo(before.limits().lossLeft() + 1e-9);
        judgeDelta(before, after, plan);
        judgeTurnover(before, after, plan);
        for (int i = 0; i < before.venues().size(); i++) {
            judgeCaps(before.venues().get(i), after.venues().get(i), after, plan);
        }
    }

    private static void judgeDelta(AVault before, AVault after, HedgePlan plan) {
        boolean sure = before.price() instanceof PriceView.Sure;
        double target = Double.parseDouble(before.limits().target());
        if (plan.kind() == PlanKind.ROUTINE && sure && !before.limits().reduceOnly()) {
            if (Math.abs(after.netDelta() - target) <= before.band()) {
                return;
            }
        }
        for (Price price : List.of(before.price().low(), before.price().high())) {
            double was = Math.abs(netDeltaAt(before, price) - target);
            double is = Math.abs(netDeltaAt(after, price) - target);
            if (plan.kind() == PlanKind.ROUTINE) {
                assertThat(is).as("distance from the target at " + price).isLessThan(was);
            } else {
                assertThat(is - was).isLessThanOrEqualTo(before.limits().deRiskLeft() + 1e-9);
            }
        }
    }

    static double netDeltaAt(AVault vault, Price price) {
        Holdings holdings = new Holdings(vault.idleBase(), vault.idleQuote(), vault.ranges());
        return Exposures.of(holdings, vault.venues(), price).delta().wholeAsDouble();
    }

    private static void judgeTurnover(AVault before, AVault after, HedgePlan plan) {
        boolean trades = plan.actions().stream().anyMatch(HedgeAction.ChangeDelta.class::isInstance);
        double moved = after.idleBase()
                .asDelta()
                .minus(before.idleBase().asDelta())
                .abs()
                .wholeAsDouble();
        for (int i = 0; i < before.venues().size(); i++) {
            moved += after.venues()
                    .get(i)
                    .delta()
                    .minus(before.venues().get(i).delta())
                    .abs()
                    .wholeAsDouble();
        }
        if (trades) {
            assertThat(moved * before.price().high().asDouble())
                    .isLessThanOrEqualTo(before.limits().turnoverLeft());
        }
    }

    private static void judgeCaps(Venue before, Venue after, AVault vault, HedgePlan plan) {
        double nav = vault.nav();
        Price price = vault.price().best();
        boolean traded = plan.actions().stream()
                .anyMatch(action -> action instanceof HedgeAction.ChangeDelta
                        && action.venue().equals(before.id()));
        boolean shortGrew = after.delta().abs().compareTo(before.delta().abs()) > 0;
        boolean equityGrew =
                after.oracleNav(price).wholeAsDouble() > before.oracleNav(price).wholeAsDouble() + 0.001;
        if (shortGrew && after.delta().signum() < 0) {
            double share =
                    after.delta().abs().wholeAsDouble() * vault.price().high().asDouble() / nav;
            assertThat(share)
                    .as("short share of " + after.id())
                    .isLessThanOrEqualTo(after.caps().shortNotional().fraction());
        }
        if (equityGrew && traded) {
            assertThat(after.oracleNav(price).wholeAsDouble() / nav)
                    .as("equity share of " + after.id())
                    .isLessThanOrEqualTo(after.caps().equity().fraction());
        }
        assertThat(after.protocolEquity().compareTo(after.maintenance().asDelta()) >= 0
                        || before.protocolEquity()
                                        .compareTo(before.maintenance().asDelta())
                                < 0)
                .as("%s is left liquidatable", after.id())
                .isTrue();
    }
}
