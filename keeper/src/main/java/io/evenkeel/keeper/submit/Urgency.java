package io.evenkeel.keeper.submit;

import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.ThinMargin;
import io.evenkeel.units.Bps;
import java.util.OptionalDouble;

/**
 * How near liquidation the account was when it was last read. The cycle tells, whoever prices a transaction asks anew
 * each time, so that what is offered for a top-up rises while it waits and the market moves on. Until anything was read
 * it is the whole: not knowing is no reason to save on gas.
 */
public final class Urgency {
    private volatile Bps part = Bps.WHOLE;

    /** From nothing to the whole. */
    public Bps now() {
        return part;
    }

    public void observed(MarketSnapshot snapshot, MarginLimits limits) {
        OptionalDouble nearest = snapshot.venues().stream()
                .flatMap(venue -> ThinMargin.of(venue, snapshot.price()).stream())
                .mapToDouble(ThinMargin::distance)
                .min();
        set(nearest.isPresent() ? of(nearest.getAsDouble(), limits) : Bps.ZERO);
    }

    void set(Bps observed) {
        part = observed;
    }

    /**
     * Nothing at the margin's target and beyond, the whole at half its floor and nearer, in proportion between.
     *
     * @param distance of the nearest liquidation, a part of the price
     */
    static Bps of(double distance, MarginLimits limits) {
        double far = limits.target().fraction();
        double near = limits.floor().fraction() / 2;
        double part = (far - distance) / (far - near);
        return new Bps((int) Math.round(Math.clamp(part, 0, 1) * Bps.WHOLE.value()));
    }
}
