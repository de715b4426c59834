package io.evenkeel.market;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What the world asks and pays at one instant: prices, bases, volatilities, rates. Model numbers in one unit of account.
 * It holds no positions, and positions hold none of it: the same position is valued in any market.
 *
 * <p>Nothing is assumed: asking for a price, volatility or rate that was never stated is a bug and throws. Only the
 * passage of time starts at 0 by itself.
 *
 * @param at the instant of all of it
 * @param levels what each factor stands at
 * @param tokens which asset moves each token
 * @param normalisations of power perpetuals: what one token of it has shrunk to by the funding it paid
 * @param volatilityOffsets of listed options, added to the level of their asset's volatility: skew and term structure
 */
public record Market(
        Instant at,
        Map<RiskFactor, Double> levels,
        Map<Token, TokenPricing> tokens,
        Map<VenueId, Double> normalisations,
        Map<OptionSeries, Double> volatilityOffsets) {
    /** Options that share strike and expiry share their volatility. */
    public record OptionSeries(Price strike, Instant expiry) {}

    public Market {
        levels.forEach(Market::requireSound);
        levels = Map.copyOf(levels);
        tokens = Map.copyOf(tokens);
        normalisations = Map.copyOf(normalisations);
        volatilityOffsets = Map.copyOf(volatilityOffsets);
    }

    /** Nothing stated yet. */
    public static Market at(Instant instant) {
        return new Market(instant, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** The same market with this factor at this level. */
    public Market with(RiskFactor factor, double level) {
        return new Market(at, put(levels, factor, level), tokens, normalisations, volatilityOffsets);
    }

    public Market withPrice(Asset asset, double price) {
        return with(new RiskFactor.AssetPrice(asset), price);
    }

    public Market withToken(Token token, TokenPricing pricing) {
        return new Market(at, levels, put(tokens, token, pricing), normalisations, volatilityOffsets);
    }

    public Market withNormalisation(VenueId market, double factor) {
        return new Market(at, levels, tokens, put(normalisations, market, factor), volatilityOffsets);
    }

    public Market withVolatilityOffset(OptionSeries series, double offset) {
        return new Market(at, levels, tokens, normalisations, put(volatilityOffsets, series, offset));
    }

    /**
     * What a factor stands at.
     *
     * @throws IllegalArgumentException when it was never stated
     */
    public double level(RiskFactor factor) {
        Double level = levels.get(factor);
        if (level != null) {
            return level;
        }
        if (factor instanceof RiskFactor.TimePassed) {
            return 0;
        }
        throw new IllegalArgumentException("the market does not say where " + factor + " stands");
    }

    public TokenPricing pricing(Token token) {
        TokenPricing pricing = tokens.get(token);
        if (pricing == null) {
            throw new IllegalArgumentException("the market does not say what moves " + token);
        }
        return pricing;
    }

    /** Unit of account for one whole token, now. */
    public double price(Token token) {
        TokenPricing pricing = pricing(token);
        double asset = level(new RiskFactor.AssetPrice(pricing.asset()));
        return switch (pricing) {
            case TokenPricing.Plain plain -> asset;
            case TokenPricing.Staked staked -> staked.rate() * level(staked.basis()) * asset;
        };
    }

    public double normalisation(VenueId market) {
        Double factor = normalisations.get(market);
        if (factor == null) {
            throw new IllegalArgumentException("the market does not know the normalisation of " + market);
        }
        return factor;
    }

    /** What is added to the level of the asset's volatility for this series; 0 where nothing was said of it. */
    public double volatilityOffset(OptionSeries series) {
        return volatilityOffsets.getOrDefault(series, 0.0);
    }

    private static <K, V> Map<K, V> put(Map<K, V> map, K key, V value) {
        Map<K, V> changed = new HashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    private static void requireSound(RiskFactor factor, double level) {
        boolean sound = switch (factor) {
            case RiskFactor.AssetPrice price -> level > 0;
            case RiskFactor.Basis basis -> level > 0;
            case RiskFactor.Volatility volatility -> level > 0;
            case RiskFactor.FundingRate rate -> true;
            case RiskFactor.BorrowRate rate -> true;
            case RiskFactor.SupplyRate rate -> true;
            case RiskFactor.DiscountRate rate -> true;
            case RiskFactor.CarryRate rate -> true;
            case RiskFactor.TimePassed time -> true;
        };
        if (!sound || !Double.isFinite(level)) {
            throw new IllegalArgumentException(factor + " cannot stand at " + level);
        }
    }
}
