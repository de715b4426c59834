package io.evenkeel.backtest;

import io.evenkeel.backtest.Disruption.AutomaticDeleveraging;
import io.evenkeel.backtest.Disruption.Pause;
import java.util.Comparator;
import java.util.List;

/** Carries a plan's disruptions out as their time comes. */
final class Disruptions {
    private final List<Pause> pauses;
    private final List<AutomaticDeleveraging> deleveragings;
    private int nextDeleveraging;

    Disruptions(List<Disruption> all) {
        pauses = all.stream()
                .filter(Pause.class::isInstance)
                .map(Pause.class::cast)
                .toList();
        deleveragings = all.stream()
                .filter(AutomaticDeleveraging.class::isInstance)
                .map(AutomaticDeleveraging.class::cast)
                .sorted(Comparator.comparingLong(AutomaticDeleveraging::atEpochSecond))
                .toList();
    }

    void pauseAndResume(PaperVenue[] venues, Bar bar) {
        if (pauses.isEmpty()) {
            return;
        }
        for (PaperVenue venue : venues) {
            boolean paused = false;
            for (int i = 0; i < pauses.size(); i++) {
                Pause pause = pauses.get(i);
                paused |= pause.venue().equals(venue.terms().name())
                        && pause.fromEpochSecond() <= bar.epochSecond
                        && bar.epochSecond < pause.untilEpochSecond();
            }
            venue.pause(paused);
        }
    }

    /** @return quote that becomes idle */
    double deleverage(PaperVenue[] venues, Bar bar, PnlTerms pnl) {
        double idle = 0;
        while (nextDeleveraging < deleveragings.size()
                && deleveragings.get(nextDeleveraging).atEpochSecond() <= bar.epochSecond) {
            AutomaticDeleveraging event = deleveragings.get(nextDeleveraging++);
            for (PaperVenue venue : venues) {
                idle += venue.terms().name().equals(event.venue()) ? venue.deleverage(event, bar, pnl) : 0;
            }
        }
        return idle;
    }
}
