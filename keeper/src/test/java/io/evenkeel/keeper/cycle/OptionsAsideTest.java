package io.evenkeel.keeper.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsAsideTest {
    private static final Instant START = Instant.parse("2021-05-19T12:00:00Z");
    private static final HedgePlan PLAN =
            Given.plan(new HedgeAction.SettleOptions(new VenueId(Given.PERP.chainId(), "lyra:ETH"), true));

    private final OptionsAside aside = new OptionsAside();

    @Test
    void options_are_dealt_in_until_they_are_refused_and_again_after_an_hour() {
        assertThat(aside.at(START)).isEmpty();

        aside.refused(PLAN, START, List.of("the plan would revert: BoardIsFrozen"));

        assertThat(aside.at(START))
                .contains("lyra:ETH is left alone until 2021-05-19T13:00:00Z, a plan that dealt in options there was"
                        + " refused: the plan would revert: BoardIsFrozen");
        assertThat(aside.at(START.plus(OptionsAside.PAUSE).minusSeconds(1))).isPresent();
        assertThat(aside.at(START.plus(OptionsAside.PAUSE))).isEmpty();
    }

    @Test
    void an_operator_is_told_once_of_each_reason() {
        aside.refused(PLAN, START, List.of("frozen"));
        assertThat(aside.news()).hasSize(1);
        assertThat(aside.news()).isEmpty();

        aside.refused(PLAN, START.plus(OptionsAside.PAUSE), List.of("frozen"));
        assertThat(aside.news()).isEmpty();

        aside.refused(PLAN, START.plus(OptionsAside.PAUSE.multipliedBy(2)), List.of("no liquidity"));
        assertThat(aside.news()).singleElement().matches(line -> line.endsWith("no liquidity"));
    }
}
