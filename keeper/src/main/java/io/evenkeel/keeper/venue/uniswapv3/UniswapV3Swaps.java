package io.evenkeel.keeper.venue.uniswapv3;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.market.Pair;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * Swaps through the v1 router, whose calls carry a deadline. The price limit is always the amount on the other side:
 * a square-root price limit would fill in part without saying so.
 *
 * @param feePips which of the pair's pools
 */
public record UniswapV3Swaps(Address router, Pair pair, int feePips) {
    private static final ContractAbi ROUTER = ContractAbi.load("uniswap-v3", "SwapRouter");
    private static final AbiFunction EXACT_INPUT = ROUTER.function("exactInputSingle");
    private static final AbiFunction EXACT_OUTPUT = ROUTER.function("exactOutputSingle");

    /** Sells exactly this much base for at least its value at the worst price, rounded up. */
    public Leg sellBase(TokenAmount base, Price worstPrice, Address recipient, Instant deadline, boolean required) {
        byte[] call = EXACT_INPUT.encode(List.of(
                pair.base().address(),
                pair.quote().address(),
                feePips,
                recipient,
                deadline.getEpochSecond(),
                base.units(),
                worstPrice.valueUp(base).units(),
                BigInteger.ZERO));
        return Leg.spending(router, base, call, required);
    }

    /** Buys exactly this much base for at most its value at the worst price, rounded down. */
    public Leg buyBase(TokenAmount base, Price worstPrice, Address recipient, Instant deadline, boolean required) {
        TokenAmount most = worstPrice.valueDown(base);
        byte[] call = EXACT_OUTPUT.encode(List.of(
                pair.quote().address(),
                pair.base().address(),
                feePips,
                recipient,
                deadline.getEpochSecond(),
                base.units(),
                most.units(),
                BigInteger.ZERO));
        return Leg.spending(router, most, call, required);
    }
}
