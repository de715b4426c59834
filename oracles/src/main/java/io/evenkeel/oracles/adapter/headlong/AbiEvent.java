package io.evenkeel.oracles.adapter.headlong;

import com.esaulpaugh.headlong.abi.Event;
import com.esaulpaugh.headlong.abi.Tuple;
import java.util.HexFormat;
import java.util.List;

/** One event of a contract. */
public final class AbiEvent {
    private final Event<Tuple> event;

    AbiEvent(Event<Tuple> event) {
        this.event = event;
    }

    public String signature() {
        return event.getCanonicalSignature();
    }

    /** The first topic of every log of this event: keccak of the signature, 0x and 64 hex digits. */
    public String topic() {
        return Keccak256.hex(signature());
    }

    /**
     * @param topics of the log, the event's own first
     * @throws IllegalArgumentException when it is not a log of this event
     */
    public AbiRecord decode(List<String> topics, byte[] data) {
        byte[][] raw = topics.stream()
                .map(topic -> HexFormat.of().parseHex(topic, 2, topic.length()))
                .toArray(byte[][]::new);
        return AbiValues.decode(event.getInputs(), () -> event.decodeArgs(raw, data));
    }
}
