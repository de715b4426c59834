package io.evenkeel.keeper.cycle;

import io.evenkeel.chain.VenueId;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether options are left alone, because a plan that dealt in them was refused when it was tried out. They are tried
 * again after a while; an operator is told once, and again only when the reason has become another.
 *
 * <p>Not thread-safe: one cycle at a time per account.
 */
final class OptionsAside {
    static final Duration PAUSE = Duration.ofHours(1);
    /** An operator who reads none of them for so long needs no more. */
    private static final int MOST_NEWS = 16;

    private Optional<Refusal> last = Optional.empty();
    private final List<String> news = new ArrayList<>();

    private record Refusal(String venues, String why, Instant until) {
        String words() {
            return venues + " is left alone until " + until + ", a plan that dealt in options there was refused: "
                    + why;
        }
    }

    void refused(HedgePlan plan, Instant now, List<String> why) {
        String venues = plan.actions().stream()
                .filter(action ->
                        action instanceof HedgeAction.TradeOptions || action instanceof HedgeAction.SettleOptions)
                .map(HedgeAction::venue)
                .map(VenueId::name)
                .distinct()
                .collect(Collectors.joining(" and "));
        Refusal refusal = new Refusal(venues, String.join("; ", why), now.plus(PAUSE));
        boolean known = last.filter(
                        before -> before.venues().equals(venues) && before.why().equals(refusal.why()))
                .isPresent();
        if (!known && news.size() < MOST_NEWS) {
            news.add(refusal.words());
        }
        last = Optional.of(refusal);
    }

    /** In an operator's words why no options are dealt in; empty where they are. */
    Optional<String> at(Instant now) {
        return last.filter(refusal -> now.isBefore(refusal.until())).map(Refusal::words);
    }

    List<String> news() {
        List<String> told = List.copyOf(news);
        news.clear();
        return told;
    }
}
