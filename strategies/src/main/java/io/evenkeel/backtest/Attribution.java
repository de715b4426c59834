package io.evenkeel.backtest;

/**
 * Where the hedged vault's profit and loss came from, quote token; gains are positive. From one bar to the next, with
 * price S → S', time t → t', volatility σ → σ', the book's value V(S, t, σ), its delta Δ at the start, the hedge h in
 * force and the order x decided but not yet filled:
 *
 * <ul>
 *   <li>the book is revalued in the order price, time, volatility, so that its terms add up exactly and nothing is left
 *       for a term of higher order;
 *   <li>the hedge is split into what was meant and what came of it.
 * </ul>
 *
 * @param delta (Δ + h + x)(S' − S): what the net delta that was meant to be kept has made, the band's width included
 * @param gamma V(S', t, σ) − V(S, t, σ) − Δ (S' − S) of options: all curvature, not the second order alone
 * @param lossVersusRebalancing the same of ranges: what arbitrage against the pool took, negative or zero
 * @param theta V(S', t', σ) − V(S', t, σ) of options
 * @param vega V(S', t', σ') − V(S', t', σ) of options
 * @param basis h_perp ((P' − S') − (P − S)), with the perpetual's price P at which it is traded and valued
 * @param funding received less paid
 * @param borrow interest earned less interest paid, on loans of the hedge and of the book
 * @param rangeFees earned by ranges
 * @param fees of trades, negative
 * @param impact of trades, negative
 * @param gas of trades and moves of collateral, negative
 * @param hedgeLag −x (S' − S): what was decided and not yet filled
 * @param forcedClosing penalties of liquidations, concessions of automatic deleveraging, and what a position that was
 *     closed within the bar would have made until its end
 */
public record Attribution(
        double delta,
        double gamma,
        double lossVersusRebalancing,
        double theta,
        double vega,
        double basis,
        double funding,
        double borrow,
        double rangeFees,
        double fees,
        double impact,
        double gas,
        double hedgeLag,
        double forcedClosing) {
    /** Sum of the terms. */
    public double total() {
        return delta
                + gamma
                + lossVersusRebalancing
                + theta
                + vega
                + basis
                + funding
                + borrow
                + rangeFees
                + fees
                + impact
                + gas
                + hedgeLag
                + forcedClosing;
    }
}
