package io.evenkeel.exposure;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.AssetPrice;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole book seen through one asset that can be traded, and what that asset cannot hedge. With e the exposure to the
 * log-return of each price and basis (its level times the derivative by it) and Σ the covariances, the hedge of least
 * variance is the sum of the betas:
 *
 * <pre>
 *   delta    = Σᵢ βᵢ eᵢ / S,   βᵢ = Σᵢₕ / Σₕₕ        whole units of the hedge asset h at its price S
 *   residual = e' R e,          Rᵢⱼ = Σᵢⱼ − Σᵢₕ Σⱼₕ / Σₕₕ
 * </pre>
 *
 * (Johnson 1960, The theory of hedging and speculation in commodity futures.) Variances are of one year, of first order,
 * in the square of the unit of account.
 *
 * @param by what hedges
 * @param delta whole units of {@code by} that the book moves like: trading their opposite hedges best
 * @param variance without a hedge
 * @param residualVariance with it
 * @param parts one for each price and basis the book is exposed to; they add up to delta and to the residual variance
 */
public record CrossHedge(Asset by, double delta, double variance, double residualVariance, List<Part> parts) {
    public CrossHedge {
        parts = List.copyOf(parts);
    }

    /**
     * What one factor adds.
     *
     * @param exposure unit of account for a return of 1.00
     * @param beta of its return to that of the hedge
     * @param delta whole units of the hedge asset
     * @param residualVariance what is left of it; below zero where it offsets what others leave
     */
    public record Part(RiskFactor factor, double exposure, double beta, double delta, double residualVariance) {}

    public static CrossHedge of(Market market, Sensitivities book, Asset by, ReturnCovariances covariances) {
        AssetPrice hedge = new AssetPrice(by);
        double price = market.level(hedge);
        double hedgeVariance = covariances.covariance(hedge, hedge);
        List<RiskFactor> factors = book.factors().stream()
                .filter(factor -> factor instanceof AssetPrice || factor instanceof RiskFactor.Basis)
                .toList();
        List<Part> parts = new ArrayList<>();
        double delta = 0;
        double variance = 0;
        double residual = 0;
        for (RiskFactor factor : factors) {
            double exposure = market.level(factor) * book.by(factor);
            double beta = covariances.beta(factor, hedge);
            double left = 0;
            for (RiskFactor other : factors) {
                double otherExposure = market.level(other) * book.by(other);
                double covariance = covariances.covariance(factor, other);
                double explained = beta * covariances.beta(other, hedge) * hedgeVariance;
                variance += exposure * otherExposure * covariance;
                left += exposure * otherExposure * (covariance - explained);
            }
            double hedged = beta * exposure / price;
            delta += hedged;
            residual += left;
            parts.add(new Part(factor, exposure, beta, hedged, left));
        }
        return new CrossHedge(by, delta, variance, residual, parts);
    }
}
