package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.units.FeePerGas;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** One eth_call of the lens at the newest block. A second request only where a node hides the base fee from calls. */
public final class LensSnapshotReader implements SnapshotReader {
    private final ChainReader chain;
    private final LensQuery query;
    private final LensDecoder decoder;
    private final SnapshotBuilder builder;
    private final Supplier<Optional<FeePerGas>> baseFees;
    private final Function<byte[], String> reverts;

    /**
     * @param baseFees the newest block's, asked only when the lens gives none; empty: the node does not answer
     * @param reverts what revert data means
     */
    public LensSnapshotReader(
            ChainReader chain,
            LensQuery query,
            LensDecoder decoder,
            SnapshotBuilder builder,
            Supplier<Optional<FeePerGas>> baseFees,
            Function<byte[], String> reverts) {
        this.chain = chain;
        this.query = query;
        this.decoder = decoder;
        this.builder = builder;
        this.baseFees = baseFees;
        this.reverts = reverts;
    }

    @Override
    public SnapshotOutcome read() {
        return switch (chain.call(query.lens(), query.callData(), new BlockTag.Latest())) {
            case CallOutcome.Returned returned -> decode(returned.data());
            case CallOutcome.Reverted reverted -> refused("the lens reverted: " + reverts.apply(reverted.data()));
            case CallOutcome.Unanswered unanswered -> refused("no answer to rely on: " + unanswered.reason());
        };
    }

    private SnapshotOutcome decode(byte[] returned) {
        LensReading reading;
        try {
            reading = decoder.decode(returned);
        } catch (IllegalArgumentException | ArithmeticException problem) {
            return refused(query.lens() + " does not answer like a lens: " + problem.getMessage());
        }
        if (reading.baseFee().wei().signum() > 0) {
            return builder.build(reading, reading.baseFee());
        }
        return baseFees.get()
                .map(baseFee -> builder.build(reading, baseFee))
                .orElseGet(() -> refused("the node hides the base fee from calls and does not give it otherwise"));
    }

    private static SnapshotOutcome refused(String reason) {
        return new SnapshotOutcome.Refused(List.of(reason));
    }
}
