package io.evenkeel.exposure;

import io.evenkeel.market.Market;
import io.evenkeel.market.position.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * What a list of positions is exposed to in a market, looked through to the underlyings: one line for each thing held at
 * the bottom, and the net of all of them for every risk factor.
 *
 * @param market what all of it is counted in
 * @param lines in the order of the positions; shares of a vault become the lines of what it holds
 * @param net all lines together, pending orders at their full size included
 * @param pending the part of {@code net} that is not certain: what orders add that have not been filled
 */
public record NetExposure(Market market, List<Line> lines, Sensitivities net, Sensitivities pending) {
    /** Vaults in vaults, and orders in them, are looked through this deep and no deeper. */
    public static final int MOST_LOOK_THROUGHS = 8;

    public NetExposure {
        lines = List.copyOf(lines);
    }

    /**
     * One thing held.
     *
     * @param name its own, after the names of what it is held through, such as {@code meta vault > range 7}
     * @param certain whether it is there already, and not only ordered
     */
    public record Line(String name, boolean certain, Sensitivities sensitivities) {}

    /**
     * The order of the positions makes no difference but for that of the lines.
     *
     * @throws IllegalArgumentException when positions lie deeper than {@link #MOST_LOOK_THROUGHS}, or the market does
     *     not say what one of them depends on
     */
    public static NetExposure of(Market market, List<Position> positions) {
        Valuation valuation = new Valuation(market);
        List<Line> lines = new ArrayList<>();
        List<Jet> all = new ArrayList<>();
        List<Jet> uncertain = new ArrayList<>();
        for (LookThrough.Leaf leaf : LookThrough.of(positions)) {
            Jet ours = valuation.of(leaf);
            all.add(ours);
            if (!leaf.certain()) {
                uncertain.add(ours);
            }
            lines.add(new Line(leaf.name(), leaf.certain(), new Sensitivities(ours)));
        }
        return new NetExposure(market, lines, new Sensitivities(Jet.sum(all)), new Sensitivities(Jet.sum(uncertain)));
    }

    /** Unit of account. */
    public double nav() {
        return net.value();
    }
}
