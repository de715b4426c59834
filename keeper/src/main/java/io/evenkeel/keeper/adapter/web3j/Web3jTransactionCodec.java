package io.evenkeel.keeper.adapter.web3j;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.sign.EcdsaSignature;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.TransactionCodec;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** EIP-1559 transactions as web3j writes them, and public keys as it recovers them. */
public final class Web3jTransactionCodec implements TransactionCodec {
    private static final int PUBLIC_KEY_BYTES = 64;
    /** The curve has points for two more; none is ever met, and the network does not take them. */
    private static final int RECOVERY_BITS = 2;

    @Override
    public byte[] payload(UnsignedTransaction transaction) {
        return TransactionEncoder.encode(encodable(transaction));
    }

    @Override
    public byte[] hash(byte[] payload) {
        return Hash.sha3(payload);
    }

    @Override
    public Address addressOf(byte[] publicKey) {
        if (publicKey.length != PUBLIC_KEY_BYTES) {
            throw new IllegalArgumentException("a public key has 64 bytes, this has " + publicKey.length);
        }
        return Address.of(Keys.getAddress(publicKey));
    }

    @Override
    public Assembly assemble(UnsignedTransaction transaction, EcdsaSignature signature) {
        RawTransaction encodable = encodable(transaction);
        byte[] hash = Hash.sha3(TransactionEncoder.encode(encodable));
        ECDSASignature lower = new ECDSASignature(signature.r(), signature.s()).toCanonicalised();
        for (int bit = 0; bit < RECOVERY_BITS; bit++) {
            if (signer(bit, lower, hash).filter(transaction.from()::equals).isPresent()) {
                Sign.SignatureData data = new Sign.SignatureData(
                        Sign.getVFromRecId(bit),
                        Numeric.toBytesPadded(lower.r, PUBLIC_KEY_BYTES / 2),
                        Numeric.toBytesPadded(lower.s, PUBLIC_KEY_BYTES / 2));
                return new Assembly.Assembled(signed(TransactionEncoder.encode(encodable, data)));
            }
        }
        return new Assembly.NotTheSenders();
    }

    /** Empty when no key could have made it. */
    private static Optional<Address> signer(int bit, ECDSASignature signature, byte[] hash) {
        try {
            return Optional.ofNullable(Sign.recoverFromSignature(bit, signature, hash))
                    .map(publicKey -> new Address("0x" + Keys.getAddress(publicKey)));
        } catch (IllegalArgumentException notOnTheCurve) {
            // Half of all numbers are no x of any point, and web3j says so by an exception.
            return Optional.empty();
        }
    }

    static SignedTransaction signed(byte[] raw) {
        return new SignedTransaction(raw, new TxHash("0x" + HexFormat.of().formatHex(Hash.sha3(raw))));
    }

    static RawTransaction encodable(UnsignedTransaction transaction) {
        return RawTransaction.createTransaction(
                transaction.chainId().value(),
                BigInteger.valueOf(transaction.nonce().value()),
                BigInteger.valueOf(transaction.gasLimit().units()),
                transaction.to().hex(),
                BigInteger.ZERO,
                "0x" + HexFormat.of().formatHex(transaction.data()),
                transaction.maxTip().wei(),
                transaction.maxFee().wei());
    }
}
