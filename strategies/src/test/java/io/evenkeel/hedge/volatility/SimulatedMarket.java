package io.evenkeel.hedge.volatility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A geometric Brownian motion without drift and of known volatility, in steps of a second. */
final class SimulatedMarket {
    private static final double SECONDS_PER_YEAR = 31_536_000.0;
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final SplittableRandom random;
    private final double deviationPerStep;
    private final int secondsPerStep;
    private double price = 3000;
    private long seconds;

    SimulatedMarket(long seed, double volatility, int secondsPerStep) {
        random = new SplittableRandom(seed);
        deviationPerStep = volatility * Math.sqrt(secondsPerStep / SECONDS_PER_YEAR);
        this.secondsPerStep = secondsPerStep;
    }

    /** Rounds of an oracle that reports a move of this part of the price, or after the heartbeat. */
    List<PriceObservation> rounds(int count, double move, Duration heartbeat) {
        List<PriceObservation> rounds = new ArrayList<>();
        rounds.add(now());
        long reported = seconds;
        while (rounds.size() < count) {
            step();
            boolean moved = Math.abs(price / rounds.getLast().price() - 1) >= move;
            if (moved || seconds - reported >= heartbeat.toSeconds()) {
                rounds.add(now());
                reported = seconds;
            }
        }
        return rounds;
    }

    GarmanKlass.Bar bar(int steps) {
        double open = price;
        double high = price;
        double low = price;
        for (int i = 0; i < steps; i++) {
            step();
            high = Math.max(high, price);
            low = Math.min(low, price);
        }
        return new GarmanKlass.Bar(open, high, low, price);
    }

    private void step() {
        price *= Math.exp(deviationPerStep * random.nextGaussian());
        seconds += secondsPerStep;
    }

    private PriceObservation now() {
        return new PriceObservation(START.plusSeconds(seconds), price);
    }
}
