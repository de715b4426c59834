package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.rpc.EndpointReport;
import io.evenkeel.keeper.rpc.EndpointStanding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells of endpoints when what is thought of one changes, not each time it is looked at. */
final class EndpointNews {
    private final Supplier<List<EndpointReport>> reports;
    private final Map<String, Class<? extends EndpointStanding>> lastTold = new HashMap<>();

    EndpointNews(Supplier<List<EndpointReport>> reports) {
        this.reports = reports;
    }

    /** One line for each endpoint, for the status. */
    List<String> lines() {
        return reports.get().stream().map(EndpointReport::words).toList();
    }

    /** One line for each endpoint that is thought of otherwise than when this was last asked. */
    List<String> changed() {
        List<String> news = new ArrayList<>();
        for (EndpointReport each : reports.get()) {
            Class<? extends EndpointStanding> now = each.standing().getClass();
            Class<? extends EndpointStanding> before = lastTold.put(each.name(), now);
            boolean wasWell = before == null || before.equals(EndpointStanding.Well.class);
            boolean isWell = now.equals(EndpointStanding.Well.class);
            if (!now.equals(before) && !(wasWell && isWell)) {
                news.add("endpoint " + each.name() + " " + each.standing().words());
            }
        }
        return news;
    }
}
