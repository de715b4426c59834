package io.evenkeel.risk.stress;

import io.evenkeel.units.Bps;
import java.util.Optional;

/**
 * What may happen in the worst cell of the grid, as parts of today's NAV. A plan that trades must not make a worst case
 * worse that is beyond its limit.
 *
 * @param maxLoss of NAV
 * @param maxNetDelta value of what the net delta is off its target, at the price of the cell
 * @param maxShortfall collateral that all margins together would lack
 */
public record StressLimits(
        StressGrid grid, Optional<Bps> maxLoss, Optional<Bps> maxNetDelta, Optional<Bps> maxShortfall) {}
