package io.evenkeel.hedge;

/**
 * Says when to trade and how far. Implementations are values: the same situation gives the same band. Every rule is
 * idempotent: asked again where it sent the delta, it stays.
 */
public interface HedgeRule {
    NoTradeBand band(HedgeSituation situation);

    default BandDecision decide(HedgeSituation situation) {
        return band(situation).decide(situation.deltaBase());
    }
}
