package io.evenkeel.hedge;

/**
 * Says when to trade and how far. Implementations are values: the same situation gives the same band. Every rule is
 * idempotent: asked again where it sent the delta, it stays.
 */
@FunctionalInterface
public interface HedgeRule {
    /**
     * The rule itself, on plain numbers: allocates nothing, so that a simulation runs on the very code that the keeper
     * decides by.
     *
     * @param out is overwritten
     */
    void fill(HedgeInputs in, HoldingBand out);

    /** The same in words. */
    default NoTradeBand band(HedgeSituation situation) {
        HedgeInputs in = situation.asInputs();
        HoldingBand out = new HoldingBand();
        fill(in, out);
        return out.asNetDelta(in.bookDeltaBase);
    }

    default BandDecision decide(HedgeSituation situation) {
        return band(situation).decide(situation.deltaBase());
    }
}
