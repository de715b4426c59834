package io.evenkeel.backtest;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;

/**
 * The pair on paper: no chain has it. What is decided in exact amounts is filled in double; with so many decimals an
 * amount of either token fits into a long, which the arithmetic of amounts is several times faster with.
 */
final class PaperTokens {
    private static final ChainId PAPER = new ChainId(Long.MAX_VALUE);
    static final Token BASE = new Token(PAPER, new Address("0x00000000000000000000000000000000000000ba"), "BASE", 10);
    static final Token QUOTE = new Token(PAPER, new Address("0x00000000000000000000000000000000000000c0"), "QUOTE", 6);

    private PaperTokens() {}

    static VenueId id(VenueTerms terms) {
        return new VenueId(PAPER, terms.name());
    }

    static Price price(double quotePerBase) {
        return Price.ofModel(BASE, QUOTE, quotePerBase);
    }

    static TokenDelta base(double whole) {
        return TokenDelta.ofModel(BASE, whole);
    }

    static TokenDelta quote(double whole) {
        return TokenDelta.ofModel(QUOTE, whole);
    }

    /** The keeper's limits, whatever their pair, for the pair on paper. */
    static RiskLimits onPaper(RiskLimits limits) {
        CostLimits cost = limits.cost();
        return new RiskLimits(
                limits.margin(),
                new CostLimits(
                        quoteAmount(cost.maxCostPerPlan().wholeAsDouble()),
                        cost.maxSlippage(),
                        cost.priorityFee(),
                        cost.executionOverhead()),
                limits.band(),
                limits.spread(),
                quoteAmount(limits.idleQuoteReserve().wholeAsDouble()),
                base(limits.smallestTrade().wholeAsDouble()).abs(),
                limits.planTimeToLive());
    }

    static TokenAmount quoteAmount(double whole) {
        return quote(Math.max(0, whole)).abs();
    }
}
