package io.evenkeel.keeper.venue;

import io.evenkeel.chain.Address;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.Optional;

/**
 * One call the vault makes.
 *
 * @param spend what the target may take during this call, to the last unit what the call says; empty: nothing
 * @param required false: if it fails the others still go on
 */
public record Leg(Address target, Optional<TokenAmount> spend, byte[] callData, boolean required) {
    public static Leg of(Address target, byte[] callData, boolean required) {
        return new Leg(target, Optional.empty(), callData, required);
    }

    public static Leg spending(Address target, TokenAmount spend, byte[] callData, boolean required) {
        return new Leg(target, Optional.of(spend), callData, required);
    }

    public Address spendToken() {
        return spend.map(amount -> amount.token().address()).orElse(Address.ZERO);
    }

    public BigInteger spendUnits() {
        return spend.map(TokenAmount::units).orElse(BigInteger.ZERO);
    }
}
