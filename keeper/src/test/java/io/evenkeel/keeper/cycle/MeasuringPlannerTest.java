package io.evenkeel.keeper.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.BlockRef;
import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;
import io.evenkeel.hedge.volatility.DecisionSpacing;
import io.evenkeel.hedge.volatility.RoundVolatility;
import io.evenkeel.hedge.volatility.VolatilityBounds;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.Years;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuringPlannerTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);
    private static final RoundVolatility.Settings ROUNDS =
            new RoundVolatility.Settings(Duration.ofHours(1), new VolatilityBounds(0.3, 3), 0.9);
    private static final DecisionSpacing.Settings TRIGGERS =
            new DecisionSpacing.Settings(1, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofSeconds(60));

    private final Overheard overheard = new Overheard();

    /** A rule that never trades and remembers what it was told. */
    private static final class Overheard {
        private double volatility;
        private double yearsToNextDecision;
        private double yearsSinceLastTrade;

        HedgeRule rule() {
            return (HedgeInputs in, HoldingBand out) -> {
                volatility = in.volatility;
                yearsToNextDecision = in.yearsToNextDecision;
                yearsSinceLastTrade = in.yearsSinceLastTrade;
                out.around(in.exactHoldingBase(), 1000, 1000);
            };
        }
    }

    @Test
    void what_is_not_measured_is_as_it_was_configured() {
        MeasuringPlanner planner = new MeasuringPlanner(limits(), Optional.empty(), Optional.empty());

        decide(planner, "2000", 0, 7);
        decide(planner, "3000", 600, 7);

        assertThat(overheard.volatility).isEqualTo(0.8);
        assertThat(overheard.yearsToNextDecision).isEqualTo(Years.of(Duration.ofSeconds(30)));
        assertThat(overheard.yearsSinceLastTrade).isInfinite();
    }

    @Test
    void a_still_price_lets_the_volatility_fade_and_a_jump_brings_it_to_its_ceiling() {
        MeasuringPlanner planner = measuring();
        decide(planner, "2000", 0, 7);
        assertThat(overheard.volatility).isEqualTo(0.9);

        decide(planner, "2000", 3600, 7);
        // an hour at rest and the belief of an endless history at 0.9, both halved or whole by their age
        assertThat(overheard.volatility).isBetween(0.5, 0.8);

        decide(planner, "2500", 3660, 7);
        assertThat(overheard.volatility).isEqualTo(3);
    }

    @Test
    void a_doubtful_price_teaches_nothing() {
        MeasuringPlanner planner = measuring();
        decide(planner, "2000", 0, 7);
        Price price = Price.of(Given.WETH, Given.USDC, "2500");
        planner.plan(
                at(snapshot(60, 7), new PriceView.Doubtful(price, price, price, List.of("stale"))),
                new Standing.Hedging(),
                List.of());
        decide(planner, "2000", 61, 7);

        assertThat(overheard.volatility).isCloseTo(0.9, within(0.02));
    }

    @Test
    void the_time_to_the_next_decision_follows_the_gaps_between_blocks_decided_at() {
        MeasuringPlanner planner = measuring();
        decide(planner, "2000", 0, 7);
        assertThat(overheard.yearsToNextDecision).isEqualTo(Years.of(Duration.ofSeconds(60)));
        decide(planner, "2000", 300, 7);

        assertThat(overheard.yearsToNextDecision).isEqualTo(Years.of(Duration.ofSeconds(180)));
    }

    @Test
    void the_last_trade_was_when_the_accounts_sequence_last_rose() {
        MeasuringPlanner planner = measuring();
        decide(planner, "2000", 0, 7);
        assertThat(overheard.yearsSinceLastTrade).isInfinite();
        decide(planner, "2000", 100, 8);
        assertThat(overheard.yearsSinceLastTrade).isZero();
        decide(planner, "2000", 700, 8);

        assertThat(overheard.yearsSinceLastTrade).isEqualTo(Years.of(Duration.ofSeconds(600)));
    }

    private MeasuringPlanner measuring() {
        return new MeasuringPlanner(limits(), Optional.of(ROUNDS), Optional.of(TRIGGERS));
    }

    private static void decide(MeasuringPlanner planner, String price, long afterSeconds, long sequence) {
        PriceView sure = new PriceView.Sure(Price.of(Given.WETH, Given.USDC, price), START);
        planner.plan(at(snapshot(afterSeconds, sequence), sure), new Standing.Hedging(), List.of());
    }

    private static MarketSnapshot snapshot(long afterSeconds, long sequence) {
        MarketSnapshot given = Given.snapshot();
        BlockRef block = new BlockRef(
                given.block().chainId(),
                given.block().number() + afterSeconds,
                given.block().parentHash(),
                START.plusSeconds(afterSeconds));
        return new MarketSnapshot(
                block,
                given.account(),
                given.pair(),
                sequence,
                given.price(),
                given.holdings(),
                given.venues(),
                given.envelope(),
                given.baseFee(),
                given.keeperBalance());
    }

    private static MarketSnapshot at(MarketSnapshot snapshot, PriceView price) {
        return new MarketSnapshot(
                snapshot.block(),
                snapshot.account(),
                snapshot.pair(),
                snapshot.sequence(),
                price,
                snapshot.holdings(),
                snapshot.venues(),
                snapshot.envelope(),
                snapshot.baseFee(),
                snapshot.keeperBalance());
    }

    private RiskLimits limits() {
        return new RiskLimits(
                new MarginLimits(new Bps(1000), new Bps(2000), new Bps(2000), new Bps(5000)),
                new CostLimits(
                        TokenAmount.of(Given.USDC, "5000"), new Bps(100), FeePerGas.ofGwei("1"), new Gas(900_000)),
                new BandLimits(overheard.rule(), 0.8, Duration.ofSeconds(30), new Bps(6000)),
                new SpreadLimits(Duration.ofDays(7), new Bps(200), new Bps(500), new Bps(5000)),
                TokenAmount.of(Given.USDC, "10000"),
                TokenAmount.of(Given.WETH, "0.05"),
                Duration.ofSeconds(120));
    }
}
