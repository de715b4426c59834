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
import java.util.HexFormat;

/** How the fake chain writes transactions: every field, fixed width, nothing clever. "Signed" by being written. */
public final class FakeTransaction {
    private static final int HEADER = 8 + 20 + 8 + 20 + 8 + 8 + 8;

    /** Odd, with its bits well spread. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

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

    /** A name and no secret: four lanes of multiply and rotate are as good as a digest here, and much quicker. */
    public static TxHash hash(byte[] raw) {
        long[] lanes = {1, 2, 3, 4};
        for (int i = 0; i < raw.length; i++) {
            int lane = i % lanes.length;
            lanes[lane] = Long.rotateLeft((lanes[lane] ^ raw[i]) * MULTIPLIER, 31);
        }
        StringBuilder hex = new StringBuilder("0x");
        long carried = raw.length;
        for (int round = 0; round < 2; round++) {
            for (int lane = 0; lane < lanes.length; lane++) {
                carried = (carried ^ lanes[lane]) * MULTIPLIER;
                carried ^= carried >>> 29;
                lanes[lane] = carried;
            }
        }
        for (long lane : lanes) {
            hex.append(HexFormat.of().toHexDigits(lane));
        }
        return new TxHash(hex.toString());
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
