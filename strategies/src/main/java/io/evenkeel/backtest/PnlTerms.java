package io.evenkeel.backtest;

/** The terms of an {@link Attribution} while they are added up; quote token, gains positive. */
final class PnlTerms {
    static final int COUNT = 14;

    double delta;
    double gamma;
    double lossVersusRebalancing;
    double theta;
    double vega;
    double basis;
    double funding;
    double borrow;
    double rangeFees;
    double fees;
    double impact;
    double gas;
    double hedgeLag;
    double forcedClosing;

    Attribution toAttribution() {
        return new Attribution(
                delta,
                gamma,
                lossVersusRebalancing,
                theta,
                vega,
                basis,
                funding,
                borrow,
                rangeFees,
                fees,
                impact,
                gas,
                hedgeLag,
                forcedClosing);
    }

    /** Fees, impact and gas so far, positive. */
    double cost() {
        return -(fees + impact + gas);
    }

    /** What no hedge in the underlying changes, so far. */
    double beyondDelta() {
        return gamma + lossVersusRebalancing + theta + vega + rangeFees;
    }

    /** In the order of {@link Attribution}'s components: {@code columns[term][point]}. */
    void copyTo(double[][] columns, int point) {
        columns[0][point] = delta;
        columns[1][point] = gamma;
        columns[2][point] = lossVersusRebalancing;
        columns[3][point] = theta;
        columns[4][point] = vega;
        columns[5][point] = basis;
        columns[6][point] = funding;
        columns[7][point] = borrow;
        columns[8][point] = rangeFees;
        columns[9][point] = fees;
        columns[10][point] = impact;
        columns[11][point] = gas;
        columns[12][point] = hedgeLag;
        columns[13][point] = forcedClosing;
    }
}
