package io.evenkeel.testchain.market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Prices a minute apart.
 *
 * @param name where they come from, in words
 */
public record PricePath(String name, List<MarketPrice> prices) {
    private static final String TIME_COLUMN = "ts";
    private static final String PRICE_COLUMN = "close";

    public PricePath {
        prices = List.copyOf(prices);
        if (prices.isEmpty()) {
            throw new IllegalArgumentException(name + ": a path has at least one price");
        }
    }

    public MarketPrice start() {
        return prices.getFirst();
    }

    public int minutes() {
        return prices.size();
    }

    /** A stretch of this path. */
    public PricePath slice(int firstMinute, int minutes) {
        return new PricePath(
                name + ", minutes " + firstMinute + " to " + (firstMinute + minutes),
                prices.subList(firstMinute, firstMinute + minutes));
    }

    /** The same path with a jump by a part of the price, upwards where that is positive, at the beginning of a minute. */
    public PricePath jumping(int atMinute, double part) {
        List<MarketPrice> jumped = new ArrayList<>(prices);
        for (int minute = atMinute; minute < minutes(); minute++) {
            jumped.set(minute, MarketPrice.ofModel(prices.get(minute).usd() * (1 + part)));
        }
        return new PricePath(name + ", with a jump of " + Math.round(100 * part) + " %", jumped);
    }

    /** The same path with its last price for so many minutes more. */
    public PricePath standing(int more) {
        List<MarketPrice> longer = new ArrayList<>(prices);
        longer.addAll(Collections.nCopies(more, prices.getLast()));
        return new PricePath(name, longer);
    }

    /** The minute with the lowest price; the first of them. */
    public int lowestMinute() {
        return prices.indexOf(prices.stream().min(MarketPrice::compareTo).orElseThrow());
    }

    /**
     * The closing prices of one-minute bars, from a CSV file with the columns {@code ts} (Unix seconds at which the
     * bar opens) and {@code close}, plain or gzip.
     *
     * @param from the first bar's opening time
     * @param until the opening time of the first bar that is left out
     * @throws IllegalArgumentException when a minute is missing: a path invents nothing
     */
    public static PricePath ofBars(String name, Path file, Instant from, Instant until) {
        List<MarketPrice> prices = new ArrayList<>();
        long expected = from.getEpochSecond();
        try (BufferedReader lines = open(file)) {
            List<String> header = List.of(lines.readLine().split(","));
            int time = column(file, header, TIME_COLUMN);
            int close = column(file, header, PRICE_COLUMN);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                long opened = Long.parseLong(cells[time]);
                if (opened < from.getEpochSecond() || opened >= until.getEpochSecond()) {
                    continue;
                }
                if (opened != expected) {
                    break;
                }
                prices.add(MarketPrice.of(cells[close]));
                expected += Duration.ofMinutes(1).toSeconds();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (expected != until.getEpochSecond()) {
            throw new IllegalArgumentException(
                    file + " has no bar for " + Instant.ofEpochSecond(expected) + " at its place");
        }
        return new PricePath(name, prices);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    private static int column(Path file, List<String> header, String name) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(file + " has no column " + name);
        }
        return index;
    }
}
