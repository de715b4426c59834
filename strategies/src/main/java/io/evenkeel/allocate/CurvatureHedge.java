package io.evenkeel.allocate;

import io.evenkeel.allocate.SeparableProgram.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Hedges gamma and vega with what is on offer: the least of trading cost and what the residual risk is worth.
 *
 * <p>Residual gamma is charged the variance that hedging delta at intervals leaves, Γ² S⁴ σ⁴ δt T / 2 (Boyle and Emanuel,
 * Journal of Financial Economics 8, 1980); residual vega that of volatility itself, V² ν² T. Both count λ / 2 times.
 * The delta that options bring is traded away at the cost of a base; it is not left.
 *
 * @param trades of instruments, those of nothing left out
 * @param gamma,vega of the book with them
 * @param deltaToTrade base token that makes the book and the instruments flat: negative sells
 * @param costQuote of instruments and delta together
 * @param riskBefore,riskAfter certainty equivalents of gamma and vega, quote
 */
public record CurvatureHedge(
        List<Trade> trades,
        double gamma,
        double vega,
        double deltaToTrade,
        double costQuote,
        double riskBefore,
        double riskAfter) {
    private static final int GAMMA = 0;
    private static final int VEGA = 1;
    private static final int DELTA = 2;
    private static final int ROWS = 3;
    /** Parts of an offer below this are rounding. */
    private static final double NOTHING = 1e-10;

    public CurvatureHedge {
        trades = List.copyOf(trades);
    }

    /** Units of one instrument, negative sold. */
    public record Trade(HedgeInstrument instrument, double units) {}

    /** Greeks of the book as it is: base, base per quote, quote per 1.00 of volatility. */
    public record Book(double delta, double gamma, double vega) {}

    /**
     * @param price quote per base
     * @param volatility,volatilityOfVolatility per square root of a year; the second of the volatility itself, absolute
     * @param yearsBetweenHedges of delta
     * @param horizonYears over which risk counts
     * @param riskAversionPerQuote λ
     * @param deltaCostPerBase quote lost by trading one base of delta
     */
    public record Terms(
            double price,
            double volatility,
            double volatilityOfVolatility,
            double yearsBetweenHedges,
            double horizonYears,
            double riskAversionPerQuote,
            double deltaCostPerBase) {
        double gammaWeight() {
            double variance = volatility * volatility * price * price;
            return riskAversionPerQuote * variance * variance * yearsBetweenHedges * horizonYears / 2;
        }

        double vegaWeight() {
            return riskAversionPerQuote * volatilityOfVolatility * volatilityOfVolatility * horizonYears;
        }

        /** Certainty equivalent of what is left of both over the horizon, quote. */
        public double risk(double gamma, double vega) {
            return (gammaWeight() * gamma * gamma + vegaWeight() * vega * vega) / 2;
        }
    }

    /** Nothing is traded where nothing is on offer, or where risk is not worth its cost. */
    public static CurvatureHedge of(Book book, List<HedgeInstrument> instruments, Terms terms) {
        double before = terms.risk(book.gamma(), book.vega());
        double[] units = before > 0 ? units(book, instruments, terms, before) : new double[instruments.size()];
        List<Trade> trades = new ArrayList<>();
        double delta = book.delta();
        double gamma = book.gamma();
        double vega = book.vega();
        double cost = 0;
        for (int i = 0; i < units.length; i++) {
            HedgeInstrument instrument = instruments.get(i);
            if (units[i] != 0) {
                trades.add(new Trade(instrument, units[i]));
                delta += units[i] * instrument.delta();
                gamma += units[i] * instrument.gamma();
                vega += units[i] * instrument.vega();
                double size = Math.abs(units[i]);
                cost += size * (instrument.costPerUnit() + instrument.impactPerUnit() * size / 2);
            }
        }
        return new CurvatureHedge(
                trades,
                gamma,
                vega,
                -delta,
                cost + Math.abs(delta) * terms.deltaCostPerBase(),
                before,
                terms.risk(gamma, vega));
    }

    /**
     * Posed in parts of each offer and in roots of the risk there is, so that every number is near one: residual gamma
     * and vega are variables of curvature one, tied to the trades by a row each, and delta is split in bought and sold.
     */
    private static double[] units(Book book, List<HedgeInstrument> instruments, Terms terms, double unit) {
        int n = instruments.size();
        int gamma = 2 * n;
        int vega = gamma + 1;
        int bought = gamma + 2;
        int sold = gamma + 3;
        SeparableProgram program = new SeparableProgram(2 * n + 4, ROWS);
        program.reset(2 * n + 4, ROWS);
        double gammaRoot = Math.sqrt(terms.gammaWeight() / unit);
        double vegaRoot = Math.sqrt(terms.vegaWeight() / unit);
        double deltaUnit = deltaUnit(book, instruments);
        for (int i = 0; i < n; i++) {
            HedgeInstrument one = instruments.get(i);
            for (int side = 0; side < 2; side++) {
                double most = side == 0 ? one.mostBought() : one.mostSold();
                double signed = side == 0 ? most : -most;
                int j = 2 * i + side;
                program.variable(
                        j,
                        one.costPerUnit() * most / unit,
                        one.impactPerUnit() * most * most / unit,
                        0,
                        most > 0 ? 1 : 0);
                program.weight(GAMMA, j, -gammaRoot * one.gamma() * signed);
                program.weight(VEGA, j, -vegaRoot * one.vega() * signed);
                program.weight(DELTA, j, one.delta() * signed / deltaUnit);
            }
        }
        double infinite = Double.POSITIVE_INFINITY;
        program.variable(gamma, 0, 1, -infinite, infinite);
        program.variable(vega, 0, 1, -infinite, infinite);
        program.variable(bought, terms.deltaCostPerBase() * deltaUnit / unit, 0, 0, 1);
        program.variable(sold, terms.deltaCostPerBase() * deltaUnit / unit, 0, 0, 1);
        program.weight(GAMMA, gamma, 1);
        program.weight(VEGA, vega, 1);
        program.weight(DELTA, bought, 1);
        program.weight(DELTA, sold, -1);
        program.row(GAMMA, gammaRoot * book.gamma(), gammaRoot * book.gamma());
        program.row(VEGA, vegaRoot * book.vega(), vegaRoot * book.vega());
        program.row(DELTA, -book.delta() / deltaUnit, -book.delta() / deltaUnit);
        if (program.solve() != Outcome.OPTIMAL) {
            throw new IllegalStateException("a hedge of nothing is always possible, so this has an optimum");
        }
        double[] units = new double[n];
        for (int i = 0; i < n; i++) {
            HedgeInstrument one = instruments.get(i);
            units[i] =
                    amount(program.value(2 * i), one.mostBought()) - amount(program.value(2 * i + 1), one.mostSold());
        }
        return units;
    }

    private static double amount(double part, double most) {
        return part > NOTHING ? part * most : 0;
    }

    /** As much delta as there could ever be to trade. */
    private static double deltaUnit(Book book, List<HedgeInstrument> instruments) {
        double most = Math.abs(book.delta());
        for (HedgeInstrument one : instruments) {
            most += Math.abs(one.delta()) * Math.max(one.mostBought(), one.mostSold());
        }
        return most > 0 ? most : 1;
    }
}
