package io.evenkeel.testchain.demo;

import io.evenkeel.testchain.market.FailureKind;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.PricePath;
import io.evenkeel.testchain.market.PricePaths;
import java.util.List;
import java.util.Optional;

/**
 * A market and what goes wrong in it.
 *
 * @param path one price a step of its setting, a minute where it does not say otherwise
 * @param incidents in the order of their minutes
 * @param setting what it needs of chain and vault
 * @param failure which venue fails, and how, where one does
 */
public record Scenario(
        String name,
        long seed,
        PricePath path,
        List<Incident> incidents,
        Setting setting,
        Optional<VenueFailure> failure) {
    /** The one that has to be told which venue, and how: see {@link #venueFails}. */
    public static final String VENUE_FAILS = "venue-fails";

    /** The names {@link #named} knows, and that one. */
    public static final List<String> NAMES = List.of(
            "calm", "crash-2021-05-19", "venue-paused", "oracle-stale", "four-venues", "option-writer", VENUE_FAILS);

    /** Part of the price, upwards. */
    private static final double JUMP = 0.06;

    private static final MarketPrice USUAL_START = MarketPrice.of("2000");

    public Scenario {
        incidents = List.copyOf(incidents);
    }

    public Scenario(String name, long seed, PricePath path, List<Incident> incidents) {
        this(name, seed, path, incidents, Setting.USUAL, Optional.empty());
    }

    /** What happens just before the market's step of this minute. */
    public record Incident(int minute, Event event) {}

    public enum Event {
        PERP_PAUSES("Perp v2's owner stops trading"),
        PERP_RESUMES("Perp v2 trades again"),
        ORACLE_STOPS("the price feed's submitters fall silent"),
        ORACLE_RESUMES("the price feed's submitters are back"),
        VENUE_FAILS("a protocol fails");

        private final String words;

        Event(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * @param minutes how much of the path is played, in its steps; empty: all of it. The crash is cut around its low.
     * @return empty when there is no scenario of this name
     */
    public static Optional<Scenario> named(String name, long seed, Optional<Integer> minutes) {
        return switch (name) {
            case "calm" -> Optional.of(calm(seed, minutes.orElse(24 * 60)));
            case "crash-2021-05-19" -> Optional.of(crash(seed, minutes));
            case "venue-paused" -> Optional.of(venuePaused(seed, minutes.orElse(110)));
            case "oracle-stale" -> Optional.of(oracleStale(seed, minutes.orElse(130)));
            case "four-venues" -> Optional.of(fourVenues(seed, minutes.orElse(120)));
            case "option-writer" -> Optional.of(optionWriter(seed, minutes.orElse(31)));
            default -> Optional.empty();
        };
    }

    public List<Event> eventsAt(int minute) {
        return incidents.stream()
                .filter(incident -> incident.minute() == minute)
                .map(Incident::event)
                .toList();
    }

    private static Scenario calm(long seed, int minutes) {
        return new Scenario("calm", seed, PricePaths.calm(seed, minutes, USUAL_START), List.of());
    }

    private static Scenario crash(long seed, Optional<Integer> minutes) {
        PricePath day = PricePaths.crashDay();
        int length = Math.min(minutes.orElse(day.minutes()), day.minutes());
        int first = Math.clamp(day.lowestMinute() - length / 2, 0, day.minutes() - length);
        return new Scenario(
                "crash-2021-05-19", seed, length == day.minutes() ? day : day.slice(first, length), List.of());
    }

    /** A market that falls by a tenth and comes back half the way, for a vault that is short everywhere. */
    private static Scenario fourVenues(long seed, int minutes) {
        return new Scenario(
                "four-venues",
                seed,
                PricePaths.slide(seed, minutes, USUAL_START, 0.2, 0.7),
                List.of(),
                Setting.SEVERAL_VENUES,
                Optional.empty());
    }

    /**
     * A vault that is short at every venue there is, and one of them fails while the market falls by a tenth. Its last
     * minute stands still: an order of the one before is filled in it, or is seen not to be.
     *
     * @param minutes empty: as many as show it
     */
    public static Scenario venueFails(VenueFailure failure, long seed, Optional<Integer> minutes) {
        int length = minutes.orElse(60);
        int fails = length / 4;
        int moving = Math.max(1, length - 1);
        PricePath falling =
                PricePaths.slide(seed, moving, USUAL_START, 0.3, 0.8).standing(length - moving);
        // against a short: whoever has asked for more margin liquidates it now
        PricePath path = failure.kind() == FailureKind.LIQUIDATED ? falling.jumping(fails, JUMP) : falling;
        return new Scenario(
                VENUE_FAILS,
                seed,
                path,
                List.of(new Incident(fails, Event.VENUE_FAILS)),
                Setting.SEVERAL_VENUES,
                Optional.of(failure));
    }

    /**
     * Calls are written and puts bought at the start. For two weeks the market stands still while the calls come nearer
     * to their end and grow more curved; then it falls by 30 % within eleven days. The options run for 28 days, as many
     * of the path's prices: the rest is what comes after their settlement.
     */
    private static Scenario optionWriter(long seed, int steps) {
        return new Scenario(
                "option-writer",
                seed,
                PricePaths.fall(seed, steps, USUAL_START, 0.3, 0.45, 0.8),
                List.of(),
                Setting.OPTION_WRITER,
                Optional.empty());
    }

    /** Trading stops at Perp v2 for most of an hour, while the market falls by a tenth. */
    private static Scenario venuePaused(long seed, int minutes) {
        return new Scenario(
                "venue-paused",
                seed,
                PricePaths.slide(seed, minutes, USUAL_START, 0.2, 0.7),
                List.of(
                        new Incident(minutes / 5, Event.PERP_PAUSES),
                        new Incident(minutes * 7 / 10, Event.PERP_RESUMES)));
    }

    /** The feed falls silent for longer than the keeper trusts an answer, in a falling market, and comes back. */
    private static Scenario oracleStale(long seed, int minutes) {
        return new Scenario(
                "oracle-stale",
                seed,
                PricePaths.slide(seed, minutes, USUAL_START, 0.3, 0.75),
                List.of(
                        new Incident(minutes / 10, Event.ORACLE_STOPS),
                        new Incident(minutes * 8 / 10, Event.ORACLE_RESUMES)));
    }
}
