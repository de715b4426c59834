package io.evenkeel.plan;

import io.evenkeel.market.Venue;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Years;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what fits as a plan, with bounds as tight as prices allow to be kept until it is included. */
final class PlanWriter {
    /** Standard deviations that the price may move between the snapshot and inclusion without the plan being refused. */
    private static final double DRIFT_DEVIATIONS = 4;

    private final Desk desk;

    PlanWriter(Desk desk) {
        this.desk = desk;
    }

    HedgePlan write(Desk.Fit.Fits fit, boolean urgent) {
        TokenDelta before = desk.counted();
        TokenDelta after = fit.after().delta();
        boolean someMayFail = someMayFail(fit);
        TokenDelta slack = slack();
        // an order that waits may be too old by the block that this gets into: then the policy counts it no more
        TokenDelta expired = after.minus(desk.orders().promised());
        TokenDelta low = after.min(expired).minus(slack);
        TokenDelta high = after.max(expired).plus(slack);
        if (someMayFail) {
            // an optional leg that fails leaves the delta between what it was and what it was to be
            low = low.min(before);
            high = high.max(before);
        }
        List<String> reasons = new ArrayList<>(fit.proposal().reasons());
        reasons.addAll(descriptions(fit));
        return new HedgePlan(
                desk.snapshot().block(),
                desk.snapshot().account(),
                desk.snapshot().sequence(),
                fit.kind(),
                actions(fit, someMayFail),
                before,
                after,
                desk.certainDelta(fit.after(), fit.steps()),
                low,
                high,
                maxLoss(fit.cost()),
                desk.snapshot().block().timestamp().plus(desk.limits().planTimeToLive()),
                urgent,
                mostFee(fit.cost()),
                reasons);
    }

    /** Nothing but clearing away orders. */
    HedgePlan housekeeping() {
        Proposal nothing = new Proposal(List.of(), desk.orders().reasons());
        PlanCost cost = PlanCost.of(
                List.of(),
                desk.snapshot().venues(),
                desk.trading(),
                desk.gas(),
                desk.limits().cost());
        return write(new Desk.Fit.Fits(nothing, PlanKind.DE_RISK, List.of(), desk.exposure(), cost), false);
    }

    private List<HedgeAction> actions(Desk.Fit.Fits fit, boolean someMayFail) {
        List<HedgeAction> actions = new ArrayList<>(desk.orders().cancels());
        for (LegSequencer.Step step : fit.steps()) {
            boolean required = !(someMayFail && keepsItsOwnAccount(step));
            actions.add(
                    switch (step) {
                        case LegSequencer.Step.Add add ->
                            new HedgeAction.AddCollateral(
                                    add.venue(), add.collateral().abs(), required);
                        case LegSequencer.Step.Trade trade ->
                            new HedgeAction.ChangeDelta(
                                    trade.venue(),
                                    trade.change(),
                                    desk.trading().worstPrice(trade.change()),
                                    required);
                        case LegSequencer.Step.Remove remove ->
                            new HedgeAction.RemoveCollateral(
                                    remove.venue(), remove.collateral().abs(), required);
                    });
        }
        return actions;
    }

    /** Several venues trade the same way, so that each is worth having without the others. */
    private boolean someMayFail(Desk.Fit.Fits fit) {
        List<TokenDelta> trades = fit.steps().stream()
                .filter(LegSequencer.Step.Trade.class::isInstance)
                .map(step -> ((LegSequencer.Step.Trade) step).change())
                .toList();
        boolean sameWay = trades.stream().map(TokenDelta::signum).distinct().count() == 1;
        boolean nothingLent = fit.steps().stream().noneMatch(LegSequencer.Step.Remove.class::isInstance);
        return fit.kind() == PlanKind.ROUTINE && trades.size() > 1 && sameWay && nothingLent;
    }

    /** One call that succeeds or fails as a whole; a loan that is sold takes several, which must stay together. */
    private boolean keepsItsOwnAccount(LegSequencer.Step step) {
        Venue venue = desk.snapshot().venue(step.venue()).orElseThrow();
        TokenDelta one = new TokenDelta(
                desk.base(), BigInteger.TEN.pow(desk.base().decimals()).negate());
        return venue.idleQuoteChange(one, desk.trading().price()).isZero();
    }

    /** A part of the policy's band, and what gamma makes of the price's move until inclusion. */
    TokenDelta slack() {
        double sigma = desk.limits().band().volatility()
                * Math.sqrt(Years.of(desk.limits().planTimeToLive()));
        double move = DRIFT_DEVIATIONS * sigma * desk.trading().price().asDouble();
        double drift = Math.abs(desk.exposure().gamma()) * move;
        double quarterBand = desk.envelope().band().wholeAsDouble() / 4;
        return TokenDelta.ofModel(desk.base(), quarterBand + drift);
    }

    /** Every trade at its worst price, and one quote token for the rounding of every protocol on the way. */
    private TokenAmount maxLoss(PlanCost cost) {
        BigInteger one = BigInteger.TEN.pow(desk.quote().decimals());
        TokenAmount atWorst = TokenDelta.ofModel(desk.quote(), cost.atWorst()).abs();
        return atWorst.plus(new TokenAmount(desk.quote(), one))
                .min(desk.envelope().lossBudgetLeft());
    }

    /** The fee per gas at which everything the plan costs comes to what a plan may cost. Model, rounded down. */
    private Optional<FeePerGas> mostFee(PlanCost cost) {
        if (!(cost.gas() > 0)) {
            return Optional.empty();
        }
        double forGas = desk.limits().cost().maxCostPerPlan().wholeAsDouble() - cost.trading();
        FeePerGas now = desk.snapshot().baseFee().plus(desk.limits().cost().priorityFee());
        return Optional.of(new FeePerGas(BigDecimal.valueOf(now.wei().doubleValue() * Math.max(0, forGas) / cost.gas())
                .toBigInteger()));
    }

    private List<String> descriptions(Desk.Fit.Fits fit) {
        List<String> lines = new ArrayList<>();
        for (LegSequencer.Step step : fit.steps()) {
            lines.add(
                    switch (step) {
                        case LegSequencer.Step.Add add -> "add " + Words.of(add.collateral()) + " to " + add.venue();
                        case LegSequencer.Step.Remove remove ->
                            "take " + Words.of(remove.collateral()) + " out of " + remove.venue();
                        case LegSequencer.Step.Trade trade -> description(trade);
                    });
        }
        return lines;
    }

    private String description(LegSequencer.Step.Trade trade) {
        Venue venue = desk.snapshot().venue(trade.venue()).orElseThrow();
        Price price = desk.trading().price();
        double cost = venue.tradeCostQuote(trade.change().wholeAsDouble(), price);
        String verb = trade.change().signum() < 0 ? "sell " : "buy ";
        return verb + Words.of(trade.change().abs()) + " at " + trade.venue() + " for about "
                + Words.quote(cost, desk.quote());
    }
}
