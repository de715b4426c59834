package io.evenkeel.keeper.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.market.ListedOption;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.options.OptionType;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PremiumPaidTest {
    private static final Instant START = Instant.parse("2021-05-19T12:00:00Z");

    private final PremiumPaid paid = new PremiumPaid(TokenAmount.zero(Given.USDC));

    @Test
    void a_premium_counts_from_its_execution_for_24_hours() {
        paid.planned(buying("3", "700"));
        assertThat(paid.at(START)).isEqualTo(usdc("0"));

        paid.executed(START);
        paid.planned(buying("1", "100"));
        paid.executed(START.plus(Duration.ofHours(5)));

        assertThat(paid.at(START.plus(Duration.ofHours(24)))).isEqualTo(usdc("800"));
        assertThat(paid.at(START.plus(Duration.ofHours(25)))).isEqualTo(usdc("100"));
    }

    @Test
    void a_plan_that_was_never_carried_out_and_one_that_sells_cost_nothing() {
        paid.planned(buying("3", "700"));
        paid.planned(buying("-3", "700"));
        paid.executed(START);

        assertThat(paid.at(START)).isEqualTo(usdc("0"));
    }

    private static Decision buying(String contracts, String premium) {
        MarketSnapshot given = Given.snapshot();
        VenueId venue = new VenueId(given.block().chainId(), "options:ETH");
        ListedOption series = new ListedOption(
                venue, BigInteger.ONE, OptionType.PUT, Price.of(Given.WETH, Given.USDC, "2000"), START);
        TokenDelta zero = TokenDelta.zero(Given.WETH);
        return new Decision.Act(new HedgePlan(
                given.block(),
                given.account(),
                1,
                PlanKind.ROUTINE,
                List.of(new HedgeAction.TradeOptions(
                        venue, series, TokenDelta.of(Given.WETH, contracts), usdc(premium), true)),
                zero,
                zero,
                zero,
                zero,
                usdc("0"),
                START,
                false,
                List.of()));
    }

    private static TokenAmount usdc(String whole) {
        return TokenAmount.of(Given.USDC, whole);
    }
}
