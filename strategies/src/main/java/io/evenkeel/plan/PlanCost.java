package io.evenkeel.plan;

import io.evenkeel.allocate.Trading;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.GasModel;
import java.util.List;

/**
 * Model: what moves cost, in whole quote token.
 *
 * @param trading fee, impact and basis; a gain counts as nothing
 * @param gas of the whole execution
 * @param traded value that changes hands by trading
 * @param turnover what the policy counts: every venue's change of delta, and where anything trades that includes base
 *     token moved as collateral, once at the venue and once in the vault
 * @param atWorst lost when every trade ends at its worst price
 */
record PlanCost(double trading, double gas, double traded, double turnover, double atWorst) {
    static PlanCost of(List<VenueMove> moves, List<Venue> venues, Trading trading, GasModel gas, CostLimits limits) {
        double cost = 0;
        double units = limits.executionOverhead().units();
        double traded = 0;
        double movedBase = 0;
        for (VenueMove move : moves) {
            Venue venue = venues.stream()
                    .filter(v -> v.id().equals(move.venue()))
                    .findFirst()
                    .orElseThrow();
            if (!move.delta().isZero()) {
                double change = move.delta().wholeAsDouble();
                cost += Math.max(0, venue.tradeCostQuote(change, trading.price()));
                traded += Math.abs(change) * trading.high().asDouble();
                units += venue.gasPerTrade();
            }
            if (!move.collateral().isZero()) {
                units += venue.gasPerCollateralMove();
                boolean inBase =
                        move.collateral().token().equals(trading.price().base());
                movedBase += inBase ? 2 * Math.abs(move.collateral().wholeAsDouble()) : 0;
            }
        }
        double turnover = traded > 0 ? traded + movedBase * trading.high().asDouble() : 0;
        double fromBest = trading.maxSlippage().fraction()
                + (trading.high().asDouble() - trading.low().asDouble())
                        / trading.price().asDouble();
        return new PlanCost(cost, gas.quotePerGas() * units, traded, turnover, traded * fromBest);
    }

    double total() {
        return trading + gas;
    }
}
