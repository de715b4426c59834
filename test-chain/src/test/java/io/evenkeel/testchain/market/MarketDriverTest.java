package io.evenkeel.testchain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.testchain.junit.ForkedChainTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chain's market goes where the path goes, by the rules of the real protocols and feeds. */
@ForkedChainTest(usdPerEth = 2000)
class MarketDriverTest {
    @Test
    void bothMarketsFollowARandomPathWithJumpsAndTheFeedFollowsItsRules(MarketDriver driver) {
        PricePath path = PricePaths.randomWalk(7, 30, MarketPrice.of("2000"), 0.8, 300, 0.03);
        assertThat(largestMoveBps(path)).as("the path has jumps").isGreaterThan(300);

        MarketPrice answer = MarketPrice.of("2000");
        for (MarketPrice price : path.prices()) {
            MarketStep step = driver.step(price);

            assertThat(step.uniswap().bpsFrom(price)).isLessThan(0.1);
            assertThat(step.perp().bpsFrom(price)).isLessThan(0.1);
            assertThat(step.oracleRound()).isEqualTo(price.bpsFrom(answer) >= 50);
            answer = step.oracleRound() ? price : answer;
            assertThat(step.oracle()).isEqualTo(answer);
        }
    }

    @Test
    void theWorstAndTheBestMinuteOfTheCrashArePlayedInFull(MarketDriver driver) {
        driver.step(MarketPrice.of("2000"));

        MarketStep worst = driver.step(MarketPrice.of("1814"));
        MarketStep best = driver.step(MarketPrice.of("1968"));

        assertThat(List.of(worst.perp(), worst.uniswap())).containsOnly(MarketPrice.of("1814"));
        assertThat(List.of(best.perp(), best.uniswap())).containsOnly(MarketPrice.of("1968"));
    }

    @Test
    void theWorstQuarterOfAnHourOfTheCrashIsFollowedToTheCent(MarketDriver driver) {
        PricePath day = PricePaths.crashDay();
        PricePath crash = day.slice(day.lowestMinute() - 10, 15);
        // From 2000 to where the crash is by then, in moves that Perp v2 allows.
        for (double usd = 2000; usd < crash.start().usd(); usd *= 1.08) {
            driver.step(MarketPrice.ofModel(usd));
        }

        for (MarketPrice price : crash.prices()) {
            MarketStep step = driver.step(price);

            assertThat(step.uniswap().bpsFrom(price)).isLessThan(0.1);
            assertThat(step.perp().bpsFrom(price)).isLessThan(0.1);
            assertThat(step.oracle().bpsFrom(price)).isLessThan(50);
        }
    }

    @Test
    void aMoveBeyondPerpsLimitIsMadeGoodInTheNextMinute(MarketDriver driver) {
        MarketStep beyond = driver.step(MarketPrice.of("1700"));
        assertThat(beyond.uniswap()).isEqualTo(MarketPrice.of("1700"));
        assertThat(beyond.perp().usd()).isCloseTo(2000 / Math.pow(1.0001, 985), within(1.0));

        MarketStep next = driver.step(MarketPrice.of("1700"));
        assertThat(next.perp()).isEqualTo(MarketPrice.of("1700"));
    }

    @Test
    void aQuietFeedAnswersOnceAnHour(MarketDriver driver) {
        List<Instant> rounds = new ArrayList<>();
        for (int minute = 0; minute < 125; minute++) {
            MarketStep step = driver.step(MarketPrice.of(minute % 2 == 0 ? "2001" : "2002"));
            if (step.oracleRound()) {
                rounds.add(step.time());
            }
        }

        assertThat(rounds).hasSize(2);
        assertThat(Duration.between(rounds.get(0), rounds.get(1))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void stepsAreAMinuteApartAndTheBlocksBetweenBelongToTheKeeper(MarketDriver driver) {
        MarketStep first = driver.step(MarketPrice.of("2000"));
        assertThat(driver.mineBlock().time()).isEqualTo(first.time().plusSeconds(12));

        MarketStep second = driver.step(MarketPrice.of("2000"));

        assertThat(second.time()).isEqualTo(first.time().plusSeconds(60));
        assertThat(second.block()).isEqualTo(first.block() + 5);

        driver.mineEmpty(6);
        assertThat(driver.step(MarketPrice.of("2000")).time())
                .as("a keeper that took longer than a minute delays the market")
                .isEqualTo(second.time().plusSeconds(84));
    }

    @Test
    void whilePerpIsPausedItsMarketStandsStillAndAfterwardsCatchesUp(MarketDriver driver) {
        driver.pausePerp();
        MarketStep paused = driver.step(MarketPrice.of("2040"));
        assertThat(paused.uniswap()).isEqualTo(MarketPrice.of("2040"));
        assertThat(paused.perp()).isEqualTo(MarketPrice.of("2000"));

        driver.resumePerp();
        assertThat(driver.step(MarketPrice.of("2040")).perp()).isEqualTo(MarketPrice.of("2040"));
    }

    @Test
    void whileTheFeedIsSilentPerpStaysInItsBandAroundTheOldAnswer(MarketDriver driver) {
        driver.stopOracle();
        driver.step(MarketPrice.of("1900"));
        MarketStep silent = driver.step(MarketPrice.of("1750"));
        assertThat(silent.oracle()).isEqualTo(MarketPrice.of("2000"));
        assertThat(silent.uniswap()).isEqualTo(MarketPrice.of("1750"));
        assertThat(silent.perp()).isEqualTo(MarketPrice.of("1802"));

        driver.resumeOracle();
        MarketStep back = driver.step(MarketPrice.of("1750"));
        assertThat(back.oracleRound()).isTrue();
        assertThat(back.perp()).isEqualTo(MarketPrice.of("1750"));
    }

    private static double largestMoveBps(PricePath path) {
        double largest = 0;
        for (int i = 1; i < path.minutes(); i++) {
            largest =
                    Math.max(largest, path.prices().get(i).bpsFrom(path.prices().get(i - 1)));
        }
        return largest;
    }
}
