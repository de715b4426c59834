package io.evenkeel.testchain.demo;

import io.evenkeel.exposure.Exposures;
import io.evenkeel.exposure.GreekAttribution;
import io.evenkeel.exposure.Greeks;
import io.evenkeel.market.MarketSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vault's profit and loss by Greek, snapshot by snapshot. Told of the vault before and after each of the keeper's
 * transactions, so that either the market moved between two of them or the vault traded, and never both.
 */
final class GreekBooks {
    private GreekAttribution sum = GreekAttribution.NONE;
    private double largestGamma;
    private double largestVega;
    private @Nullable MarketSnapshot last;

    void marketMoved(MarketSnapshot now) {
        add(now, false);
    }

    void traded(MarketSnapshot now) {
        add(now, true);
    }

    private void add(MarketSnapshot now, boolean traded) {
        MarketSnapshot before = last;
        if (before != null) {
            sum = sum.plus(GreekAttribution.between(before, now, traded));
        }
        last = now;
        Greeks greeks = Exposures.of(now, now.price().best()).greeks();
        largestGamma = Math.abs(greeks.gamma()) > Math.abs(largestGamma) ? greeks.gamma() : largestGamma;
        largestVega = Math.abs(greeks.vega()) > Math.abs(largestVega) ? greeks.vega() : largestVega;
    }

    GreekAttribution sum() {
        return sum;
    }

    /** The largest there were, with their signs: base per quote, and quote per 1.00 of volatility. */
    void addTo(Map<String, Object> figures) {
        figures.put("gamma", rounded(largestGamma, 1e6));
        figures.put("vega", rounded(largestVega, 100));
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("delta", rounded(sum.delta(), 100));
        terms.put("gamma", rounded(sum.gamma(), 100));
        terms.put("theta", rounded(sum.theta(), 100));
        terms.put("vega", rounded(sum.vega(), 100));
        terms.put("hedge", rounded(sum.hedge(), 100));
        terms.put("funding", rounded(sum.funding(), 100));
        terms.put("fees", rounded(sum.fees(), 100));
        terms.put("rest", rounded(sum.rest(), 100));
        terms.put("total", rounded(sum.total(), 100));
        figures.put("attribution", terms);
    }

    private static double rounded(double value, double unit) {
        return Math.round(value * unit) / unit;
    }
}
