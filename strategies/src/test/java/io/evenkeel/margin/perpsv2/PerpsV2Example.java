package io.evenkeel.margin.perpsv2;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Bps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** The ETH market with its parameters on Optimism, at 2000, with nobody in it. Change one thing at a time. */
record PerpsV2Example(
        String size, String margin, String skew, String fundingRate, long secondsSince, Optional<PerpsV2Order> order) {
    static PerpsV2Example at2000() {
        return new PerpsV2Example("0", "0", "0", "0", 0, Optional.empty());
    }

    PerpsV2Example holding(String eth, String susd) {
        return new PerpsV2Example(eth, susd, skew, fundingRate, secondsSince, order);
    }

    PerpsV2Example skewed(String eth) {
        return new PerpsV2Example(size, margin, eth, fundingRate, secondsSince, order);
    }

    /** @param rate parts a day when funding was last written down, so many seconds ago */
    PerpsV2Example funding(String rate, long seconds) {
        return new PerpsV2Example(size, margin, skew, rate, seconds, order);
    }

    PerpsV2Example ordered(String eth, boolean live) {
        PerpsV2Order committed = new PerpsV2Order(e18(eth), e18("1990"), 1_000_000, 1, 30, live);
        return new PerpsV2Example(size, margin, skew, fundingRate, secondsSince, Optional.of(committed));
    }

    PerpsV2Position position() {
        return position(VenueCondition.OPEN);
    }

    PerpsV2Position position(VenueCondition policyCondition) {
        BigInteger held = e18(size);
        PerpsV2Account account =
                new PerpsV2Account(held, e18(margin), e18("2000"), BigInteger.ZERO, BigInteger.ZERO, false, order);
        return new PerpsV2Position(
                new VenueId(CHAIN, "perps-v2:ETH"),
                PAIR,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                policyCondition,
                account,
                market(e18(skew).add(held), held.abs().add(e18(skew).abs())));
    }

    private PerpsV2Market market(BigInteger marketSkew, BigInteger marketSize) {
        long now = 1_000_000 + secondsSince;
        return new PerpsV2Market(
                e18("2000"),
                false,
                false,
                marketSkew,
                marketSize,
                e18(fundingRate),
                BigInteger.ZERO,
                1_000_000,
                now,
                new PerpsV2Terms(
                        e18("1000000"),
                        e18("9"),
                        e18("22300"),
                        e18("55"),
                        e18("0.000001"),
                        e18("0.0006"),
                        e18("40"),
                        e18("2"),
                        e18("1000"),
                        e18("0.0035"),
                        e18("2"),
                        e18("0.0075"),
                        e18("1.5625")));
    }

    static BigInteger e18(String decimal) {
        return new BigDecimal(decimal).movePointRight(18).toBigIntegerExact();
    }
}
