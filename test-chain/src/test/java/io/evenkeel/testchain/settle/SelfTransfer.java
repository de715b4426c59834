package io.evenkeel.testchain.settle;

import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** The least a node can be sent: nothing, from an account to itself. */
final class SelfTransfer {
    private SelfTransfer() {}

    /** @param feeWei the most it pays per gas, all of it as a tip if need be */
    static byte[] signed(Credentials who, long nonce, long gas, BigInteger feeWei, long chainId) {
        return TransactionEncoder.signMessage(
                RawTransaction.createTransaction(
                        chainId,
                        BigInteger.valueOf(nonce),
                        BigInteger.valueOf(gas),
                        who.getAddress(),
                        BigInteger.ZERO,
                        "",
                        feeWei,
                        feeWei),
                who);
    }
}
