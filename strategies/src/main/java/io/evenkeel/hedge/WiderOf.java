package io.evenkeel.hedge;

/**
 * Trades only when both rules would, and no further than either asks. Pairs a rule for books with gamma, which
 * narrows to nothing as gamma goes, with one for books without.
 */
public record WiderOf(HedgeRule first, HedgeRule second) implements HedgeRule {
    @Override
    public NoTradeBand band(HedgeSituation situation) {
        NoTradeBand a = first.band(situation);
        NoTradeBand b = second.band(situation);
        return new NoTradeBand(
                Math.min(a.triggerLow(), b.triggerLow()),
                Math.min(a.landingLow(), b.landingLow()),
                Math.max(a.landingHigh(), b.landingHigh()),
                Math.max(a.triggerHigh(), b.triggerHigh()));
    }
}
