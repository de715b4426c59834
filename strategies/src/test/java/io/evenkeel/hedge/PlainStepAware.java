package io.evenkeel.hedge;

/**
 * The step-aware rule a second time, straight from its formulas and in their letters, and from nothing of the
 * implementation: the thresholds by bisection of the cubic and its integral, the trade itself instead of a band.
 */
final class PlainStepAware {
    private PlainStepAware() {}

    static double newHolding(
            ShortCall book,
            double S,
            double c,
            double k0,
            double dt,
            double lambda,
            double kappa,
            boolean unwound,
            double h) {
        double sigma = book.volatility();
        double tau = book.yearsToExpiry();
        double u = unwound ? 1 : 0;
        double now = liabilityGamma(book, S, 1);
        double G0 = Math.max(Math.abs(now), 1e-12);
        double k = kappa
                * (Math.cbrt(2.25 * c * c * lambda * S * S * G0) + 0.5 * lambda * G0 * S * S * sigma * sigma * dt);
        if (now < 0) {
            k = -k / (1 + k);
        }
        k = Math.min(k, 3);
        double D = liabilityDelta(book, S, 1 + k);
        double gammaThen = liabilityGamma(book, S, 1 + k);
        double G = Math.max(Math.abs(gammaThen), 1e-12);
        double ctr = D + u * c * (Math.abs(D) + S * gammaThen * Math.signum(D));
        double w0 = Math.cbrt(1.5 * c * S * G * G / lambda);
        double step = G * S * sigma * Math.sqrt(dt);
        double rho = step / w0;
        double w = w0 / (1 + 0.583 * rho + 1.5 * rho * rho);
        double q = u * c / (lambda * S * sigma * sigma * tau);
        double wg = Math.max(w, 2 * q);
        double ws = Math.max(w - 0.7 * q, 0);
        double lo;
        double hi;
        if (ctr >= 0) {
            lo = ctr - wg;
            hi = ctr + ws;
            if (lo < 0 && h >= 0) {
                lo = Math.min(0, ctr);
            }
        } else {
            lo = ctr - ws;
            hi = ctr + wg;
            if (hi > 0 && h <= 0) {
                hi = Math.max(0, ctr);
            }
        }
        if (k0 == 0) {
            return Math.min(Math.max(h, lo), hi);
        }
        double[] z = thresholds(2 * k0 / (c * S * w0));
        double wi = w0 * z[0];
        double wo = w0 * z[1];
        double ex = Math.min(Math.max(wo - w0, 0), Math.max(Math.max(wo - 0.583 * step, wi) - w, 0));
        double ug = Math.sqrt(2 * k0 / (lambda * S * S * sigma * sigma * tau));
        double og = Math.max(wg + ex, 2 * q + ug);
        double os = Math.max(ws + ex, ug);
        double below = Math.min(lo, ctr - (ctr >= 0 ? og : os));
        double above = Math.max(hi, ctr + (ctr >= 0 ? os : og));
        if (h < below) {
            return (lo + hi) / 2 - z[0] * (hi - lo) / 2;
        }
        return h > above ? (lo + hi) / 2 + z[0] * (hi - lo) / 2 : h;
    }

    /** Bisects a of the cubic; its roots by bisection too; the integral as it stands. */
    static double[] thresholds(double g) {
        double low = 3;
        double high = 3 + 4 * Math.sqrt(g) + 4 * g;
        for (int i = 0; i < 200; i++) {
            double a = (low + high) / 2;
            double[] z = roots(a);
            double area = a * (z[1] * z[1] - z[0] * z[0]) / 2
                    - (Math.pow(z[1], 4) - Math.pow(z[0], 4)) / 4
                    - 2 * (z[1] - z[0]);
            if (area < g) {
                low = a;
            } else {
                high = a;
            }
        }
        return roots((low + high) / 2);
    }

    private static double[] roots(double a) {
        double turn = Math.sqrt(a / 3);
        return new double[] {root(a, 0, turn), root(a, Math.sqrt(a), turn)};
    }

    /** Between a point where the cubic is positive and one where it is not. */
    private static double root(double a, double positive, double negative) {
        for (int i = 0; i < 200; i++) {
            double middle = (positive + negative) / 2;
            if (middle * middle * middle - a * middle + 2 > 0) {
                positive = middle;
            } else {
                negative = middle;
            }
        }
        return (positive + negative) / 2;
    }

    private static double liabilityDelta(ShortCall book, double S, double stretch) {
        BookCurve.Point point = new BookCurve.Point();
        book.at(S, stretch, 1, point);
        return -point.deltaBase;
    }

    private static double liabilityGamma(ShortCall book, double S, double stretch) {
        BookCurve.Point point = new BookCurve.Point();
        book.at(S, stretch, 1, point);
        return -point.gammaBasePerQuote;
    }
}
