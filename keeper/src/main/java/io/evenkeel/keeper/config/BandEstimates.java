package io.evenkeel.keeper.config;

import io.evenkeel.hedge.volatility.DecisionSpacing;
import io.evenkeel.hedge.volatility.RoundVolatility;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the keeper measures for its band while it runs; what is empty was configured as a plain figure. */
public record BandEstimates(
        Optional<RoundVolatility.Settings> volatility, Optional<DecisionSpacing.Settings> timeToNextDecision) {
    /** What is measured, in an operator's words. */
    public List<String> names() {
        return Stream.concat(
                        volatility.stream().map(rounds -> "volatility"),
                        timeToNextDecision.stream().map(triggers -> "time to the next decision"))
                .toList();
    }
}
