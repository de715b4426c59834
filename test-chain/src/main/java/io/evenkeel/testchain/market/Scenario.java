package io.evenkeel.testchain.market;

import io.evenkeel.testchain.OriginSpec;
import java.util.List;

/**
 * A story the market tells: a price path, and what happens on the way.
 *
 * @param name as on the command line
 * @param seed of what is random in it; a scenario with nothing random ignores it
 */
public record Scenario(String name, long seed, PricePath path, List<Event> events) {
    private static final MarketPrice USUAL_START = MarketPrice.of("2000");

    public Scenario {
        events = List.copyOf(events);
    }

    /** Something that happens just before the step of a minute; minutes count from zero. */
    public record Event(int minute, Action action) {}

    /** What can happen to a market besides its price. */
    public enum Action {
        PAUSE_PERP,
        RESUME_PERP,
        STOP_ORACLE,
        RESUME_ORACLE
    }

    /** An ordinary market. */
    public static Scenario calm(long seed, int minutes) {
        return new Scenario("calm", seed, PricePaths.calm(seed, minutes, USUAL_START), List.of());
    }

    /** The whole of 2021-05-19. */
    public static Scenario crashDay() {
        return new Scenario("crash-2021-05-19", 0, PricePaths.crashDay(), List.of());
    }

    /** The four hours around the low of 2021-05-19. */
    public static Scenario crashHours() {
        int minutes = 240;
        PricePath day = PricePaths.crashDay();
        int first = Math.clamp(day.lowestMinute() - minutes / 2, 0, day.minutes() - minutes);
        return new Scenario("crash-2021-05-19", 0, day.slice(first, minutes), List.of());
    }

    /** An ordinary market in which Perp v2 is paused from a third of the way to two thirds. */
    public static Scenario venuePaused(long seed, int minutes) {
        return new Scenario(
                "venue-paused",
                seed,
                PricePaths.calm(seed, minutes, USUAL_START),
                List.of(new Event(minutes / 3, Action.PAUSE_PERP), new Event(2 * minutes / 3, Action.RESUME_PERP)));
    }

    /** An ordinary market in which the feeds fall silent from a quarter of the way to three quarters. */
    public static Scenario oracleStale(long seed, int minutes) {
        return new Scenario(
                "oracle-stale",
                seed,
                PricePaths.calm(seed, minutes, USUAL_START),
                List.of(new Event(minutes / 4, Action.STOP_ORACLE), new Event(3 * minutes / 4, Action.RESUME_ORACLE)));
    }

    /** The origin chain to fork: every protocol at the path's first price, to the dollar. */
    public OriginSpec origin() {
        return OriginSpec.at(Math.toIntExact(Math.round(path.start().usd())));
    }

    /** What happens before the step of this minute. */
    public List<Action> actionsAt(int minute) {
        return events.stream()
                .filter(event -> event.minute() == minute)
                .map(Event::action)
                .toList();
    }
}
