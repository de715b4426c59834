package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.BlockRef;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.Venue;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Price;
import io.evenkeel.units.TestTokens;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Wei;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A vault with everything a story needs said, and the rest ordinary: two million dollars at 3000. */
record AVault(
        PriceView price,
        TokenAmount idleBase,
        TokenAmount idleQuote,
        List<RangePosition> ranges,
        List<Venue> venues,
        Limits limits) {
    static final Instant NOW = Instant.parse("2021-05-19T12:00:00Z");

    /** What the policy on chain says. Budgets in whole tokens. */
    record Limits(
            String target,
            int bandBps,
            double lossLeft,
            double turnoverLeft,
            double deRiskLeft,
            boolean stopped,
            boolean reduceOnly,
            boolean keeperAllowed) {}

    static AVault aVault() {
        return new AVault(
                new PriceView.Sure(TestTokens.price("3000"), NOW),
                TokenAmount.of(WETH, "0"),
                TokenAmount.of(USDC, "0"),
                List.of(),
                List.of(),
                new Limits("0", 200, 50_000, 20_000_000, 20, false, false, true));
    }

    /** Half in WETH, 30 % in a range of 20 % around 3000, a fifth in USDC. */
    static AVault ofTheScenarios() {
        return aVault().holding("333.333333", "400000").withRange(600_000, 2500, 3600);
    }

    AVault holding(String weth, String usdc) {
        return new AVault(price, TokenAmount.of(WETH, weth), TokenAmount.of(USDC, usdc), ranges, venues, limits);
    }

    AVault holding(TokenAmount weth, TokenAmount usdc) {
        return new AVault(price, weth, usdc, ranges, venues, limits);
    }

    /** Worth so much at 3000. */
    AVault withRange(double valueQuote, double low, double high) {
        return withRange(valueQuote, 3000, low, high);
    }

    AVault withRangeAround(double middle, double valueQuote) {
        return withRange(valueQuote, middle, middle * 0.8, middle * 1.2);
    }

    private AVault withRange(double valueQuote, double at, double low, double high) {
        return new AVault(price, idleBase, idleQuote, List.of(range(1, valueQuote, at, low, high)), venues, limits);
    }

    /** Worth so much at the price {@code at}. */
    static RangePosition range(int id, double valueQuote, double at, double low, double high) {
        double p = at * 1e-12;
        double a = low * 1e-12;
        double b = high * 1e-12;
        double perLiquidity = 2 * Math.sqrt(p) - p / Math.sqrt(b) - Math.sqrt(a);
        BigInteger liquidity = new BigDecimal(valueQuote * 1e6 / perLiquidity).toBigInteger();
        return new RangePosition(
                BigInteger.valueOf(id),
                tick(a),
                tick(b),
                liquidity,
                true,
                TokenAmount.zero(WETH),
                TokenAmount.zero(USDC));
    }

    private static int tick(double rawPrice) {
        return (int) Math.round(Math.log(rawPrice) / Math.log(1.0001));
    }

    AVault with(Venue... added) {
        List<Venue> all = new ArrayList<>(venues);
        all.addAll(List.of(added));
        return new AVault(price, idleBase, idleQuote, ranges, all, limits);
    }

    AVault priced(double newPrice) {
        Price moved = Price.ofModel(WETH, USDC, newPrice);
        List<Venue> marked =
                venues.stream().map(venue -> marked(venue, newPrice)).toList();
        return new AVault(new PriceView.Sure(moved, NOW), idleBase, idleQuote, ranges, marked, limits);
    }

    private static Venue marked(Venue venue, double newPrice) {
        return switch (venue) {
            case PaperPerp perp -> perp.at(newPrice);
            case PaperLoan loan -> loan.at(newPrice);
            case PaperPromises later -> later.at(newPrice);
            default -> venue;
        };
    }

    AVault doubtful(double low, double high, String reason) {
        PriceView doubtful = new PriceView.Doubtful(
                Price.ofModel(WETH, USDC, low), price.best(), Price.ofModel(WETH, USDC, high), List.of(reason));
        return new AVault(doubtful, idleBase, idleQuote, ranges, venues, limits);
    }

    AVault policy(UnaryOperator<Limits> change) {
        return new AVault(price, idleBase, idleQuote, ranges, venues, change.apply(limits));
    }

    AVault replacing(Venue changed) {
        List<Venue> all = new ArrayList<>(venues);
        all.replaceAll(venue -> venue.id().equals(changed.id()) ? changed : venue);
        return new AVault(price, idleBase, idleQuote, ranges, all, limits);
    }

    Exposure exposure() {
        return Exposures.of(new Holdings(idleBase, idleQuote, ranges), venues, price.best());
    }

    double netDelta() {
        return exposure().delta().wholeAsDouble();
    }

    double nav() {
        return exposure().nav().wholeAsDouble();
    }

    /** Half-width of the policy's band, base. */
    double band() {
        return nav() * limits.bandBps() / 1e4 / price.best().asDouble();
    }

    /** With these besides the pair and its ranges. */
    MarketSnapshot snapshot(Portfolio further) {
        MarketSnapshot plain = snapshot();
        Holdings holdings = new Holdings(idleBase, idleQuote, ranges, further);
        return new MarketSnapshot(
                plain.block(),
                plain.account(),
                plain.pair(),
                plain.sequence(),
                plain.price(),
                holdings,
                plain.venues(),
                plain.envelope(),
                plain.baseFee(),
                plain.keeperBalance());
    }

    MarketSnapshot snapshot() {
        TokenAmount nav = exposure().nav().max(TokenDelta.zero(USDC)).abs();
        Envelope envelope = new Envelope(
                TokenDelta.of(WETH, limits.target()),
                price.best().amountDown(nav.timesDown(new Bps(limits.bandBps()))),
                nav,
                amount(USDC, limits.lossLeft()),
                amount(USDC, limits.turnoverLeft()),
                amount(WETH, limits.deRiskLeft()),
                limits.stopped(),
                limits.reduceOnly(),
                limits.keeperAllowed());
        return new MarketSnapshot(
                new BlockRef(CHAIN, 100, new BlockHash("0x" + "ab".repeat(32)), NOW),
                new AccountId(CHAIN, Address.of("0x00000000000000000000000000000000000000aa")),
                PAIR,
                7,
                price,
                new Holdings(idleBase, idleQuote, ranges),
                venues,
                envelope,
                FeePerGas.ofGwei("20"),
                Wei.ZERO);
    }

    private static TokenAmount amount(Token token, double whole) {
        return TokenDelta.ofModel(token, whole).abs();
    }
}
