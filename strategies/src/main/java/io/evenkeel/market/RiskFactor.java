package io.evenkeel.market;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.Token;

/** One thing that moves by itself and takes the value of positions with it. */
public sealed interface RiskFactor {
    /** Price of an asset in the unit of account, positive. Stablecoins have one too. */
    record AssetPrice(Asset asset) implements RiskFactor {
        @Override
        public String toString() {
            return asset + " price";
        }
    }

    /**
     * What the market pays for one unit of redemption value of a staked token: 1 at par, below at a discount.
     *
     * @param pair what is divided by what, such as {@code stETH/ETH}
     */
    record Basis(String pair) implements RiskFactor {
        @Override
        public String toString() {
            return pair + " basis";
        }
    }

    /** Implied volatility of an asset, per square root of a year: the level that all its options move with. */
    record Volatility(Asset asset) implements RiskFactor {
        @Override
        public String toString() {
            return asset + " volatility";
        }
    }

    /** Part of the notional that a long pays per year, as a fraction; negative where the short pays. */
    record FundingRate(VenueId market) implements RiskFactor {
        @Override
        public String toString() {
            return market + " funding";
        }
    }

    /** Part of the debt that is owed in addition per year, as a fraction. */
    record BorrowRate(VenueId market, Token token) implements RiskFactor {
        @Override
        public String toString() {
            return market + " " + token + " borrow rate";
        }
    }

    /** Part of what is supplied that is earned per year, as a fraction. */
    record SupplyRate(VenueId market, Token token) implements RiskFactor {
        @Override
        public String toString() {
            return market + " " + token + " supply rate";
        }
    }

    /** Continuously compounded rate per year at which what options pay later is discounted. */
    record DiscountRate() implements RiskFactor {
        @Override
        public String toString() {
            return "discount rate";
        }
    }

    /** Carry b of an asset, continuously compounded per year: its forward is {@code S e^(bT)}. */
    record CarryRate(Asset asset) implements RiskFactor {
        @Override
        public String toString() {
            return asset + " carry rate";
        }
    }

    /**
     * Years passed since the market's instant while everything else stands still, counted apart for each way in which
     * time alone changes a value. The derivative of a value by it is what that way earns (negative: costs) per year.
     */
    sealed interface TimePassed extends RiskFactor {
        /** Options on this asset come nearer to their expiry: theta. */
        record OptionDecay(Asset asset) implements TimePassed {
            @Override
            public String toString() {
                return asset + " options' time";
            }
        }

        /** Perpetuals pay and receive funding. */
        record FundingAccrual() implements TimePassed {
            @Override
            public String toString() {
                return "funding time";
            }
        }

        /** Loans and deposits accrue interest. */
        record InterestAccrual() implements TimePassed {
            @Override
            public String toString() {
                return "interest time";
            }
        }
    }
}
