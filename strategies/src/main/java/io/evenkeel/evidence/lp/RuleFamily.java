package io.evenkeel.evidence.lp;

import io.evenkeel.hedge.Clock;
import io.evenkeel.hedge.FixedDeltaBand;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.RangeEndBand;
import io.evenkeel.hedge.SecantGamma;
import io.evenkeel.hedge.StepAwareBand;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.hedge.Zakamouline;
import java.util.ArrayList;
import java.util.List;

/** A rule with a parameter that is tuned: the ways of hedging that are compared. */
enum RuleFamily {
    CLOCK("clock") {
        @Override
        List<HedgeRule> candidates(double riskAversion) {
            return each(parameter -> new Clock(parameter * MINUTE), CLOCK_MINUTES);
        }
    },
    BAND_TO_DELTA("band to delta") {
        @Override
        List<HedgeRule> candidates(double riskAversion) {
            return each(FixedDeltaBand::toTarget, WIDTHS);
        }
    },
    BAND_TO_EDGE("band to edge") {
        @Override
        List<HedgeRule> candidates(double riskAversion) {
            return each(FixedDeltaBand::toEdge, WIDTHS);
        }
    },
    WHALLEY_WILMOTT("Whalley-Wilmott") {
        @Override
        List<HedgeRule> candidates(double riskAversion) {
            return each(part -> new WhalleyWilmott(part * riskAversion), AROUND);
        }
    },
    ZAKAMOULINE("Zakamouline's width") {
        @Override
        List<HedgeRule> candidates(double riskAversion) {
            // τ is the time left of the thirty days, which the path gives
            return each(part -> new Zakamouline(part * riskAversion, 1), WIDE);
        }
    },
    SECANT("secant") {
        @Override
        List<HedgeRule> candidates(double riskAversion) {
            return each(part -> new SecantGamma(new StepAwareBand(part * riskAversion)), AROUND);
        }
    },
    RANGE_END("range end band") {
        @Override
        List<HedgeRule> candidates(double riskAversion) {
            return each(part -> new RangeEndBand(new StepAwareBand(part * riskAversion), part * riskAversion), AROUND);
        }
    };

    private static final double MINUTE = 1 / (365 * 24 * 60.0);
    private static final double[] CLOCK_MINUTES = {
        30, 45, 60, 80, 100, 130, 160, 200, 260, 330, 420, 540, 700, 900, 1_200, 1_600, 2_200, 3_000
    };
    private static final double[] WIDTHS = {
        0.01, 0.014, 0.02, 0.026, 0.033, 0.042, 0.054, 0.07, 0.085, 0.1, 0.12, 0.14, 0.17, 0.2, 0.24, 0.3
    };
    private static final double[] AROUND = {0.8, 0.9, 1, 1.15, 1.3};
    private static final double[] WIDE = {0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4};

    private final String label;

    RuleFamily(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether the width follows from the market and a risk aversion; else it is a number to be found. */
    boolean hasWidthOfItsOwn() {
        return this == WHALLEY_WILMOTT || this == SECANT || this == RANGE_END || this == ZAKAMOULINE;
    }

    /** With every parameter that is tried, for one who weighs a variance v as λ v / 2. */
    abstract List<HedgeRule> candidates(double riskAversion);

    private interface OfParameter {
        HedgeRule rule(double parameter);
    }

    private static List<HedgeRule> each(OfParameter of, double[] parameters) {
        List<HedgeRule> rules = new ArrayList<>();
        for (double parameter : parameters) {
            rules.add(of.rule(parameter));
        }
        return rules;
    }
}
