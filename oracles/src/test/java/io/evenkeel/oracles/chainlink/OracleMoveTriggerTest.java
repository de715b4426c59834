package io.evenkeel.oracles.chainlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.oracles.chainlink.FeedEvent.LogPosition;
import io.evenkeel.oracles.chainlink.OracleMoveTrigger.Step;
import io.evenkeel.units.Bps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OracleMoveTriggerTest {
    private static final Instant AT = Instant.parse("2021-05-19T13:00:00Z");

    private final OracleMoveTrigger at2000 =
            OracleMoveTrigger.of("ETH/USD", new Bps(50)).actedOn(usd("2000"));

    @Test
    void aMoveOfExactlyTheThresholdFiresAndOneBelowDoesNot() {
        assertThat(at2000.see(answer(10, "1990.00000001")).move()).isEmpty();
        assertThat(at2000.see(answer(10, "1990")).move()).hasValueSatisfying(move -> {
            assertThat(move.to()).isEqualTo(usd("1990"));
            assertThat(move.from()).contains(usd("2000"));
            assertThat(move.at()).isEqualTo(AT);
        });
        assertThat(at2000.see(answer(10, "2010")).move()).isPresent();
    }

    @Test
    void smallMovesAddUpUntilTheyFire() {
        Step first = at2000.see(answer(10, "1995"));
        Step second = first.next().see(answer(11, "1991"));
        Step third = second.next().see(answer(12, "1989"));
        assertThat(first.move()).isEmpty();
        assertThat(second.move()).isEmpty();
        assertThat(third.move()).isPresent();
    }

    @Test
    void onceACycleHasSeenTheNewAnswerMovesCountFromThere() {
        OracleMoveTrigger acted = at2000.see(answer(10, "1980")).next().actedOn(usd("1980"));
        assertThat(acted.hasMoved()).isFalse();
        assertThat(acted.see(answer(11, "1985")).move()).isEmpty();
    }

    @Test
    void itKeepsFiringWhileNobodyActs() {
        Step first = at2000.see(answer(10, "1980"));
        assertThat(first.next().see(answer(11, "1979")).move()).isPresent();
    }

    @Test
    void logsMissedWhileTheLineWasDownAreReadAgainFromBeforeTheLastOneSeen() {
        OracleMoveTrigger seen = at2000.see(answer(100, "2001")).next();
        assertThat(seen.backfillFrom(5)).isEqualTo(95);
        assertThat(at2000.backfillFrom(5)).isZero();
        // the same log again, then the missed one: only the newest counts
        Step again = seen.see(answer(100, "2001"));
        Step missed = again.next().see(answer(103, "1985"));
        assertThat(again.move()).isEmpty();
        assertThat(missed.move()).isPresent();
    }

    @Test
    void aLogOlderThanTheNewestKnownChangesNothing() {
        OracleMoveTrigger seen = at2000.see(answer(100, "2001")).next();
        Step late = seen.see(answer(99, "1000"));
        assertThat(late.move()).isEmpty();
        assertThat(late.next()).isEqualTo(seen);
    }

    @Test
    void aNewRoundSaysNothingYet() {
        Step round = at2000.see(new FeedEvent.NewRound(new LogPosition(7, 0), BigInteger.TWO, AT));
        assertThat(round.move()).isEmpty();
        assertThat(round.next().seenTo()).isEqualTo(new LogPosition(7, 0));
    }

    @Test
    void beforeAnyCycleTheFirstAnswerFires() {
        assertThat(OracleMoveTrigger.of("ETH/USD", new Bps(50))
                        .see(answer(1, "2000"))
                        .move())
                .isPresent();
    }

    @Test
    void aThresholdOfZeroIsRefused() {
        assertThatThrownBy(() -> OracleMoveTrigger.of("ETH/USD", Bps.ZERO)).hasMessageContaining("every round");
    }

    private static FeedEvent answer(long block, String usd) {
        return new FeedEvent.AnswerUpdated(new LogPosition(block, 3), BigInteger.TWO, usd(usd), AT);
    }

    private static BigInteger usd(String usd) {
        return new BigDecimal(usd).movePointRight(8).toBigIntegerExact();
    }
}
