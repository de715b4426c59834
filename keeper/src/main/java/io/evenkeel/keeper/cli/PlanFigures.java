package io.evenkeel.keeper.cli;

import io.evenkeel.allocate.ProtocolLoss;
import io.evenkeel.allocate.SharedLimits.Usage;
import io.evenkeel.allocate.VenueQuote;
import io.evenkeel.chain.VenueId;
import io.evenkeel.hedge.HedgeSituation;
import io.evenkeel.hedge.NoTradeBand;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanExplanation;
import io.evenkeel.risk.BandExplanation;
import io.evenkeel.risk.stress.StressReport;
import io.evenkeel.risk.stress.StressReport.Worst;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision and what led to it as plain collections, for programs. Amounts that are decided are exact decimal text;
 * what a model says is a number, and null where it is not finite.
 */
final class PlanFigures {
    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;

    private PlanFigures() {}

    static Map<String, @Nullable Object> of(ExplainedPlan plan) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("block", plan.snapshot().block().number());
        all.put("timestamp", plan.snapshot().block().timestamp().toString());
        all.put("price", plan.snapshot().price().best().asDouble());
        all.put("base", plan.snapshot().pair().base().symbol());
        all.put("quote", plan.snapshot().pair().quote().symbol());
        all.put("orders", plan.orders());
        all.put("warnings", plan.warnings());
        all.put("reduce_only", plan.reduceOnly());
        all.put("decision", decision(plan.decision(), plan.paused()));
        all.put("band", plan.band().map(PlanFigures::band).orElse(null));
        all.put("venues", plan.venues().map(PlanFigures::venues).orElse(null));
        all.put("stress_now", stress(plan.stress().now()));
        all.put("stress_after", stress(plan.stress().afterwards()));
        return all;
    }

    private static Map<String, @Nullable Object> decision(Decision decision, boolean paused) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        switch (decision) {
            case Decision.Hold hold -> {
                figures.put("kind", "hold");
                figures.put("reasons", hold.reasons());
            }
            case Decision.Refuse refuse -> {
                figures.put("kind", "refuse");
                figures.put("reasons", refuse.reasons());
            }
            case Decision.Act act -> {
                HedgePlan plan = act.plan();
                figures.put("kind", "act");
                figures.put("reasons", plan.reasons());
                figures.put("what", plan.kind().name().toLowerCase(Locale.ROOT));
                figures.put("urgent", plan.urgent());
                figures.put("sent", !paused);
                figures.put(
                        "actions",
                        plan.actions().stream().map(PlanFigures::action).toList());
                figures.put("delta_before", plan.deltaBefore().whole().toPlainString());
                figures.put("delta_after", plan.expectedDeltaAfter().whole().toPlainString());
                figures.put(
                        "delta_after_certain", plan.certainDeltaAfter().whole().toPlainString());
                figures.put("delta_after_least", plan.minDeltaAfter().whole().toPlainString());
                figures.put("delta_after_most", plan.maxDeltaAfter().whole().toPlainString());
                figures.put("loss_most", plan.maxLoss().whole().toPlainString());
                figures.put("deadline", plan.deadline().toString());
            }
        }
        return figures;
    }

    private static Map<String, String> action(HedgeAction action) {
        Map<String, String> figures = new LinkedHashMap<>();
        switch (action) {
            case HedgeAction.ChangeDelta change -> {
                figures.put("kind", "trade");
                figures.put("venue", change.venue().name());
                figures.put("base", change.change().whole().toPlainString());
                figures.put("worst_price", change.worstPrice().toString());
            }
            case HedgeAction.AddCollateral add -> {
                figures.put("kind", "add-collateral");
                figures.put("venue", add.venue().name());
                figures.put("token", add.amount().token().symbol());
                figures.put("amount", add.amount().whole().toPlainString());
            }
            case HedgeAction.RemoveCollateral remove -> {
                figures.put("kind", "remove-collateral");
                figures.put("venue", remove.venue().name());
                figures.put("token", remove.amount().token().symbol());
                figures.put("amount", remove.amount().whole().toPlainString());
            }
            case HedgeAction.CancelOrder cancel -> {
                figures.put("kind", "cancel-order");
                figures.put("venue", cancel.venue().name());
            }
            case HedgeAction.SettleOptions settle -> {
                figures.put("kind", "settle-options");
                figures.put("venue", settle.venue().name());
            }
            case HedgeAction.TradeOptions options -> {
                figures.put("kind", "trade-options");
                figures.put("venue", options.venue().name());
                figures.put("series", options.series().toString());
                figures.put("contracts", options.contracts().whole().toPlainString());
                figures.put("worst_premium", options.worstPremium().whole().toPlainString());
            }
        }
        return figures;
    }

    private static Map<String, @Nullable Object> band(BandExplanation explained) {
        HedgeSituation asked = explained.situation();
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("rule", RuleWords.of(explained.rule()));
        figures.put("net_delta", asked.deltaBase());
        figures.put("target", asked.targetBase());
        figures.put("gamma_base_per_quote", asked.gammaBasePerQuote());
        figures.put("proportional_cost", asked.cost().proportional());
        figures.put("gas_quote", asked.cost().fixedQuote());
        figures.put("volatility", asked.volatility());
        figures.put("seconds_to_next_decision", asked.yearsToNextDecision() * SECONDS_PER_YEAR);
        figures.put("widest_half_width", asked.widestHalfWidthBase());
        figures.put("limited_by_policy", explained.isCapped());
        figures.put("in_force", thresholds(explained.band()));
        figures.put("without_gas", thresholds(explained.withoutGas()));
        figures.put("without_wait", thresholds(explained.withoutWait()));
        figures.put("without_policy", thresholds(explained.withoutCap()));
        return figures;
    }

    private static Map<String, Double> thresholds(NoTradeBand band) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("trigger_low", band.triggerLow());
        figures.put("landing_low", band.landingLow());
        figures.put("landing_high", band.landingHigh());
        figures.put("trigger_high", band.triggerHigh());
        return figures;
    }

    private static Map<String, @Nullable Object> venues(PlanExplanation explained) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("change", explained.change().whole().toPlainString());
        figures.put(
                "quotes", explained.quotes().stream().map(PlanFigures::quote).toList());
        figures.put(
                "shared_limits",
                explained.usage().stream().map(PlanFigures::usage).toList());
        figures.put(
                "if_one_protocol_fails",
                explained.ifOneProtocolFails().worstFirst().stream()
                        .map(PlanFigures::loss)
                        .toList());
        return figures;
    }

    private static Map<String, @Nullable Object> quote(VenueQuote quote) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("venue", quote.venue().name());
        figures.put("asked", quote.asked());
        figures.put("taken", quote.taken());
        figures.put(
                "stopped_by", quote.stops().map(stop -> stop.limit().toString()).orElse(null));
        figures.put("trade", finite(quote.trade()));
        figures.put("carry", finite(quote.carry()));
        figures.put("concentration", finite(quote.concentration()));
        figures.put("gas", finite(quote.gas()));
        figures.put("total", finite(quote.total()));
        figures.put("first_base", finite(quote.firstBase()));
        figures.put("last_base", finite(quote.lastBase()));
        return figures;
    }

    private static Map<String, Object> usage(Usage usage) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("limit", usage.name());
        figures.put("used", usage.used());
        figures.put("allowed", usage.allowed());
        figures.put("above", usage.isAbove());
        figures.put("venues", usage.venues().stream().map(VenueId::name).toList());
        return figures;
    }

    private static Map<String, Object> loss(ProtocolLoss loss) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("protocol", loss.protocol());
        figures.put("equity", loss.equity().whole().toPlainString());
        figures.put("reopening", loss.reopening().whole().toPlainString());
        figures.put("homeless", loss.homeless().whole().toPlainString());
        figures.put("total", loss.total().whole().toPlainString());
        return figures;
    }

    private static Map<String, @Nullable Object> stress(StressReport report) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("worlds", report.cells());
        figures.put("loss", worst(report.loss()));
        figures.put("net_delta", worst(report.netDelta()));
        figures.put("shortfall", worst(report.shortfall()));
        figures.put("liquidations", worst(report.liquidations()));
        return figures;
    }

    private static Map<String, @Nullable Object> worst(Worst worst) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("value", finite(worst.value()));
        figures.put("in", worst.cell().toString());
        return figures;
    }

    private static @Nullable Double finite(double value) {
        return Optional.of(value).filter(Double::isFinite).orElse(null);
    }
}
