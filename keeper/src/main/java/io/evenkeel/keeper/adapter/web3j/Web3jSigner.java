package io.evenkeel.keeper.adapter.web3j;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.sign.PermittedExecution;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.math.BigInteger;
import java.util.Arrays;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.TransactionEncoder;

/**
 * Signs with a key in this process's memory. Between signatures only one array holds the key, and closing overwrites
 * it; what a signature leaves in big integers is the garbage collector's.
 */
public final class Web3jSigner implements TransactionSigner {
    private final byte[] privateKey;
    private final Address address;
    private boolean closed;

    /** @param privateKey 32 bytes; copied */
    public Web3jSigner(byte[] privateKey) {
        if (privateKey.length != 32) {
            throw new IllegalArgumentException("a private key has 32 bytes, this has " + privateKey.length);
        }
        this.privateKey = privateKey.clone();
        this.address = new Address("0x" + Keys.getAddress(keyPair()));
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public synchronized SigningOutcome sign(PermittedExecution permitted) {
        if (closed) {
            return new SigningOutcome.NotSigned("the key is closed");
        }
        UnsignedTransaction transaction = permitted.transaction();
        if (!transaction.from().equals(address)) {
            return new SigningOutcome.NotSigned("this is the key of " + address + ", not of " + transaction.from());
        }
        byte[] raw = TransactionEncoder.signMessage(
                Web3jTransactionCodec.encodable(transaction), Credentials.create(keyPair()));
        return new SigningOutcome.Signed(Web3jTransactionCodec.signed(raw));
    }

    private ECKeyPair keyPair() {
        return ECKeyPair.create(new BigInteger(1, privateKey));
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(privateKey, (byte) 0);
    }
}
