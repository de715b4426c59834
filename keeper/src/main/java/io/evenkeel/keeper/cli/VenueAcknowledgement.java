package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.health.HealthStore.Acknowledged;
import io.evenkeel.keeper.snapshot.Observation;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.risk.health.Suspicion;
import java.io.PrintWriter;
import java.util.Optional;

/** Takes a venue as it is now for what it should be: what was suspected until now no longer is. */
final class VenueAcknowledgement {
    private VenueAcknowledgement() {}

    static int of(String venue, KeeperConfig config, PrintWriter out, PrintWriter errors) {
        Optional<ReadOnlyKeeper> opened = Opening.readOnly(config, errors);
        if (opened.isEmpty()) {
            return ExitCode.CONFIGURATION;
        }
        try (ReadOnlyKeeper keeper = opened.get()) {
            return switch (keeper.snapshots().read()) {
                case SnapshotOutcome.Refused refused -> {
                    refused.reasons().forEach(reason -> errors.println("cannot say: " + reason));
                    yield ExitCode.UNAVAILABLE;
                }
                case SnapshotOutcome.Taken taken -> acknowledge(venue, keeper, taken, out, errors);
            };
        }
    }

    private static int acknowledge(
            String venue, ReadOnlyKeeper keeper, SnapshotOutcome.Taken taken, PrintWriter out, PrintWriter errors) {
        Optional<Observation> seen = taken.observations().stream()
                .filter(each -> each.venue().name().equals(venue))
                .findFirst();
        if (seen.isEmpty()) {
            errors.println("the policy on chain has no market '" + venue + "'");
            return ExitCode.UNAVAILABLE;
        }
        int last = keeper.health()
                .acknowledged(seen.get().venue())
                .map(Acknowledged::number)
                .orElse(0);
        keeper.health()
                .acknowledge(
                        seen.get().venue(),
                        new Acknowledged(
                                last + 1,
                                taken.snapshot().block().timestamp(),
                                seen.get().watch()));
        for (Suspicion reason : seen.get().health().reasons()) {
            boolean lasts = reason instanceof Suspicion.Beyond;
            out.println((lasts ? "still there: " : "accepted: ") + reason.words());
        }
        out.println("acknowledged: " + venue + " as it is at block "
                + taken.snapshot().block().number()
                + (seen.get().watch().isEmpty()
                        ? ", where nothing of its protocol can be watched"
                        : ", " + seen.get().watch().traits().size() + " traits"));
        return ExitCode.DONE;
    }
}
