package io.evenkeel.plan;

import io.evenkeel.allocate.VenueMove;
import io.evenkeel.units.TokenDelta;
import java.util.Comparator;
import java.util.List;

/**
 * One way to restore a margin.
 *
 * @param collateral moved before anything trades: no more than there is
 * @param moves all of it, one for each venue that takes part
 * @param lacking collateral that is still missing afterwards; 0 or less: the margin is restored
 * @param unhedged base token of hedge that is closed and finds no room elsewhere
 * @param costQuote model, whole quote: gas of every move, and fee and impact of what is traded
 * @param words what it does, in the operator's words
 */
record Remedy(
        Means means,
        List<VenueMove> collateral,
        List<VenueMove> moves,
        TokenDelta lacking,
        TokenDelta unhedged,
        double costQuote,
        List<String> words) {
    /** What a remedy reaches for last, in the order of what it usually costs. */
    enum Means {
        TOP_UP("topping up from idle"),
        EXCESS("taking out what others have in excess"),
        MOVE("moving collateral that others can spare"),
        DE_LEVER("closing a part and opening it elsewhere");

        private final String words;

        Means(String words) {
            this.words = words;
        }
    }

    /**
     * What restores the margin before what does not; what keeps the hedge before what leaves some of it off; the
     * cheaper before the dearer, and of two that cost the same what comes first in {@link Means}. Where none restores
     * it, the one that leaves least to be wished for.
     */
    static final Comparator<Remedy> BEST_FIRST = Comparator.comparing(Remedy::restores)
            .reversed()
            .thenComparing(remedy -> remedy.restores() ? 0.0 : remedy.lacking.wholeAsDouble())
            .thenComparing(remedy -> !remedy.unhedged.isZero())
            .thenComparingDouble(Remedy::costQuote)
            .thenComparing(Remedy::means);

    Remedy {
        collateral = List.copyOf(collateral);
        moves = List.copyOf(moves);
        words = List.copyOf(words);
    }

    boolean restores() {
        return lacking.signum() <= 0;
    }

    boolean trades() {
        return means == Means.DE_LEVER;
    }

    /** Such as {@code topping up from idle costs about 4.20 USDC}. */
    String costWords(Object quote) {
        return means.words + " costs about " + Words.quote(costQuote, quote);
    }
}
