package io.evenkeel.risk;

import io.evenkeel.exposure.Exposure;
import java.util.List;

/** What a snapshot says of the limits. */
public sealed interface RiskVerdict {
    /** Nothing may be done: the envelope on chain says so. */
    record Halt(List<String> reasons) implements RiskVerdict {
        public Halt {
            reasons = List.copyOf(reasons);
        }
    }

    /** A margin is under its floor: that comes first, whatever the delta. Thinnest first. */
    record MarginShort(Exposure exposure, List<ThinMargin> margins, HedgeWish wish) implements RiskVerdict {
        public MarginShort {
            margins = List.copyOf(margins);
        }
    }

    /** Margins are sound and the net delta has left the band. */
    record HedgeNeeded(Exposure exposure, HedgeWish.Change wish) implements RiskVerdict {}

    /** Margins are sound and the net delta is where it may stay. */
    record WithinBand(Exposure exposure, HedgeWish.Keep wish) implements RiskVerdict {}
}
