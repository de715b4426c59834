package io.evenkeel.keeper.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One endpoint as it is shown.
 *
 * @param headAge by the block's timestamp against the keeper's clock, when it was told
 * @param lagBlocks behind the newest head that is believed
 * @param errorPercent of the newest calls, 0 to 100
 * @param latency of the newest calls that were answered, smoothed
 */
public record EndpointReport(
        String name,
        EndpointStanding standing,
        OptionalLong head,
        Optional<Duration> headAge,
        long lagBlocks,
        int errorPercent,
        Duration latency,
        Optional<GuardFigures> guard) {
    static EndpointReport of(Endpoint endpoint) {
        EndpointHealth health = endpoint.health();
        return new EndpointReport(
                endpoint.name(),
                endpoint.standing(),
                health.headNumber(),
                health.headAge(),
                health.lagBlocks(),
                health.calls().errorPercent(),
                health.calls().latency(),
                endpoint.node().guard());
    }

    /** Everything in one line: "own-node is well; head 1234, 5s old, 0 behind; 0 % errors, 12 ms". */
    public String words() {
        List<String> parts = new ArrayList<>();
        parts.add(name + " " + standing.words());
        head.ifPresent(number -> parts.add("head " + number
                + headAge.map(age -> ", " + age.toSeconds() + " s old").orElse("") + ", " + lagBlocks + " behind"));
        parts.add(errorPercent + " % errors, " + latency.toMillis() + " ms");
        guard.map(GuardFigures::words).filter(words -> !words.isEmpty()).ifPresent(parts::add);
        return String.join("; ", parts);
    }
}
