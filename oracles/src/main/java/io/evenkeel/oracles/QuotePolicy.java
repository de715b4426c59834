package io.evenkeel.oracles;

import io.evenkeel.market.PriceView;
import io.evenkeel.oracles.QuotePolicySettings.FeedLimits;
import io.evenkeel.oracles.chainlink.FeedReading;
import io.evenkeel.oracles.uniswap.PoolReading;
import io.evenkeel.oracles.uniswap.TickPrice;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges readings of one block. Pure and without memory, so a price becomes sure again by itself as soon as its
 * sources do.
 *
 * <pre>price = base/USD answer ÷ quote/USD answer, 18 decimals, rounded down as the price source on chain does</pre>
 *
 * Chainlink is the price; pools only confirm it. When it cannot be trusted every positive number that any source
 * gives stays plausible, widened by the margin.
 */
public final class QuotePolicy {
    private static final int BPS_ONE = 10_000;

    private final QuotePolicySettings settings;

    public QuotePolicy(QuotePolicySettings settings) {
        this.settings = settings;
    }

    /** @param now the block's timestamp */
    public Quote judge(Instant now, FeedReading base, FeedReading quote, List<PoolReading> pools) {
        List<String> doubts = new ArrayList<>();
        doubtsOf(base, settings.base(), settings.pair().base().symbol(), now, doubts);
        doubtsOf(quote, settings.quote(), settings.pair().quote().symbol(), now, doubts);
        Optional<Price> chainlink = chainlinkPrice(base, quote);
        List<String> poolDoubts = new ArrayList<>();
        List<Price> averages = averages(pools, poolDoubts);
        if (chainlink.isEmpty() && averages.isEmpty()) {
            doubts.addAll(poolDoubts);
            return new Quote.NoPrice(doubts);
        }
        chainlink.ifPresent(price -> doubts.addAll(disagreement(price, averages, poolDoubts)));
        if (doubts.isEmpty()) {
            return new Quote.Priced(
                    new PriceView.Sure(chainlink.orElseThrow(), earlier(base.updatedAt(), quote.updatedAt())));
        }
        return new Quote.Priced(plausible(chainlink, averages, doubts));
    }

    private static void doubtsOf(
            FeedReading reading, FeedLimits limits, String symbol, Instant now, List<String> doubts) {
        String feed = symbol + "/USD feed " + limits.feed();
        if (!reading.feed().equals(limits.feed())) {
            throw new IllegalArgumentException("want a reading of " + limits.feed() + ", got one of " + reading.feed());
        }
        if (!reading.readable()) {
            doubts.add(feed + " cannot be read");
            return;
        }
        if (reading.answer().signum() <= 0) {
            doubts.add(feed + " answers " + reading.answer());
        } else if (reading.atCircuitValue()) {
            doubts.add(feed + " is at its circuit value: " + reading.answer() + " is not inside " + reading.minAnswer()
                    + " to " + reading.maxAnswer());
        }
        Duration age = Duration.between(reading.updatedAt(), now);
        if (age.isNegative()) {
            doubts.add(feed + " was updated " + age.negated().toSeconds() + " s after the block it is read at");
        } else if (age.compareTo(limits.maxAge()) > 0) {
            doubts.add(feed + " is stale: " + age.toSeconds() + " s old, at most "
                    + limits.maxAge().toSeconds() + " s");
        }
    }

    private Optional<Price> chainlinkPrice(FeedReading base, FeedReading quote) {
        if (!base.positive() || !quote.positive()) {
            return Optional.empty();
        }
        BigInteger numerator = base.answer().multiply(BigInteger.TEN.pow(18 + quote.decimals()));
        BigInteger denominator = quote.answer().multiply(BigInteger.TEN.pow(base.decimals()));
        BigInteger e18 = numerator.divide(denominator);
        return e18.signum() > 0
                ? Optional.of(new Price(settings.pair().base(), settings.pair().quote(), e18))
                : Optional.empty();
    }

    private List<Price> averages(List<PoolReading> pools, List<String> doubts) {
        List<Price> averages = new ArrayList<>();
        for (PoolReading pool : pools) {
            if (!pool.readable()) {
                doubts.add("pool " + pool.pool() + " cannot be read");
            } else if (!pool.trades(settings.pair())) {
                doubts.add("pool " + pool.pool() + " does not trade " + settings.pair());
            } else if (pool.twapWindow().compareTo(settings.minTwapWindow()) < 0) {
                doubts.add("pool " + pool.pool() + " averages over "
                        + pool.twapWindow().toSeconds() + " s, at least "
                        + settings.minTwapWindow().toSeconds() + " s wanted");
            } else {
                averages.add(TickPrice.atTick(pool.twapTick(), settings.pair(), pool.baseIsToken0(settings.pair())));
            }
        }
        return averages;
    }

    /** Empty when Chainlink and enough averages agree. */
    private List<String> disagreement(Price chainlink, List<Price> averages, List<String> poolDoubts) {
        List<String> reasons = new ArrayList<>();
        int agreeing = 1;
        for (Price average : averages) {
            if (deviationBpsUp(average, chainlink) <= settings.maxDeviation().value()) {
                agreeing++;
            } else {
                reasons.add("pool average " + average + " is "
                        + new Bps((int) Math.min(1_000_000, deviationBpsUp(average, chainlink))) + " from Chainlink's "
                        + chainlink + ", at most " + settings.maxDeviation());
            }
        }
        if (agreeing >= settings.quorum()) {
            return List.of();
        }
        reasons.addAll(poolDoubts);
        reasons.add("only " + agreeing + " of " + settings.quorum() + " sources wanted agree");
        return reasons;
    }

    private static long deviationBpsUp(Price other, Price reference) {
        BigInteger difference = other.e18().subtract(reference.e18()).abs().multiply(BigInteger.valueOf(BPS_ONE));
        BigInteger[] parts = difference.divideAndRemainder(reference.e18());
        BigInteger up = parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
        return up.bitLength() < 63 ? up.longValueExact() : Long.MAX_VALUE;
    }

    private PriceView.Doubtful plausible(Optional<Price> chainlink, List<Price> averages, List<String> reasons) {
        List<Price> numbers = new ArrayList<>(averages);
        chainlink.ifPresent(numbers::add);
        numbers.sort(Comparator.naturalOrder());
        Price best = chainlink.orElse(numbers.get(numbers.size() / 2));
        int margin = settings.doubtMargin().value();
        Price low = numbers.getFirst();
        Price lowest =
                low.e18().compareTo(BigInteger.valueOf(BPS_ONE)) > 0 ? low.timesDown(new Bps(BPS_ONE - margin)) : low;
        return new PriceView.Doubtful(lowest, best, numbers.getLast().timesUp(new Bps(BPS_ONE + margin)), reasons);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
