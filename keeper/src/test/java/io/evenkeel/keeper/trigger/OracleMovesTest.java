package io.evenkeel.keeper.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.oracles.adapter.headlong.FeedLogs;
import io.evenkeel.oracles.chainlink.OracleMoveTrigger;
import io.evenkeel.units.Bps;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class OracleMovesTest {
    private static final Address AGGREGATOR = Address.of("0x00000000000000000000000000000000000000a6");
    private static final long AT_SECONDS = 1_621_429_200L;

    private final TriggerQueue queue = new TriggerQueue();
    private final OracleMoves moves = new OracleMoves(OracleMoveTrigger.of("ETH/USD", new Bps(50)), queue);

    @Test
    void aMoveFarEnoughFromWhatTheLastCycleSawStartsOne() {
        moves.onLog(answer(10, 2000));
        assertThat(queue.poll()).as("nothing was acted on yet").isPresent();
        moves.acted();

        moves.onLog(answer(11, 1995));
        assertThat(queue.poll()).isEmpty();

        moves.onLog(answer(12, 1989));
        assertThat(queue.poll())
                .hasValueSatisfying(taken -> assertThat(taken.trigger())
                        .isEqualTo(new CycleTrigger.OracleMoved(Instant.ofEpochSecond(AT_SECONDS), "ETH/USD")));
    }

    @Test
    void afterACutEverythingMissedIsOneTrigger() {
        moves.onLog(answer(10, 2000));
        moves.acted();
        queue.poll();

        moves.onDown("connection reset");
        assertThat(moves.down()).contains("connection reset");
        moves.onLog(answer(10, 2000));
        moves.onLog(answer(11, 1900));
        moves.onLog(answer(12, 1800));
        moves.onUp();

        assertThat(moves.down()).isEmpty();
        assertThat(queue.poll())
                .hasValueSatisfying(taken -> assertThat(taken.coalesced()).isEqualTo(1));
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void aLogOfSomethingElseIsPassedOver() {
        moves.onLog(new LogEntry(AGGREGATOR, List.of("0x" + "1".repeat(64)), new byte[0], 5, 0));
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void itAsksForTheAggregatorsAnswersAndRounds() {
        assertThat(OracleMoves.filter(List.of(AGGREGATOR)))
                .isEqualTo(new LogFilter(List.of(AGGREGATOR), FeedLogs.topics()));
    }

    private static LogEntry answer(long block, long usd) {
        List<String> topics = List.of(
                FeedLogs.topics().getFirst(),
                word(BigInteger.valueOf(usd).multiply(BigInteger.TEN.pow(8))),
                word(BigInteger.valueOf(block)));
        byte[] data =
                HexFormat.of().parseHex(word(BigInteger.valueOf(AT_SECONDS)).substring(2));
        return new LogEntry(AGGREGATOR, topics, data, block, 0);
    }

    private static String word(BigInteger value) {
        return "0x" + "%064x".formatted(value);
    }
}
