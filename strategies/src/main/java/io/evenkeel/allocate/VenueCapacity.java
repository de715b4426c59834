package io.evenkeel.allocate;

import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.MarginRule.Purpose;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;

/**
 * How much more (or less) one venue may carry, by its caps, its depth and its condition.
 *
 * <p>A venue grows when it trades in the direction of the hedge it has; only an OPEN one below its caps may. It shrinks
 * when it trades against it, never through zero; a REDUCE_ONLY one may. FROZEN and UNREADABLE ones do nothing,
 * and neither does one whose order still waits.
 *
 * @param nav quote token
 */
public record VenueCapacity(Venue venue, Trading trading, TokenAmount nav, RiskLimits limits) {
    private static final int HALVINGS = 40;
    /** Trades are planned to end this much of the allowed slippage away, leaving the rest to the market. */
    private static final double PLANNED_SLIPPAGE = 0.75;

    /** Base token, and what stops it there. */
    public record Largest(double base, Limit because) {
        Largest min(double other, Limit limit) {
            return other < base ? new Largest(Math.max(0, other), limit) : this;
        }
    }

    public Largest largest(int direction) {
        if (venue.pending().isPresent()) {
            return new Largest(0, Limit.PENDING_ORDER);
        }
        return grows(direction) ? largestGrowth(direction) : largestReduction(direction);
    }

    /** Whether a trade in this direction makes the hedge at this venue larger. */
    public boolean grows(int direction) {
        return venue.hedge().isZero() || venue.hedge().signum() == direction;
    }

    /** Part of NAV whose loss the venue's failure would be. */
    public double equityShare() {
        return venue.oracleNav(trading.price()).wholeAsDouble() / nav.wholeAsDouble();
    }

    /**
     * Part of NAV that the short at this venue is worth, at the highest plausible price. Where collateral in the base
     * token makes the delta smaller than the debt, the debt counts: that is what has to be bought back.
     */
    public double shortShare() {
        return shortBase() * trading.high().asDouble() / nav.wholeAsDouble();
    }

    private double shortBase() {
        double hedge = venue.hedge().wholeAsDouble();
        return Math.max(0, Math.max(-hedge, -venue.delta().wholeAsDouble()));
    }

    public boolean isAboveCap() {
        return equityShare() > venue.caps().equity().fraction()
                || shortShare() > venue.caps().shortNotional().fraction();
    }

    /** The cap less the headroom that is kept. */
    public double planned(Bps cap) {
        return cap.fraction() * (1 - limits.spread().capHeadroom().fraction());
    }

    private Largest largestReduction(int direction) {
        boolean tradable = venue.condition() == VenueCondition.OPEN || venue.condition() == VenueCondition.REDUCE_ONLY;
        if (!tradable) {
            return new Largest(0, Limit.CONDITION);
        }
        // the nearest double may lie above what is held, and no more than that can be closed
        double held = Math.max(0, Math.nextDown(venue.hedge().abs().wholeAsDouble()));
        Price price = trading.price();
        Largest byDepth = bySlippage(
                direction,
                new Largest(held, Limit.POSITION)
                        .min(venue.largestChange(direction, price).wholeAsDouble(), Limit.DEPTH));
        // paying a loan back puts money into the protocol; a position that keeps its own account takes none
        return paysIn(direction) ? byEquityCap(direction, byDepth) : byDepth;
    }

    private Largest largestGrowth(int direction) {
        if (venue.condition() != VenueCondition.OPEN) {
            return new Largest(0, Limit.CONDITION);
        }
        double capBase = planned(venue.caps().shortNotional())
                * nav.wholeAsDouble()
                / trading.high().asDouble();
        double room = capBase - (direction < 0 ? shortBase() : venue.hedge().wholeAsDouble());
        Largest byShortCap = new Largest(Math.max(0, room), Limit.SHORT_CAP);
        if (shortShare() > planned(venue.caps().shortNotional())) {
            return new Largest(0, Limit.SHORT_CAP);
        }
        // depth as it is once collateral is no question: what collateral there is, is shared out by the allocation
        Venue funded = venue.after(zeroBase(), plentyOfCollateral(), trading.price());
        Largest byDepth = bySlippage(
                direction,
                byShortCap.min(funded.largestChange(direction, trading.price()).wholeAsDouble(), Limit.DEPTH));
        return byEquityCap(direction, byDepth);
    }

    /** Average price within the slippage that is planned for: its distance grows with the size. */
    private Largest bySlippage(int direction, Largest largest) {
        double allowed = trading.maxSlippage().fraction()
                * PLANNED_SLIPPAGE
                * trading.price().asDouble();
        if (largest.base() <= 0 || averageCost(direction, largest.base()) <= allowed) {
            return largest;
        }
        double fits = 0;
        double tooLarge = largest.base();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (fits + tooLarge) / 2;
            if (averageCost(direction, middle) <= allowed) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return new Largest(fits, Limit.SLIPPAGE);
    }

    private double averageCost(int direction, double size) {
        return size > 0 ? venue.tradeCostQuote(direction * size, trading.price()) / size : 0;
    }

    private Largest byEquityCap(int direction, Largest largest) {
        if (largest.base() <= 0 || fitsEquityCap(direction, largest.base())) {
            return largest;
        }
        double fits = 0;
        double tooLarge = largest.base();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (fits + tooLarge) / 2;
            if (fitsEquityCap(direction, middle)) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return new Largest(fits, Limit.EQUITY_CAP);
    }

    /** New equity stays below the cap by the headroom; what needs none may use the cap to the full. */
    private boolean fitsEquityCap(int direction, double size) {
        TokenDelta change = TokenDelta.ofModel(venue.delta().token(), direction * size);
        TokenDelta collateral = collateralFor(change);
        double equity = equityAfter(change) + inQuote(collateral);
        double cap = venue.caps().equity().fraction() * nav.wholeAsDouble();
        return equity <= plannedEquity() || (collateral.signum() <= 0 && !paysIn(direction) && equity <= cap);
    }

    /** Quote: what sits in the protocol after this trade and the collateral that goes with it, less what sits there now. */
    double equityTaken(int direction, double size) {
        TokenDelta change = TokenDelta.ofModel(venue.delta().token(), direction * size);
        return equityAfter(change)
                + inQuote(collateralFor(change))
                - venue.oracleNav(trading.price()).wholeAsDouble();
    }

    private boolean paysIn(int direction) {
        TokenDelta one = oneBase(direction);
        return venue.idleQuoteChange(one, trading.price()).signum() < 0
                && venue.idleBaseChange(one).isZero();
    }

    /** Quote: what sits in the protocol once this has been traded, collateral unchanged. */
    private double equityAfter(TokenDelta change) {
        return venue.oracleNav(trading.price()).wholeAsDouble()
                - venue.idleQuoteChange(change, trading.price()).wholeAsDouble()
                - inQuote(venue.idleBaseChange(change));
    }

    private double plannedEquity() {
        return planned(venue.caps().equity()) * nav.wholeAsDouble();
    }

    /**
     * Collateral that goes with a trade: in (positive) what the venue needs to carry it through the stated shock; out
     * what would sit there above the equity cap, as far as the margin can spare it and the protocol gives it back.
     */
    public TokenDelta collateralFor(TokenDelta change) {
        TokenDelta zero = TokenDelta.zero(venue.collateralToken());
        if (change.isZero()) {
            return zero;
        }
        if (grows(change.signum())) {
            TokenDelta needed = needed(change, Purpose.OPEN);
            if (needed.signum() > 0) {
                return needed;
            }
        }
        double excess = equityAfter(change) - plannedEquity();
        if (excess <= 0) {
            return zero;
        }
        TokenAmount removable = venue.after(change, zero, trading.price()).removableCollateral();
        return needed(change, Purpose.WITHDRAW)
                .max(fromQuote(-excess))
                .max(removable.asDelta().negate())
                .min(zero);
    }

    private TokenDelta needed(TokenDelta change, Purpose purpose) {
        return limits.marginRule().needed(venue, change, trading.high(), purpose);
    }

    private TokenDelta fromQuote(double quote) {
        Token token = venue.collateralToken();
        return TokenDelta.ofModel(
                token,
                token.equals(nav.token()) ? quote : quote / trading.price().asDouble());
    }

    double inQuote(TokenDelta collateral) {
        return collateral.token().equals(nav.token())
                ? collateral.wholeAsDouble()
                : collateral.wholeAsDouble() * trading.price().asDouble();
    }

    private TokenDelta plentyOfCollateral() {
        return venue.collateralToken().equals(nav.token())
                ? nav.asDelta()
                : trading.price().amountDown(nav).asDelta();
    }

    private TokenDelta oneBase(int direction) {
        return TokenDelta.ofModel(venue.delta().token(), direction);
    }

    private TokenDelta zeroBase() {
        return TokenDelta.zero(venue.delta().token());
    }
}
