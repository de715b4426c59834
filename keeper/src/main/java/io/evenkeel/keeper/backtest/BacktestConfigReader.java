package io.evenkeel.keeper.backtest;

import io.evenkeel.backtest.BacktestPlan;
import io.evenkeel.backtest.Disruption;
import io.evenkeel.backtest.HeldBook;
import io.evenkeel.backtest.VenueTerms;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.backtest.BacktestConfig.Decisions;
import io.evenkeel.keeper.config.ConfigProblem;
import io.evenkeel.keeper.config.ConfigSection;
import io.evenkeel.keeper.config.LimitsSection;
import io.evenkeel.keeper.config.RuleSection;
import io.evenkeel.market.Pair;
import io.evenkeel.units.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the YAML file into a {@link BacktestConfig}, or into the list of everything that is wrong with it. */
public final class BacktestConfigReader {
    private static final int MOST_DISRUPTIONS = 100;
    /** No chain has the pair; its tokens only carry the limits' units. */
    private static final ChainId PAPER = new ChainId(1);

    private static final int DECIMALS = 18;

    private BacktestConfigReader() {}

    /** How reading ended. */
    public sealed interface Outcome {
        record Loaded(BacktestConfig config) implements Outcome {}

        /** Nothing was read of the data. Never empty. */
        record Invalid(List<ConfigProblem> problems) implements Outcome {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * @param data the folder with the data instead of the one that the file names
     */
    public static Outcome read(Path file, Optional<Path> data) {
        return switch (Documents.readYaml(file)) {
            case Documents.Outcome.Unreadable unreadable ->
                new Outcome.Invalid(List.of(new ConfigProblem("file", unreadable.reason())));
            case Documents.Outcome.Read found -> read(found.values(), file, data);
        };
    }

    private static Outcome read(Map<String, Object> values, Path file, Optional<Path> data) {
        List<ConfigProblem> problems = new ArrayList<>();
        ConfigSection root = new ConfigSection("", values, problems);
        Path parent = file.toAbsolutePath().getParent();
        Reading reading = new Reading(root, parent == null ? Path.of("") : parent, data);
        root.refuseUnknownKeys();
        if (!problems.isEmpty()) {
            return new Outcome.Invalid(problems);
        }
        try {
            return new Outcome.Loaded(reading.build(Files.readString(file)));
        } catch (IOException failed) {
            return new Outcome.Invalid(List.of(new ConfigProblem("file", file + ": " + failed.getMessage())));
        }
    }

    private static final class Reading {
        private final String title;
        private final String base;
        private final String quote;
        private final DataConfig data;
        private final HeldBook book;
        private final List<VenueTerms> venues;
        private final List<Disruption> disruptions;
        private final Decisions decisions;
        private final LimitsSection limits;
        private final int chartPoints;

        Reading(ConfigSection root, Path folder, Optional<Path> otherData) {
            title = root.text("title");
            ConfigSection pair = root.section("pair");
            base = pair.text("base");
            quote = pair.text("quote");
            ConfigSection dataKeys = root.section("data");
            Path dataFolder =
                    dataKeys.optionalText("folder").map(folder::resolve).orElse(folder);
            data = DataSection.read(dataKeys, otherData.orElse(dataFolder));
            book = BookSection.read(root.section("book"));
            venues = venues(root.sections("venues", 1, BacktestPlan.MOST_VENUES));
            List<String> names = venues.stream().map(VenueTerms::name).toList();
            disruptions = root.optionalSections("disruptions", MOST_DISRUPTIONS).stream()
                    .flatMap(section -> DisruptionSection.read(section, names).stream())
                    .toList();
            decisions = decisions(root.section("decisions"));
            limits = new LimitsSection(root.section("limits"), paperPair(), RuleSection.BACKTEST);
            chartPoints = (int) root.integer("chartPoints", 2, BacktestPlan.MOST_SERIES_POINTS);
        }

        BacktestConfig build(String text) {
            return new BacktestConfig(
                    title,
                    limits.ruleKind(),
                    base,
                    quote,
                    data,
                    book,
                    venues,
                    disruptions,
                    decisions,
                    limits.build(),
                    chartPoints,
                    text);
        }

        private Pair paperPair() {
            return new Pair(
                    new Token(PAPER, new Address("0x00000000000000000000000000000000000000ba"), base, DECIMALS),
                    new Token(PAPER, new Address("0x00000000000000000000000000000000000000c0"), quote, DECIMALS));
        }

        private static List<VenueTerms> venues(List<ConfigSection> sections) {
            List<VenueTerms> venues = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (ConfigSection section : sections) {
                Optional<VenueTerms> terms = VenueTermsSection.read(section);
                if (terms.isPresent() && !names.add(terms.get().name())) {
                    section.problem("name", "is '" + terms.get().name() + "' a second time");
                }
                terms.ifPresent(venues::add);
            }
            return venues;
        }

        private Decisions decisions(ConfigSection keys) {
            Duration every = keys.duration("every", Duration.ofSeconds(1), Duration.ofDays(31));
            if (!keys.hasProblems() && every.toSeconds() % data.barWidth().toSeconds() != 0) {
                keys.problem(
                        "every",
                        "is " + every.toSeconds() + " s; want a whole number of bars of "
                                + data.barWidth().toSeconds() + " s (data.prices.width)");
            }
            return new Decisions(
                    keys.number("targetBase", -1e12, 1e12),
                    keys.fraction("policyBand", 0.0001, 1),
                    keys.duration("volatilityHalfLife", Duration.ofMinutes(1), Duration.ofDays(365)),
                    every,
                    keys.oneOf("fills", "next-bar", "same-bar").equals("next-bar") ? 1 : 0,
                    keys.number("gasPriceGwei", 0, 1e6));
        }
    }
}
