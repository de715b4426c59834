package io.evenkeel.keeper.venue.perpsv2;

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

/** USDC for sUSD and back, in one pool of Uniswap v3 and near parity. */
record SusdSwaps(Address router, Address quote, Address susd) {
    /** sUSD 1e18 for one smallest unit of USDC. */
    static final BigInteger SUSD_PER_QUOTE = BigInteger.TEN.pow(12);

    private static final AbiFunction EXACT_INPUT =
            ContractAbi.load("uniswap-v3", "SwapRouter").function("exactInputSingle");
    /** Five basis points of every swap are the pool's. */
    private static final int FEE_PIPS = 500;
    /** What may be lost against parity, the pool's fee included. */
    private static final Bps WORST = new Bps(20);

    /** sUSD 1e18: what so much USDC surely brings. */
    BigInteger leastFor(TokenAmount usdc) {
        return lessWorst(usdc.units().multiply(SUSD_PER_QUOTE));
    }

    Leg buy(TokenAmount usdc, Address recipient, Instant deadline, boolean required) {
        byte[] call = call(quote, susd, recipient, deadline, usdc.units(), leastFor(usdc));
        return Leg.spending(router, usdc, call, required);
    }

    /** @param amount sUSD 1e18 */
    Leg sell(BigInteger amount, Token quoteToken, Address recipient, Instant deadline, boolean required) {
        BigInteger least = Rounding.divideUp(lessWorst(amount), SUSD_PER_QUOTE);
        byte[] call = call(susd, quote, recipient, deadline, amount, least);
        Token token = new Token(quoteToken.chainId(), susd, "sUSD", 18);
        return Leg.spending(router, new TokenAmount(token, amount), call, required);
    }

    private static BigInteger lessWorst(BigInteger susdE18) {
        return Rounding.divideUp(
                susdE18.multiply(BigInteger.valueOf(Bps.WHOLE.value() - WORST.value())),
                BigInteger.valueOf(Bps.WHOLE.value()));
    }

    private static byte[] call(
            Address in, Address out, Address recipient, Instant deadline, BigInteger amount, BigInteger least) {
        return EXACT_INPUT.encode(
                List.of(in, out, FEE_PIPS, recipient, deadline.getEpochSecond(), amount, least, BigInteger.ZERO));
    }
}
