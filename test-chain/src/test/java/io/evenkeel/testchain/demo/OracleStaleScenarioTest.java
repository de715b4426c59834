package io.evenkeel.testchain.demo;

import static io.evenkeel.testchain.demo.PlayedScenario.band;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.cli.Words;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.market.PriceView;
import io.evenkeel.testchain.demo.Happening.Confirmed;
import io.evenkeel.testchain.demo.Scenario.Event;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The price feed falls silent for an hour and a half of a falling market, and then speaks again. */
class OracleStaleScenarioTest {
    private static PlayedScenario all;
    private static PlayedScenario silent;
    private static PlayedScenario back;

    @BeforeAll
    static void play() {
        all = PlayedScenario.play("oracle-stale", 1, 130);
        silent = all.after(Event.ORACLE_STOPS);
        back = all.after(Event.ORACLE_RESUMES);
    }

    @Test
    void nothingIsOpenedOnAStalePrice() {
        assertThat(silent.minutes().stream().filter(now -> now.price() instanceof PriceView.Doubtful))
                .as("minutes in doubt")
                .hasSizeGreaterThan(15);
        assertThat(doubtful()).hasSizeGreaterThan(3);
        assertThat(all.summary().get("doubtful")).asString().contains("opening_trades=0");
    }

    @Test
    void theReasonIsSaidInTheLogAndOnTheScreen() {
        assertThat(doubtful()).allSatisfy(outcome -> {
            assertThat(Words.of(outcome)).contains("doubtful").contains("stale");
            assertThat(BriefWords.of(outcome)).contains("stale");
        });
    }

    @Test
    void itHedgesAgainByItselfWhenTheFeedDoes() {
        List<CycleOutcome> first = back.outcomes().stream().limit(2).toList();

        assertThat(back.minutes()).allMatch(now -> now.price() instanceof PriceView.Sure);
        assertThat(first).hasAtLeastOneElementOfType(CycleOutcome.Broadcast.class);
        assertThat(back.all(Confirmed.class)).isNotEmpty().noneMatch(each -> Impairments.isOutsideBand(each.after()));
        assertThat(Math.abs(LockStep.netDelta(back.lastMinute()))).isLessThanOrEqualTo(band(back.lastMinute()));
        assertThat(all.number("reverts")).isZero();
        assertThat(all.number("liquidations")).isZero();
    }

    private static List<CycleOutcome> doubtful() {
        return silent.outcomes().stream()
                .filter(outcome -> switch (outcome) {
                    case CycleOutcome.Held held -> held.snapshot().price() instanceof PriceView.Doubtful;
                    case CycleOutcome.Refused refused -> refused.snapshot().price() instanceof PriceView.Doubtful;
                    default -> false;
                })
                .toList();
    }
}
