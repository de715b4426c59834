package io.evenkeel.exposure;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.position.LendingAccount;
import io.evenkeel.market.position.LinearPerp;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.PoolRange;
import io.evenkeel.market.position.PowerPerp;
import io.evenkeel.market.position.Spot;
import io.evenkeel.market.uniswapv3.RangeCurve;
import io.evenkeel.options.DeltaGamma;
import io.evenkeel.units.Token;
import java.util.ArrayList;
import java.util.List;

/** Collects what moves with one asset: what is straight into one delta, what bends part by part. */
final class CurveParts {
    private final Market market;
    private final Valuation valuation;
    private final Asset asset;
    private final double spot;
    private final List<CurvePart> bends = new ArrayList<>();
    private double straightDelta;

    CurveParts(Market market, Asset asset) {
        this.market = market;
        this.valuation = new Valuation(market);
        this.asset = asset;
        this.spot = market.level(new AssetPrice(asset));
    }

    double straightDelta() {
        return straightDelta;
    }

    CurvePart[] bends() {
        return bends.toArray(CurvePart[]::new);
    }

    boolean hasOptions() {
        return bends.stream().anyMatch(CurvePart.Options.class::isInstance);
    }

    void add(LookThrough.Leaf leaf) {
        switch (leaf.instrument()) {
            case PoolRange range -> bends.add(range(range.range(), leaf.part()));
            case PowerPerp perp -> power(leaf, perp);
            case OptionPosition option -> option(option, leaf.part());
            case Spot spot -> straight(leaf);
            case LendingAccount loan -> straight(leaf);
            case LinearPerp perp -> straight(leaf);
        }
    }

    /** Its delta is the same at every price. */
    private void straight(LookThrough.Leaf leaf) {
        straightDelta += new Sensitivities(valuation.of(leaf)).delta(asset);
    }

    private CurvePart range(RangePosition range, double part) {
        Token base = range.baseOwed().token();
        Token quote = range.quoteOwed().token();
        straightDelta += part
                * (slope(base) * range.baseOwed().wholeAsDouble()
                        + slope(quote) * range.quoteOwed().wholeAsDouble());
        return new CurvePart.Range(
                RangeCurve.of(range), part, slope(base), fixedPrice(base), slope(quote), fixedPrice(quote));
    }

    private void power(LookThrough.Leaf leaf, PowerPerp perp) {
        if (movesWith(perp.terms().underlying())) {
            int power = perp.terms().power();
            bends.add(new CurvePart.Power(valuation.of(leaf).value() / Math.pow(spot, power), power));
        }
    }

    private void option(OptionPosition option, double part) {
        Token underlying = option.strike().base();
        double settlementPrice = valuation
                .settlement(option, underlying, option.strike().quote())
                .value();
        if (movesWith(underlying)) {
            bends.add(new CurvePart.Options(
                    option.type(),
                    part * option.contracts().wholeAsDouble() * settlementPrice,
                    slope(underlying),
                    option.strike().asDouble(),
                    valuation.yearsToExpiry(option),
                    valuation.volatility(option).value(),
                    market.level(new DiscountRate()),
                    market.level(new CarryRate(asset)),
                    new DeltaGamma()));
        }
    }

    private boolean movesWith(Token token) {
        return market.pricing(token).asset().equals(asset);
    }

    /** What the token's price moves by when the asset's moves by one. */
    private double slope(Token token) {
        return movesWith(token) ? market.price(token) / spot : 0;
    }

    private double fixedPrice(Token token) {
        return movesWith(token) ? 0 : market.price(token);
    }
}
