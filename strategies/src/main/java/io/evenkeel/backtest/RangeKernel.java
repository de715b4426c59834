package io.evenkeel.backtest;

/**
 * Liquidity of Uniswap v3 in double: with p = sqrt(price) clamped to [a, b], roots of the range's prices,
 *
 * <pre>base = L (1/p − 1/b)   quote = L (p − a)   value = quote + price × base   Γ = −L / (2 p³) inside</pre>
 */
final class RangeKernel {
    private RangeKernel() {}

    static double value(double liquidity, double lowerRoot, double upperRoot, double price) {
        double root = clamp(Math.sqrt(price), lowerRoot, upperRoot);
        return liquidity * (root - lowerRoot + price * (1 / root - 1 / upperRoot));
    }

    static double base(double liquidity, double lowerRoot, double upperRoot, double price) {
        return liquidity * (1 / clamp(Math.sqrt(price), lowerRoot, upperRoot) - 1 / upperRoot);
    }

    static double gamma(double liquidity, double lowerRoot, double upperRoot, double price) {
        double root = Math.sqrt(price);
        return root > lowerRoot && root < upperRoot ? -liquidity / (2 * price * root) : 0;
    }

    private static double clamp(double root, double lower, double upper) {
        return Math.min(Math.max(root, lower), upper);
    }
}
