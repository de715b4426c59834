package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Wei;
import java.util.Set;

/**
 * What the guard lets through.
 *
 * @param destinations contracts the key may call
 * @param highestFee per gas, for any transaction
 * @param highestCost of one transaction, gas limit times fee
 */
public record SigningRules(ChainId chainId, Set<Address> destinations, FeePerGas highestFee, Wei highestCost) {
    /** What the pools of all common nodes ask for at least when a transaction takes another's place. */
    public static final Bps LEAST_RAISE = new Bps(1_000);

    public SigningRules {
        destinations = Set.copyOf(destinations);
    }
}
