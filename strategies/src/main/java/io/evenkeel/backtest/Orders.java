package io.evenkeel.backtest;

import java.util.Arrays;

/** What was decided and is not filled yet, by venue. Reused from decision to decision. */
final class Orders {
    private final double[] base;
    private final double[] collateral;
    private boolean isEmpty = true;

    Orders(int venues) {
        base = new double[venues];
        collateral = new double[venues];
    }

    /** @param quote into the venue; negative out of it */
    void add(int venue, double tradeBase, double quote) {
        base[venue] += tradeBase;
        collateral[venue] += quote;
        isEmpty &= base[venue] == 0 && collateral[venue] == 0;
    }

    void clear() {
        Arrays.fill(base, 0);
        Arrays.fill(collateral, 0);
        isEmpty = true;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    double base(int venue) {
        return base[venue];
    }

    double collateral(int venue) {
        return collateral[venue];
    }

    /** Base that is to be traded over all venues. */
    double netBase() {
        double net = 0;
        for (double one : base) {
            net += one;
        }
        return net;
    }
}
