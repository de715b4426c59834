package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.util.Arrays;

/**
 * An EIP-1559 transaction before it is signed. It carries no coin: the keeper never sends any, so there is no field
 * to get wrong.
 *
 * @param maxFee most that is paid per gas, tip included
 * @param maxTip most of it that goes to the block's builder; never above {@code maxFee}
 */
public record UnsignedTransaction(
        ChainId chainId,
        Address from,
        Nonce nonce,
        Address to,
        byte[] data,
        Gas gasLimit,
        FeePerGas maxFee,
        FeePerGas maxTip) {
    private static final Gas PLAIN_TRANSFER = new Gas(21_000);

    public UnsignedTransaction {
        if (maxTip.compareTo(maxFee) > 0) {
            throw new IllegalArgumentException("tip " + maxTip + " above the whole fee " + maxFee);
        }
    }

    /** Most it can cost. */
    public Wei highestCost() {
        return gasLimit.costAt(maxFee);
    }

    /** Does the same when it runs, whatever it costs. */
    public boolean hasSameEffectAs(UnsignedTransaction other) {
        return chainId.equals(other.chainId)
                && from.equals(other.from)
                && nonce.equals(other.nonce)
                && to.equals(other.to)
                && Arrays.equals(data, other.data);
    }

    /** Does nothing but use its nonce. */
    public boolean isCancellation() {
        return to.equals(from) && data.length == 0;
    }

    public UnsignedTransaction withFees(FeePerGas newMaxFee, FeePerGas newMaxTip) {
        return new UnsignedTransaction(chainId, from, nonce, to, data, gasLimit, newMaxFee, newMaxTip);
    }

    public UnsignedTransaction withGasLimit(Gas newGasLimit) {
        return new UnsignedTransaction(chainId, from, nonce, to, data, newGasLimit, maxFee, maxTip);
    }

    /** The same nonce used for nothing. */
    public UnsignedTransaction cancelledAt(FeePerGas newMaxFee, FeePerGas newMaxTip) {
        return new UnsignedTransaction(chainId, from, nonce, from, new byte[0], PLAIN_TRANSFER, newMaxFee, newMaxTip);
    }
}
