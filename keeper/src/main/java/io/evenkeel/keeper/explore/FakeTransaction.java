package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How the fake chain writes transactions: every field, fixed width, nothing clever. "Signed" by being written. */
public final class FakeTransaction {
    private static final int HEADER = 8 + 20 + 8 + 20 + 8 + 8 + 8;

    private FakeTransaction() {}

    public static SignedTransaction encode(UnsignedTransaction t) {
        byte[] raw = ByteBuffer.allocate(HEADER + t.data().length)
                .putLong(t.chainId().value())
                .put(t.from().bytes())
                .putLong(t.nonce().value())
                .put(t.to().bytes())
                .putLong(t.gasLimit().units())
                .putLong(t.maxFee().wei().longValueExact())
                .putLong(t.maxTip().wei().longValueExact())
                .put(t.data())
                .array();
        return new SignedTransaction(raw, hash(raw));
    }

    public static UnsignedTransaction decode(byte[] raw) {
        ByteBuffer in = ByteBuffer.wrap(raw);
        ChainId chainId = new ChainId(in.getLong());
        Address from = address(in);
        Nonce nonce = new Nonce(in.getLong());
        Address to = address(in);
        Gas gas = new Gas(in.getLong());
        FeePerGas maxFee = fee(in.getLong());
        FeePerGas maxTip = fee(in.getLong());
        byte[] data = new byte[in.remaining()];
        in.get(data);
        return new UnsignedTransaction(chainId, from, nonce, to, data, gas, maxFee, maxTip);
    }

    public static TxHash hash(byte[] raw) {
        return new TxHash("0x" + HexFormat.of().formatHex(sha256(raw)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Address address(ByteBuffer in) {
        byte[] twenty = new byte[20];
        in.get(twenty);
        return Address.of(twenty);
    }

    private static FeePerGas fee(long wei) {
        return new FeePerGas(BigInteger.valueOf(wei));
    }
}
