package io.evenkeel.market.position;

/** What lies at the bottom: it wraps no other position, and a market gives it a value of its own. */
public sealed interface Instrument extends Position
        permits Spot, PoolRange, LendingAccount, LinearPerp, PowerPerp, OptionPosition {}
