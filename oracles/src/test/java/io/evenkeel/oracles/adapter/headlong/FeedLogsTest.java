package io.evenkeel.oracles.adapter.headlong;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.oracles.chainlink.FeedEvent;
import io.evenkeel.oracles.chainlink.FeedEvent.LogPosition;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedLogsTest {
    /** As the aggregators of Ethereum emit it. */
    private static final String ANSWER_UPDATED = "0x0559884fd3a460db3073b7fc896cc77986f16e378210ded43186175bf646fc5f";

    private static final LogPosition HERE = new LogPosition(42, 7);

    @Test
    void theTopicsAreThoseOfTheChain() {
        assertThat(FeedLogs.topics())
                .containsExactly(ANSWER_UPDATED, "0x0109fc6f55cf40689f02fbaad7af7fe7bbac8a3d2186600afc7d3e10cac60271");
    }

    @Test
    void anAnswerIsReadWithItsSignAndTime() {
        List<String> topics =
                List.of(ANSWER_UPDATED, word(BigInteger.valueOf(199_900_000_000L)), word(BigInteger.valueOf(77)));
        assertThat(FeedLogs.decode(topics, bytes(word(BigInteger.valueOf(1_621_429_200L))), HERE))
                .contains(new FeedEvent.AnswerUpdated(
                        HERE,
                        BigInteger.valueOf(77),
                        BigInteger.valueOf(199_900_000_000L),
                        Instant.parse("2021-05-19T13:00:00Z")));
    }

    @Test
    void whatIsNotSuchALogIsNoEvent() {
        assertThat(FeedLogs.decode(List.of(), new byte[0], HERE)).isEmpty();
        assertThat(FeedLogs.decode(List.of(word(BigInteger.ONE)), new byte[0], HERE))
                .isEmpty();
        assertThat(FeedLogs.decode(List.of(ANSWER_UPDATED), new byte[5], HERE)).isEmpty();
    }

    private static String word(BigInteger value) {
        return "0x" + "%064x".formatted(value);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }
}
