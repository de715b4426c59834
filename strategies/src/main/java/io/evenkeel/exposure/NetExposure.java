package io.evenkeel.exposure;

import io.evenkeel.market.Market;
import io.evenkeel.market.position.LendingAccount;
import io.evenkeel.market.position.LinearPerp;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.PendingOrder;
import io.evenkeel.market.position.PoolRange;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.PowerPerp;
import io.evenkeel.market.position.Spot;
import io.evenkeel.market.position.VaultShares;
import java.util.ArrayList;
import java.util.List;

/**
 * What a list of positions is exposed to in a market, looked through to the underlyings: one line for each thing held at
 * the bottom, and the net of all of them for every risk factor.
 *
 * @param lines in the order of the positions; shares of a vault become the lines of what it holds
 * @param net all lines together, pending orders at their full size included
 * @param pending the part of {@code net} that is not certain: what orders add that have not been filled
 */
public record NetExposure(List<Line> lines, Sensitivities net, Sensitivities pending) {
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
        Collector collector = new Collector(new Valuation(market));
        for (Position position : positions) {
            collector.add(position, new Path("", 1, true, 0));
        }
        return collector.collected();
    }

    /** Unit of account. */
    public double nav() {
        return net.value();
    }

    /** How a position is held: through what, what part of it, for certain or not, how deep. */
    private record Path(String prefix, double fraction, boolean certain, int depth) {
        Path through(String name, double part, boolean isCertain) {
            if (depth == MOST_LOOK_THROUGHS) {
                throw new IllegalArgumentException(
                        "more than " + MOST_LOOK_THROUGHS + " look-throughs: " + prefix + name);
            }
            return new Path(prefix + name + " > ", fraction * part, certain && isCertain, depth + 1);
        }
    }

    private static final class Collector {
        private final Valuation valuation;
        private final List<Line> lines = new ArrayList<>();
        private final List<Jet> all = new ArrayList<>();
        private final List<Jet> uncertain = new ArrayList<>();

        Collector(Valuation valuation) {
            this.valuation = valuation;
        }

        void add(Position position, Path path) {
            switch (position) {
                case VaultShares shares -> {
                    Path inside = path.through(shares.name(), shares.fraction(), true);
                    shares.vault().holdings().forEach(held -> add(held, inside));
                }
                case PendingOrder order -> add(order.onFill(), path.through(order.name(), 1, false));
                case Spot spot -> line(position, path, valuation.spot(spot));
                case PoolRange range -> line(position, path, valuation.range(range));
                case LendingAccount loan -> line(position, path, valuation.loan(loan));
                case LinearPerp perp -> line(position, path, valuation.linearPerp(perp));
                case PowerPerp perp -> line(position, path, valuation.powerPerp(perp));
                case OptionPosition option -> line(position, path, valuation.option(option));
            }
        }

        private void line(Position position, Path path, Jet whole) {
            Jet ours = path.fraction() == 1 ? whole : whole.times(path.fraction());
            all.add(ours);
            if (!path.certain()) {
                uncertain.add(ours);
            }
            lines.add(new Line(path.prefix() + position.name(), path.certain(), Sensitivities.sum(List.of(ours))));
        }

        NetExposure collected() {
            return new NetExposure(lines, Sensitivities.sum(all), Sensitivities.sum(uncertain));
        }
    }
}
