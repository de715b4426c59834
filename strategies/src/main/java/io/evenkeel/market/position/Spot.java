package io.evenkeel.market.position;

import io.evenkeel.units.TokenDelta;

/**
 * A token held, or owed where negative. A liquid-staking token is held like any other; the market knows its rate and
 * its basis.
 */
public record Spot(String name, TokenDelta amount) implements Instrument {}
