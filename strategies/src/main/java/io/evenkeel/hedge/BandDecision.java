package io.evenkeel.hedge;

/** What a rule says of a net delta. */
public sealed interface BandDecision {
    NoTradeBand band();

    /** Inside the triggers: trading now costs more than the risk it saves. */
    record Stay(NoTradeBand band) implements BandDecision {}

    /** Outside: bring the net delta here, base token. */
    record MoveTo(NoTradeBand band, double destinationBase) implements BandDecision {}
}
