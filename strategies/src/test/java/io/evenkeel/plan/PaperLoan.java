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
 * A lending market on paper: WETH is borrowed against collateral and sold, the proceeds stay idle with the vault.
 * Opens at 80 % of the collateral, keeps to 82.5 %. Stricter than the real thing: whatever it would not allow throws.
 *
 * @param collateral whole tokens of {@code collateralToken}
 * @param debt base
 */
record PaperLoan(
        String name,
        VenueCondition condition,
        VenueCaps caps,
        Token collateralToken,
        double collateral,
        double debt,
        double feePart,
        double impactPerBase,
        double borrowRate,
        double price)
        implements Venue {
    private static final double OPEN = 0.80;
    private static final double KEEP = 0.825;

    static PaperLoan flat(String name, Token collateralToken) {
        return new PaperLoan(
                name,
                VenueCondition.OPEN,
                new VenueCaps(new Bps(6000), new Bps(8000)),
                collateralToken,
                0,
                0,
                0.0005,
                1e-6,
                0.02,
                3000);
    }

    PaperLoan owing(double base, double backedBy) {
        return new PaperLoan(
                name, condition, caps, collateralToken, backedBy, base, feePart, impactPerBase, borrowRate, price);
    }

    PaperLoan at(double newPrice) {
        return new PaperLoan(
                name, condition, caps, collateralToken, collateral, debt, feePart, impactPerBase, borrowRate, newPrice);
    }

    PaperLoan being(VenueCondition newCondition) {
        return new PaperLoan(
                name, newCondition, caps, collateralToken, collateral, debt, feePart, impactPerBase, borrowRate, price);
    }

    PaperLoan lentAt(double rate) {
        return new PaperLoan(
                name, condition, caps, collateralToken, collateral, debt, feePart, impactPerBase, rate, price);
    }

    PaperLoan capped(int equityBps, int shortBps) {
        return new PaperLoan(
                name,
                condition,
                new VenueCaps(new Bps(equityBps), new Bps(shortBps)),
                collateralToken,
                collateral,
                debt,
                feePart,
                impactPerBase,
                borrowRate,
                price);
    }

    @Override
    public VenueId id() {
        return new VenueId(CHAIN, name);
    }

    @Override
    public TokenDelta delta() {
        return TokenDelta.ofModel(WETH, (inBase() ? collateral : 0) - debt);
    }

    @Override
    public TokenDelta hedge() {
        return TokenDelta.ofModel(WETH, -debt);
    }

    @Override
    public TokenDelta protocolEquity() {
        return TokenDelta.ofModel(USDC, backing(price) - debt * price);
    }

    @Override
    public TokenAmount maintenance() {
        return debt == 0
                ? TokenAmount.zero(USDC)
                : TokenDelta.ofModel(USDC, backing(price) * (1 - KEEP)).abs();
    }

    @Override
    public TokenDelta oracleNav(Price at) {
        return TokenDelta.ofModel(USDC, backing(at.asDouble()) - debt * at.asDouble());
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return inBase() || debt == 0
                ? Optional.empty()
                : Optional.of(Price.ofModel(WETH, USDC, Math.max(1e-9, collateral * KEEP / debt)));
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return Optional.empty();
    }

    @Override
    public TokenAmount removableCollateral() {
        return TokenDelta.ofModel(collateralToken, Math.max(0, collateral - openingNeed(debt, price)))
                .abs();
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price at, double shockFraction) {
        double owed = debt - deltaChange.wholeAsDouble();
        double shocked = inBase() ? owed / KEEP : owed * at.asDouble() * (1 + shockFraction) / KEEP;
        double needed = Math.max(shocked, openingNeed(owed, at.asDouble())) - collateral;
        return new TokenDelta(
                collateralToken,
                TokenDelta.ofModel(collateralToken, needed).units().add(BigInteger.ONE));
    }

    @Override
    public PaperLoan after(TokenDelta deltaChange, TokenDelta collateralChange, Price at) {
        double change = deltaChange.wholeAsDouble();
        must(condition != VenueCondition.FROZEN || (change == 0 && collateralChange.isZero()), "is frozen");
        must(change >= 0 || condition == VenueCondition.OPEN, "may not lend more");
        must(change <= debt + 1e-9, "repays more than it is owed");
        must(
                collateralChange.signum() >= 0 || collateralChange.abs().compareTo(removableCollateral()) <= 0,
                "gives back " + collateralChange + " of " + removableCollateral());
        double owed = debt - change < 1e-12 ? 0 : debt - change;
        double backed = collateral + collateralChange.wholeAsDouble();
        must(change >= 0 || backed >= openingNeed(owed, at.asDouble()) - 1e-6, "lends without the collateral");
        return new PaperLoan(
                name, condition, caps, collateralToken, backed, owed, feePart, impactPerBase, borrowRate, price);
    }

    @Override
    public double tradeCostQuote(double deltaChangeBase, Price at) {
        double part = feePart + impactPerBase * Math.abs(deltaChangeBase);
        return part * Math.abs(deltaChangeBase) * at.asDouble();
    }

    @Override
    public TokenDelta idleQuoteChange(TokenDelta deltaChange, Price at) {
        double change = deltaChange.wholeAsDouble();
        return TokenDelta.ofModel(USDC, -change * at.asDouble() - tradeCostQuote(change, at));
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price at) {
        return Math.max(0, -deltaBase) * at.asDouble() * borrowRate;
    }

    @Override
    public TokenAmount largestChange(int direction, Price at) {
        double lend = condition == VenueCondition.OPEN
                ? Math.max(0, collateral - openingNeed(debt, at.asDouble())) / openingNeed(1, at.asDouble())
                : 0;
        double repay = condition == VenueCondition.OPEN || condition == VenueCondition.REDUCE_ONLY ? debt : 0;
        return TokenDelta.ofModel(WETH, direction < 0 ? lend : repay).abs();
    }

    @Override
    public TokenAmount smallestChange() {
        return TokenAmount.of(WETH, "0.0000001");
    }

    @Override
    public long gasPerTrade() {
        return 420_000;
    }

    @Override
    public long gasPerCollateralMove() {
        return 280_000;
    }

    private boolean inBase() {
        return collateralToken.equals(WETH);
    }

    private double backing(double at) {
        return inBase() ? collateral * at : collateral;
    }

    private double openingNeed(double owed, double at) {
        return (inBase() ? owed : owed * at) / OPEN;
    }

    private void must(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException(name + " " + what);
        }
    }
}
