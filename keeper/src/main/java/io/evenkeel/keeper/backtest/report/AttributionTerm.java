package io.evenkeel.keeper.backtest.report;

import io.evenkeel.backtest.Attribution;
import java.util.function.ToDoubleFunction;

/** The terms of {@link Attribution}, in its order, with their names and what each is. */
public enum AttributionTerm {
    DELTA("delta", "delta", "what the net delta that was meant to be kept has made", Attribution::delta),
    GAMMA("gamma", "gamma", "curvature of the options", Attribution::gamma),
    LOSS_VERSUS_REBALANCING(
            "loss_versus_rebalancing",
            "loss versus rebalancing",
            "what arbitrage took from the ranges",
            Attribution::lossVersusRebalancing),
    THETA("theta", "theta", "time passing for the options", Attribution::theta),
    VEGA("vega", "vega", "volatility changing for the options", Attribution::vega),
    BASIS("basis", "basis", "the perpetual's price moving against spot", Attribution::basis),
    FUNDING("funding", "funding", "received less paid", Attribution::funding),
    BORROW("borrow", "borrow", "interest earned less interest paid", Attribution::borrow),
    RANGE_FEES("range_fees", "range fees", "earned by the ranges", Attribution::rangeFees),
    FEES("fees", "fees", "paid to the venues for trades", Attribution::fees),
    IMPACT("impact", "impact", "prices moved by our own trades", Attribution::impact),
    GAS("gas", "gas", "of trades and moves of collateral", Attribution::gas),
    HEDGE_LAG("hedge_lag", "hedge lag", "decided, and not yet filled while the price moved", Attribution::hedgeLag),
    FORCED_CLOSING(
            "forced_closing",
            "forced closing",
            "penalties of liquidations and concessions of deleveraging",
            Attribution::forcedClosing);

    private final String key;
    private final String label;
    private final String meaning;
    private final ToDoubleFunction<Attribution> amount;

    AttributionTerm(String key, String label, String meaning, ToDoubleFunction<Attribution> amount) {
        this.key = key;
        this.label = label;
        this.meaning = meaning;
        this.amount = amount;
    }

    /** As programs read it. */
    public String key() {
        return key;
    }

    /** As people read it. */
    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }

    /** Quote token; gains are positive. */
    public double of(Attribution attribution) {
        return amount.applyAsDouble(attribution);
    }
}
