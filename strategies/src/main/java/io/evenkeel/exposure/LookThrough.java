package io.evenkeel.exposure;

import io.evenkeel.market.position.Instrument;
import io.evenkeel.market.position.PendingOrder;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.VaultShares;
import java.util.ArrayList;
import java.util.List;

/** Positions without their wrappings: what vaults hold and what orders add, in the order in which it is met. */
final class LookThrough {
    /**
     * One thing at the bottom.
     *
     * @param name its own, after the names of what it is held through
     * @param part of it that is ours, 0 to 1
     * @param certain whether it is there already, and not only ordered
     */
    record Leaf(String name, Instrument instrument, double part, boolean certain) {}

    private final List<Leaf> leaves = new ArrayList<>();

    private LookThrough() {}

    static List<Leaf> of(List<Position> positions) {
        LookThrough walk = new LookThrough();
        positions.forEach(position -> walk.add(position, new Path("", 1, true, 0)));
        return List.copyOf(walk.leaves);
    }

    private void add(Position position, Path path) {
        switch (position) {
            case VaultShares shares -> {
                Path inside = path.through(shares.name(), shares.fraction(), true);
                shares.vault().holdings().forEach(held -> add(held, inside));
            }
            case PendingOrder order -> add(order.onFill(), path.through(order.name(), 1, false));
            case Instrument held ->
                leaves.add(new Leaf(path.prefix() + held.name(), held, path.part(), path.certain()));
        }
    }

    /** How a position is held: through what, what part of it, for certain or not, how deep. */
    private record Path(String prefix, double part, boolean certain, int depth) {
        Path through(String name, double partOfIt, boolean isCertain) {
            if (depth == NetExposure.MOST_LOOK_THROUGHS) {
                throw new IllegalArgumentException(
                        "more than " + NetExposure.MOST_LOOK_THROUGHS + " look-throughs: " + prefix + name);
            }
            return new Path(prefix + name + " > ", part * partOfIt, certain && isCertain, depth + 1);
        }
    }
}
