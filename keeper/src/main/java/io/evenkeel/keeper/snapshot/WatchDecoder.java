package io.evenkeel.keeper.snapshot;

import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.risk.health.Measure;
import io.evenkeel.risk.health.Trait;
import io.evenkeel.risk.health.VenueWatch;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a gauge shows of its protocol. Kinds are numbered as in the contract's enums. */
final class WatchDecoder {
    private WatchDecoder() {}

    /** @throws IllegalArgumentException when there is more of it than the interface allows, or a kind unknown here */
    static VenueWatch watch(AbiRecord watch) {
        return new VenueWatch(
                watch.records("traits").stream().map(WatchDecoder::trait).toList(),
                watch.records("measures").stream().map(WatchDecoder::measure).toList());
    }

    private static Trait trait(AbiRecord trait) {
        return new Trait(
                kind(Trait.Kind.values(), trait.small("kind")),
                label(trait.bytes("label")),
                "0x" + HexFormat.of().formatHex(trait.bytes("value")));
    }

    private static Measure measure(AbiRecord measure) {
        return new Measure(
                kind(Measure.Kind.values(), measure.small("kind")),
                label(measure.bytes("label")),
                measure.integer("value"));
    }

    private static <K> K kind(K[] kinds, int number) {
        if (number >= kinds.length) {
            throw new IllegalArgumentException("nothing that is watched is of kind " + number);
        }
        return kinds[number];
    }

    /** Without the zeros after it. */
    private static String label(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
