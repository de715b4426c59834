package io.evenkeel.oracles;

import static io.evenkeel.oracles.Given.ETH_FEED;
import static io.evenkeel.oracles.Given.NOW;
import static io.evenkeel.oracles.Given.USDC;
import static io.evenkeel.oracles.Given.USDC_FEED;
import static io.evenkeel.oracles.Given.WETH;
import static io.evenkeel.oracles.Given.eth;
import static io.evenkeel.oracles.Given.feed;
import static io.evenkeel.oracles.Given.pool;
import static io.evenkeel.oracles.Given.settings;
import static io.evenkeel.oracles.Given.unreadable;
import static io.evenkeel.oracles.Given.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.market.PriceView;
import io.evenkeel.oracles.QuotePolicySettings.FeedLimits;
import io.evenkeel.oracles.chainlink.FeedReading;
import io.evenkeel.oracles.uniswap.PoolReading;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotePolicyTest {
    /** 1.0001^-200311 × 10^12 = 1999.9… */
    private static final int TICK_OF_2000 = -200_311;

    private final QuotePolicy alone = new QuotePolicy(settings(1));
    private final QuotePolicy confirmed = new QuotePolicy(settings(2));

    @Test
    void freshFeedsThatAPoolConfirmsGiveASurePriceRoundedDown() {
        PriceView.Sure view = sure(confirmed.judge(NOW, eth("2000"), usdc("0.9997"), List.of(pool(TICK_OF_2000))));
        assertThat(view.best().e18()).isEqualTo(new BigInteger("2000600180054016204861"));
        assertThat(view.observedAt()).isEqualTo(NOW.minusSeconds(7_200));
    }

    @Test
    void aStaleFeedIsDoubtfulAndTheIntervalHoldsBothItsOldAnswerAndWhatPoolsSayNow() {
        FeedReading old = feed(ETH_FEED, "2100", NOW.minusSeconds(3_901));
        PriceView.Doubtful view = doubtful(confirmed.judge(NOW, old, usdc("1"), List.of(pool(TICK_OF_2000))));
        assertThat(view.low()).isLessThan(price("1981")).isGreaterThan(price("1979"));
        assertThat(view.best()).isEqualTo(price("2100"));
        assertThat(view.high()).isEqualTo(price("2121"));
        assertThat(view.reasons().getFirst()).contains("WETH/USD").contains("stale: 3901 s old, at most 3900 s");
    }

    @Test
    void atExactlyItsMaximumAgeAFeedIsStillFresh() {
        FeedReading justInTime = feed(ETH_FEED, "2000", NOW.minusSeconds(3_900));
        assertThat(sure(alone.judge(NOW, justInTime, usdc("1"), List.of())).best())
                .isEqualTo(price("2000"));
    }

    @Test
    void thePriceIsSureAgainByItselfWhenTheFeedIs() {
        FeedReading old = feed(ETH_FEED, "2100", NOW.minusSeconds(9_000));
        doubtful(alone.judge(NOW, old, usdc("1"), List.of()));
        sure(alone.judge(NOW, feed(ETH_FEED, "2100", NOW), usdc("1"), List.of()));
    }

    @Test
    void anAverageTooFarFromChainlinkBreaksAQuorumOfTwo() {
        PriceView.Doubtful view = doubtful(confirmed.judge(NOW, eth("2045"), usdc("1"), List.of(pool(TICK_OF_2000))));
        assertThat(view.reasons()).anySatisfy(reason -> assertThat(reason).contains("only 1 of 2 sources"));
        assertThat(view.low()).isLessThan(price("2000"));
        assertThat(view.high()).isGreaterThan(price("2045"));
    }

    @Test
    void oneOutlierOfThreeDoesNotBreakAQuorumOfTwo() {
        sure(confirmed.judge(NOW, eth("2000"), usdc("1"), List.of(pool(TICK_OF_2000), pool(-190_000))));
    }

    @Test
    void anAverageOverTooShortAWindowIsNoSource() {
        PriceView.Doubtful view = doubtful(
                confirmed.judge(NOW, eth("2000"), usdc("1"), List.of(pool(TICK_OF_2000, Duration.ofSeconds(299)))));
        assertThat(view.reasons()).anySatisfy(reason -> assertThat(reason).contains("averages over 299 s"));
    }

    @Test
    void aPoolOfOtherTokensIsNoSource() {
        PoolReading own = pool(TICK_OF_2000);
        PoolReading other = new PoolReading(
                own.pool(),
                own.token0(),
                ETH_FEED,
                own.feePips(),
                own.sqrtPriceX96(),
                own.tick(),
                own.liquidity(),
                own.twapTick(),
                own.twapWindow(),
                true);
        PriceView.Doubtful view = doubtful(confirmed.judge(NOW, eth("2000"), usdc("1"), List.of(other)));
        assertThat(view.reasons()).anySatisfy(reason -> assertThat(reason).contains("does not trade WETH/USDC"));
    }

    @Test
    void anAnswerAtTheCircuitValueSaysNothingAboutThePrice() {
        FeedReading floored = new FeedReading(
                ETH_FEED,
                8,
                BigInteger.ONE,
                BigInteger.TEN.pow(10),
                NOW,
                BigInteger.TEN.pow(10),
                BigInteger.TEN.pow(15),
                true);
        PriceView.Doubtful view = doubtful(alone.judge(NOW, floored, usdc("1"), List.of(pool(TICK_OF_2000))));
        assertThat(view.reasons().getFirst()).contains("circuit value");
        assertThat(view.low()).isLessThanOrEqualTo(price("99"));
        assertThat(view.high()).isGreaterThan(price("2000"));
    }

    @Test
    void anAnswerFromTheFutureIsDoubtful() {
        PriceView.Doubtful view =
                doubtful(alone.judge(NOW, feed(ETH_FEED, "2000", NOW.plusSeconds(5)), usdc("1"), List.of()));
        assertThat(view.reasons().getFirst()).contains("5 s after the block");
    }

    @Test
    void withoutChainlinkThePoolsAreStillPlausible() {
        PriceView.Doubtful view =
                doubtful(alone.judge(NOW, unreadable(ETH_FEED), usdc("1"), List.of(pool(TICK_OF_2000))));
        assertThat(view.best()).isBetween(price("1999"), price("2001"));
    }

    @Test
    void withNothingReadableThereIsNoPriceAndEverySourceIsNamed() {
        Quote quote = alone.judge(NOW, unreadable(ETH_FEED), unreadable(USDC_FEED), List.of());
        assertThat(((Quote.NoPrice) quote).reasons())
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).contains("cannot be read"));
    }

    @Test
    void aReadingOfAnotherFeedIsABug() {
        assertThatThrownBy(() -> alone.judge(NOW, usdc("1"), eth("2000"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsThatCannotWorkAreListedAtOnce() {
        assertThatThrownBy(() -> new QuotePolicySettings(
                        Given.PAIR,
                        new FeedLimits(ETH_FEED, Duration.ofHours(1)),
                        new FeedLimits(USDC_FEED, Duration.ofHours(1)),
                        Duration.ZERO,
                        Bps.ZERO,
                        0,
                        Bps.WHOLE))
                .hasMessageContaining("minTwapWindow")
                .hasMessageContaining("maxDeviation")
                .hasMessageContaining("quorum")
                .hasMessageContaining("doubtMargin");
    }

    private static PriceView.Sure sure(Quote quote) {
        assertThat(quote)
                .isInstanceOfSatisfying(
                        Quote.Priced.class, priced -> assertThat(priced.view()).isInstanceOf(PriceView.Sure.class));
        return (PriceView.Sure) ((Quote.Priced) quote).view();
    }

    private static PriceView.Doubtful doubtful(Quote quote) {
        assertThat(quote)
                .isInstanceOfSatisfying(
                        Quote.Priced.class, priced -> assertThat(priced.view()).isInstanceOf(PriceView.Doubtful.class));
        return (PriceView.Doubtful) ((Quote.Priced) quote).view();
    }

    private static Price price(String usdcPerWeth) {
        return Price.of(WETH, USDC, usdcPerWeth);
    }
}
