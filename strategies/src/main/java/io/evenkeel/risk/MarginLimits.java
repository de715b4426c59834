package io.evenkeel.risk;

import io.evenkeel.units.Bps;
import java.util.Optional;

/**
 * How far a price may be from liquidating a position, as parts of the price; and, since a loan of the token that backs
 * it is liquidated by interest and not by price, how much equity must exceed the maintenance requirement, as the same
 * parts of that. The policy's own margin floor has to be at or below the floor here.
 *
 * @param floor nearer than this a venue is topped up before anything else
 * @param target a top-up restores this distance
 * @param shock a position that is opened or grown must survive a move of this much right afterwards
 * @param withdrawAbove collateral is taken out only where the position then still survives a move of this much
 * @param liquidation how likely a liquidation may be on top of that; without it the distances alone decide
 */
public record MarginLimits(
        Bps floor, Bps target, Bps shock, Bps withdrawAbove, Optional<LiquidationLimit> liquidation) {
    public MarginLimits {
        if (floor.value() < 1 || withdrawAbove.value() >= 10_000) {
            throw new IllegalArgumentException(
                    "distances must lie between 0 and the whole price, were " + floor + " to " + withdrawAbove);
        }
        requireAbove("target", target, floor);
        requireAbove("shock", shock, floor);
        if (withdrawAbove.compareTo(target) < 0 || withdrawAbove.compareTo(shock) < 0) {
            throw new IllegalArgumentException("withdrawAbove " + withdrawAbove + " must not be below target " + target
                    + " or shock " + shock + ": what is taken out would have to come back");
        }
    }

    /** Distances alone. */
    public MarginLimits(Bps floor, Bps target, Bps shock, Bps withdrawAbove) {
        this(floor, target, shock, withdrawAbove, Optional.empty());
    }

    private static void requireAbove(String name, Bps value, Bps floor) {
        if (value.compareTo(floor) <= 0) {
            throw new IllegalArgumentException(name + " " + value + " must be above the floor " + floor);
        }
    }
}
