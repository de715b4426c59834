package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A perpetual that keeps its own account in quote, on paper: fee and linear impact, 10 % to open, 6.25 % to keep. It
 * is stricter than the real thing: whatever it would not allow throws.
 *
 * @param size base, short is negative
 * @param cash quote: collateral, and all that trades have brought in
 * @param mark what the protocol itself counts at
 */
record PaperPerp(
        String name,
        VenueCondition condition,
        VenueCaps caps,
        double size,
        double cash,
        double mark,
        double feePart,
        double impactPerBase,
        double fundingPerYear,
        double depth)
        implements Venue {
    private static final double OPEN = 0.10;
    private static final double KEEP = 0.0625;

    static PaperPerp flat(String name) {
        return new PaperPerp(
                name,
                VenueCondition.OPEN,
                new VenueCaps(new Bps(5000), new Bps(8000)),
                0,
                0,
                3000,
                0.001,
                1e-6,
                0,
                2000);
    }

    /** Short so much from this price, with so much collateral. */
    PaperPerp shortOf(double base, double entry, double collateral) {
        return new PaperPerp(
                name,
                condition,
                caps,
                -base,
                collateral + base * entry,
                mark,
                feePart,
                impactPerBase,
                fundingPerYear,
                depth);
    }

    PaperPerp at(double newMark) {
        return new PaperPerp(name, condition, caps, size, cash, newMark, feePart, impactPerBase, fundingPerYear, depth);
    }

    PaperPerp being(VenueCondition newCondition) {
        return new PaperPerp(name, newCondition, caps, size, cash, mark, feePart, impactPerBase, fundingPerYear, depth);
    }

    PaperPerp capped(int equityBps, int shortBps) {
        return new PaperPerp(
                name,
                condition,
                new VenueCaps(new Bps(equityBps), new Bps(shortBps)),
                size,
                cash,
                mark,
                feePart,
                impactPerBase,
                fundingPerYear,
                depth);
    }

    /** Part of the position's value that a short pays per year; negative: receives. */
    PaperPerp shortPays(double partPerYear) {
        return new PaperPerp(name, condition, caps, size, cash, mark, feePart, impactPerBase, partPerYear, depth);
    }

    PaperPerp costing(double fee, double impact) {
        return new PaperPerp(name, condition, caps, size, cash, mark, fee, impact, fundingPerYear, depth);
    }

    @Override
    public VenueId id() {
        return new VenueId(CHAIN, name);
    }

    @Override
    public TokenDelta delta() {
        return TokenDelta.ofModel(WETH, size);
    }

    @Override
    public TokenDelta protocolEquity() {
        return quoteDown(cash + size * mark);
    }

    @Override
    public TokenAmount maintenance() {
        return quoteDown(KEEP * Math.abs(size) * mark).abs();
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        return quoteDown(cash + size * price.asDouble());
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return size < 0 ? positive(cash / (-size * (1 + KEEP))) : Optional.empty();
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return size > 0 && cash < 0 ? positive(-cash / (size * (1 - KEEP))) : Optional.empty();
    }

    @Override
    public Token collateralToken() {
        return USDC;
    }

    @Override
    public TokenAmount removableCollateral() {
        double free = cash + size * mark - OPEN * Math.abs(size) * mark;
        return quoteDown(Math.max(0, free)).abs();
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        PaperPerp traded = traded(deltaChange.wholeAsDouble(), price);
        double now = price.asDouble();
        double up = now * (1 + shockFraction);
        double down = now * (1 - shockFraction);
        double needed =
                Math.max(Math.max(traded.lacking(up, KEEP), traded.lacking(down, KEEP)), traded.lacking(now, OPEN));
        return new TokenDelta(USDC, quoteDown(needed).units().add(BigInteger.ONE));
    }

    @Override
    public PaperPerp after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        double change = deltaChange.wholeAsDouble();
        boolean taking = collateralChange.signum() < 0;
        must(
                !taking || collateralChange.abs().compareTo(removableCollateral()) <= 0,
                "takes out " + collateralChange + " of " + removableCollateral());
        must(condition != VenueCondition.FROZEN || (change == 0 && collateralChange.isZero()), "is frozen");
        boolean grows = change != 0 && (size == 0 || Math.signum(change) == Math.signum(size));
        must(!grows || condition == VenueCondition.OPEN, "may not grow");
        must(grows || Math.abs(change) <= Math.abs(size) + 1e-9, "turns its position");
        must(Math.abs(change) <= depth + 1e-9, "goes beyond its depth");
        PaperPerp traded = traded(change, price);
        PaperPerp after = new PaperPerp(
                name,
                condition,
                caps,
                Math.abs(traded.size) < 1e-12 ? 0 : traded.size,
                traded.cash + collateralChange.wholeAsDouble(),
                mark,
                feePart,
                impactPerBase,
                fundingPerYear,
                depth);
        double equity = after.cash + after.size * price.asDouble();
        must(!grows || equity >= OPEN * Math.abs(after.size) * price.asDouble() - 0.01, "opens without the margin");
        return after;
    }

    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        double part = feePart + impactPerBase * Math.abs(deltaChangeBase);
        return part * Math.abs(deltaChangeBase) * price.asDouble();
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        return -deltaBase * price.asDouble() * fundingPerYear;
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        boolean reduces = size != 0 && Math.signum(size) != direction;
        double most = switch (condition) {
            case OPEN -> reduces ? Math.min(depth, Math.abs(size)) : depth;
            case REDUCE_ONLY -> reduces ? Math.min(depth, Math.abs(size)) : 0;
            case FROZEN, UNREADABLE -> 0;
        };
        return TokenDelta.ofModel(WETH, most).abs();
    }

    @Override
    public TokenAmount smallestChange() {
        return TokenAmount.of(WETH, "0.0000001");
    }

    @Override
    public long gasPerTrade() {
        return 900_000;
    }

    @Override
    public long gasPerCollateralMove() {
        return 200_000;
    }

    private PaperPerp traded(double change, Price price) {
        double cost = change == 0 ? 0 : tradeCostQuote(change, price);
        return new PaperPerp(
                name,
                condition,
                caps,
                size + change,
                cash - change * price.asDouble() - cost,
                mark,
                feePart,
                impactPerBase,
                fundingPerYear,
                depth);
    }

    private double lacking(double price, double ratio) {
        return ratio * Math.abs(size) * price - (cash + size * price);
    }

    private void must(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException(name + " " + what);
        }
    }

    private static Optional<Price> positive(double price) {
        return Optional.of(Price.ofModel(WETH, USDC, Math.max(1e-9, price)));
    }

    private static TokenDelta quoteDown(double whole) {
        return TokenDelta.ofModel(USDC, whole);
    }
}
