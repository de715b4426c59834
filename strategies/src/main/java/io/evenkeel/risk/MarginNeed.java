package io.evenkeel.risk;

import io.evenkeel.market.Venue;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Collateral that a stated shock asks for. Two things must hold with it: the position survives the price moving by the
 * shock, and its equity exceeds the maintenance requirement by the same part. The second speaks for a loan of the token
 * that backs it, which no price liquidates but interest does, and it is what the policy's own margin floor measures.
 */
public final class MarginNeed {
    /** After the first a few units are missing at most. */
    private static final int MOST_CORRECTIONS = 4;

    private MarginNeed() {}

    /**
     * Collateral to add (positive), or that could be taken out (negative), with this change of delta.
     *
     * @param shock part of the price, and of the maintenance requirement
     */
    public static TokenDelta of(Venue venue, TokenDelta change, Price price, double shock) {
        TokenDelta byPrice = venue.collateralNeededFor(change, price, shock);
        BigDecimal part = BigDecimal.ONE.add(BigDecimal.valueOf(shock));
        BigInteger lacking = lacking(after(venue, change, byPrice, price), part);
        if (lacking.signum() <= 0) {
            return byPrice;
        }
        // equity and maintenance are linear in the collateral: one more reading gives the slope, and what a protocol
        // cuts off on the way takes another unit or two
        TokenDelta step = step(venue, price).asDelta();
        BigInteger perStep = lacking.subtract(lacking(after(venue, change, byPrice.plus(step), price), part));
        TokenDelta enough = byPrice;
        for (int i = 0; i < MOST_CORRECTIONS && lacking.signum() > 0 && perStep.signum() > 0; i++) {
            BigInteger more = Rounding.divideUp(lacking.multiply(step.units()), perStep);
            enough = new TokenDelta(enough.token(), enough.units().add(more));
            lacking = lacking(after(venue, change, enough, price), part);
        }
        return enough;
    }

    /** Part by which equity exceeds maintenance; empty where there is no requirement. */
    static Optional<Double> surplus(Venue venue) {
        double maintenance = venue.maintenance().wholeAsDouble();
        return maintenance > 0
                ? Optional.of(venue.protocolEquity().wholeAsDouble() / maintenance - 1)
                : Optional.empty();
    }

    private static TokenAmount step(Venue venue, Price price) {
        TokenAmount quote = TokenAmount.of(price.quote(), "1000");
        return venue.collateralToken().equals(price.quote()) ? quote : price.amountDown(quote);
    }

    /** In the order in which the protocol allows it: more collateral before the trade, less of it after. */
    static Venue after(Venue venue, TokenDelta change, TokenDelta collateral, Price price) {
        TokenDelta noTrade = TokenDelta.zero(change.token());
        TokenDelta none = TokenDelta.zero(collateral.token());
        return collateral.signum() > 0
                ? venue.after(noTrade, collateral, price).after(change, none, price)
                : venue.after(change, none, price).after(noTrade, collateral, price);
    }

    /** Quote units: maintenance and the shock's part on top, rounded up, less equity. */
    private static BigInteger lacking(Venue venue, BigDecimal part) {
        return new BigDecimal(venue.maintenance().units())
                .multiply(part)
                .setScale(0, RoundingMode.CEILING)
                .toBigInteger()
                .subtract(venue.protocolEquity().units());
    }
}
