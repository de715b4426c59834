package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.hedge.FixedBand;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.LiquidationLimit;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarginTableTest {
    @Test
    void a_margin_is_shown_by_its_distance_in_three_ways() {
        // 82,500 of 100,000 dollars count against 30 WETH at 2000: 2750 is the end
        assertThat(MarginTable.of(owing("30"), limits(Optional.empty())))
                .containsExactly(
                        "margins    within 24 hours at a volatility of 200 %",
                        "  aave-v3:main      37.5 % from liquidation, 3.0 standard deviations, probability 0.20 %");
    }

    @Test
    void the_limit_gives_the_horizon_and_stands_beside_it() {
        LiquidationLimit limit = new LiquidationLimit(0.001, Duration.ofHours(6));

        List<String> lines = MarginTable.of(owing("20"), limits(Optional.of(limit)));

        assertThat(lines.getFirst())
                .isEqualTo(
                        "margins    within 6 hours at a volatility of 200 %; a probability of at most 0.10 % is allowed");
        assertThat(lines.getLast()).contains("106.2 % from liquidation").matches(".*probability \\de-\\d\\d %");
    }

    @Test
    void what_no_price_can_liquidate_is_not_a_line() {
        assertThat(MarginTable.of(Given.snapshot(), limits(Optional.empty()))).isEmpty();
    }

    private static MarketSnapshot owing(String base) {
        MarketSnapshot plain = Given.snapshot();
        Price price = plain.price().best();
        TokenDelta none = TokenDelta.zero(Given.USDC);
        Venue loan = plain.venues()
                .getFirst()
                .after(Given.weth("0"), Given.usdc("100000").asDelta(), price)
                .after(Given.weth("-" + base), none, price);
        return new MarketSnapshot(
                plain.block(),
                plain.account(),
                plain.pair(),
                plain.sequence(),
                plain.price(),
                plain.holdings(),
                List.of(loan),
                plain.envelope(),
                plain.baseFee(),
                plain.keeperBalance());
    }

    private static RiskLimits limits(Optional<LiquidationLimit> likely) {
        return new RiskLimits(
                new MarginLimits(new Bps(1000), new Bps(2000), new Bps(2000), new Bps(5000), likely),
                new CostLimits(Given.usdc("5000"), new Bps(100), FeePerGas.ofGwei("1"), new Gas(900_000)),
                new BandLimits(new FixedBand(new Bps(100), Bps.ZERO), 2, Duration.ofSeconds(30), new Bps(6000)),
                new SpreadLimits(Duration.ofDays(7), new Bps(200), new Bps(500), new Bps(5000)),
                Given.usdc("10000"),
                TokenAmount.of(Given.WETH, "0.05"),
                Duration.ofSeconds(120));
    }
}
