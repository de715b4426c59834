package io.evenkeel.keeper.backtest.series;

/** What becomes of bars that are missing in a file. All of them are counted and listed, whatever becomes of them. */
public sealed interface GapPolicy {
    /** A gap is a fault. */
    record Refuse() implements GapPolicy {}

    /**
     * The market stands still: the last values known are repeated.
     *
     * @param mostBars in one gap
     * @param skipLonger whether a longer gap is skipped; otherwise it is a fault
     */
    record FillForward(int mostBars, boolean skipLonger) implements GapPolicy {
        public FillForward {
            if (mostBars < 1) {
                throw new IllegalArgumentException("a gap that is filled has at least 1 bar, was " + mostBars);
            }
        }
    }

    /** Nothing is decided until the next bar; the move in between is one step. */
    record Skip() implements GapPolicy {}
}
