package io.evenkeel.keeper.explore;

import io.evenkeel.keeper.account.IntentId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;

/** What the fake vault understands: which intent, for which sequence, until when, and whether its legs fail. */
public record FakeCall(IntentId intentId, long sequence, Instant deadline, Manner manner) {
    public enum Manner {
        RUNS,
        REVERTS,
        /** Needs a little more gas when it is mined than when it was estimated. */
        NEEDS_MORE_GAS_LATER
    }

    public byte[] encode() {
        return ByteBuffer.allocate(32 + 8 + 8 + 1)
                .put(HexFormat.of().parseHex(intentId.hex().substring(2)))
                .putLong(sequence)
                .putLong(deadline.getEpochSecond())
                .put((byte) manner.ordinal())
                .array();
    }

    public static FakeCall decode(byte[] data) {
        ByteBuffer in = ByteBuffer.wrap(data);
        byte[] id = new byte[32];
        in.get(id);
        return new FakeCall(
                new IntentId("0x" + HexFormat.of().formatHex(id)),
                in.getLong(),
                Instant.ofEpochSecond(in.getLong()),
                Manner.values()[in.get()]);
    }
}
