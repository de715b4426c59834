package io.evenkeel.keeper.backtest;

import io.evenkeel.backtest.ImpactCurve;
import io.evenkeel.backtest.VenueTerms;
import io.evenkeel.keeper.config.ConfigSection;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.units.Bps;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** One entry under {@code venues}: what it charges and what it asks for. */
final class VenueTermsSection {
    private static final long MOST_GAS = 30_000_000;
    private static final double MOST_DEPTH = 1e12;

    private final ConfigSection keys;
    private final String name;
    private final VenueCaps caps;
    private final double fee;
    private final ImpactCurve impact;
    private final long gasPerTrade;

    private VenueTermsSection(ConfigSection keys) {
        this.keys = keys;
        name = keys.text("name");
        caps = caps(keys.section("caps"));
        fee = keys.fraction("fee", 0, 0.5);
        impact = impact(keys.section("impact"));
        gasPerTrade = keys.integer("gasPerTrade", 0, MOST_GAS);
    }

    /** Empty when something is wrong with it, and then a problem says what. */
    static Optional<VenueTerms> read(ConfigSection keys) {
        VenueTermsSection section = new VenueTermsSection(keys);
        return switch (keys.oneOf("kind", "perp", "loan", "spot")) {
            case "perp" -> section.perp();
            case "loan" -> section.loan();
            default -> section.spot();
        };
    }

    private Optional<VenueTerms> perp() {
        double leverage = keys.number("maxLeverage", 0.1, 200);
        double maintenance = keys.fraction("maintenance", 0, 1);
        double penalty = keys.fraction("liquidationPenalty", 0, 1);
        double multiple = keys.number("fundingMultiple", -10, 10);
        double extra = keys.fraction("fundingExtraPerYear", -10, 10);
        Duration persistence = keys.duration("fundingPersistence", Duration.ofMinutes(1), Duration.ofDays(365));
        long gasPerMove = gasPerMove();
        return checked(() -> new VenueTerms.Perp(
                name,
                caps,
                fee,
                impact,
                leverage,
                maintenance,
                penalty,
                multiple,
                extra,
                persistence.toSeconds(),
                gasPerTrade,
                gasPerMove));
    }

    private Optional<VenueTerms> loan() {
        double loanToValue = keys.fraction("loanToValue", 0, 1);
        double threshold = keys.fraction("liquidationThreshold", 0, 1);
        double penalty = keys.fraction("liquidationPenalty", 0, 1);
        double borrow = keys.fraction("borrowPerYear", -1, 100);
        double supply = keys.fraction("supplyPerYear", -1, 100);
        long gasPerMove = gasPerMove();
        return checked(() -> new VenueTerms.Loan(
                name, caps, fee, impact, loanToValue, threshold, penalty, borrow, supply, gasPerTrade, gasPerMove));
    }

    private Optional<VenueTerms> spot() {
        return checked(() -> new VenueTerms.Spot(name, caps, fee, impact, gasPerTrade));
    }

    private long gasPerMove() {
        return keys.integer("gasPerCollateralMove", 0, MOST_GAS);
    }

    private static VenueCaps caps(ConfigSection keys) {
        return new VenueCaps(
                keys.bps("equity", Bps.ZERO, new Bps(1_000_000)),
                keys.bps("shortNotional", Bps.ZERO, new Bps(1_000_000)));
    }

    private static ImpactCurve impact(ConfigSection keys) {
        double part = keys.fraction("atDepth", 0, 0.9);
        double depth = keys.number("depthBase", 1e-6, MOST_DEPTH);
        double exponent = keys.number("exponent", 0, 3);
        return new ImpactCurve(part, depth, exponent);
    }

    private Optional<VenueTerms> checked(Supplier<VenueTerms> terms) {
        if (keys.hasProblems()) {
            return Optional.empty();
        }
        try {
            return Optional.of(terms.get());
        } catch (IllegalArgumentException refused) {
            keys.problem("kind", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }
}
