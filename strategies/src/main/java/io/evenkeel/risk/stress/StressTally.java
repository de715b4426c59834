package io.evenkeel.risk.stress;

import io.evenkeel.chain.VenueId;
import io.evenkeel.risk.stress.StressReport.VenueShortfall;
import io.evenkeel.risk.stress.StressReport.Worst;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers the worst of everything while cells go by; nothing is allocated for a cell. */
final class StressTally {
    private final double navBefore;
    private final List<VenueId> venues;
    private final Maximum loss = new Maximum();
    private final Maximum netDelta = new Maximum();
    private final Maximum shortfall = new Maximum();
    private final Maximum liquidations = new Maximum();
    private final Maximum[] shortfalls;
    private int cells;

    /** The cell that is being counted. */
    private double spotMove;

    private double volatilityFactor;
    private double funding;
    private double stablecoin;
    private int gone;
    private double allShortfalls;

    StressTally(double navBefore, List<VenueId> venues) {
        this.navBefore = navBefore;
        this.venues = venues;
        shortfalls = new Maximum[venues.size()];
        for (int i = 0; i < shortfalls.length; i++) {
            shortfalls[i] = new Maximum();
        }
    }

    /** @param gone index of the venue that failed, or −1 */
    void begin(double spot, double volatility, double extraFunding, double stablecoinPrice, int goneVenue) {
        spotMove = spot;
        volatilityFactor = volatility;
        funding = extraFunding;
        stablecoin = stablecoinPrice;
        gone = goneVenue;
        allShortfalls = 0;
        cells++;
    }

    void shortfall(int venue, double lackingQuote) {
        shortfalls[venue].offer(lackingQuote);
        allShortfalls += lackingQuote;
    }

    /** In money, of the whole vault. */
    void end(double nav, double netDeltaMoney, int liquidated) {
        loss.offer(part(navBefore - nav));
        netDelta.offer(part(netDeltaMoney));
        shortfall.offer(part(allShortfalls * stablecoin));
        liquidations.offer(liquidated);
    }

    StressReport report() {
        List<VenueShortfall> each = new ArrayList<>();
        for (int i = 0; i < shortfalls.length; i++) {
            each.add(new VenueShortfall(venues.get(i), shortfalls[i].value, shortfalls[i].cell()));
        }
        return new StressReport(
                navBefore, loss.worst(), netDelta.worst(), shortfall.worst(), each, liquidations.worst(), cells);
    }

    private double part(double money) {
        return navBefore > 0 ? money / navBefore : money > 0 ? Double.POSITIVE_INFINITY : 0;
    }

    private final class Maximum {
        private double value = Double.NEGATIVE_INFINITY;
        private double atSpot;
        private double atVolatility;
        private double atFunding;
        private double atStablecoin;
        private int atGone = -1;

        void offer(double candidate) {
            if (candidate > value) {
                value = candidate;
                atSpot = spotMove;
                atVolatility = volatilityFactor;
                atFunding = funding;
                atStablecoin = stablecoin;
                atGone = gone;
            }
        }

        StressCell cell() {
            Optional<VenueId> failed = atGone < 0 ? Optional.empty() : Optional.of(venues.get(atGone));
            return new StressCell(atSpot, atVolatility, atFunding, atStablecoin, failed);
        }

        Worst worst() {
            return new Worst(value, cell());
        }
    }
}
