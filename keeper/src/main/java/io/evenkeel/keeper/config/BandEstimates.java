package io.evenkeel.keeper.config;

import io.evenkeel.hedge.volatility.DecisionSpacing;
import io.evenkeel.hedge.volatility.RoundVolatility;
import java.util.Optional;

/** What the keeper measures for its band while it runs; what is empty was configured as a plain figure. */
public record BandEstimates(
        Optional<RoundVolatility.Settings> volatility, Optional<DecisionSpacing.Settings> timeToNextDecision) {}
