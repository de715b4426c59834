package io.evenkeel.keeper.venue.uniswapv3;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * A token for the synth of it and back, in one pool of Uniswap v3 and near parity.
 *
 * @param synth of 18 decimals
 */
public record ParitySwaps(Address router, Token original, Token synth) {
    private static final AbiFunction EXACT_INPUT =
            ContractAbi.load("uniswap-v3", "SwapRouter").function("exactInputSingle");
    /** Five basis points of every swap are the pool's. */
    private static final int FEE_PIPS = 500;
    /** What may be lost against parity, the pool's fee included. */
    private static final Bps WORST = new Bps(20);

    private static final BigInteger WHOLE = BigInteger.valueOf(Bps.WHOLE.value());
    private static final BigInteger KEPT = BigInteger.valueOf(Bps.WHOLE.value() - WORST.value());

    /** Smallest units of the synth for one of the original. */
    public BigInteger synthPerOriginal() {
        return BigInteger.TEN.pow(synth.decimals() - original.decimals());
    }

    /** What so much of the original surely brings, in the synth's smallest units. */
    public BigInteger leastFor(TokenAmount amount) {
        return lessWorst(amount.units().multiply(synthPerOriginal()));
    }

    /** The original that surely brings so much of the synth. */
    public TokenAmount enoughFor(BigInteger synthUnits) {
        BigInteger units = Rounding.divideUp(synthUnits.multiply(WHOLE), KEPT.multiply(synthPerOriginal()));
        return new TokenAmount(original, units);
    }

    public Leg buy(TokenAmount amount, Address recipient, Instant deadline, boolean required) {
        byte[] call = call(original, synth, recipient, deadline, amount.units(), leastFor(amount));
        return Leg.spending(router, amount, call, required);
    }

    /** @param amount the synth's smallest units */
    public Leg sell(BigInteger amount, Address recipient, Instant deadline, boolean required) {
        BigInteger least = Rounding.divideUp(lessWorst(amount), synthPerOriginal());
        byte[] call = call(synth, original, recipient, deadline, amount, least);
        return Leg.spending(router, new TokenAmount(synth, amount), call, required);
    }

    private static BigInteger lessWorst(BigInteger units) {
        return Rounding.divideUp(units.multiply(KEPT), WHOLE);
    }

    private static byte[] call(
            Token in, Token out, Address recipient, Instant deadline, BigInteger amount, BigInteger least) {
        return EXACT_INPUT.encode(List.of(
                in.address(),
                out.address(),
                FEE_PIPS,
                recipient,
                deadline.getEpochSecond(),
                amount,
                least,
                BigInteger.ZERO));
    }
}
