package io.evenkeel.keeper.config;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.config.KeeperConfig.Account;
import io.evenkeel.keeper.config.KeeperConfig.Chain;
import io.evenkeel.keeper.config.KeeperConfig.Endpoint;
import io.evenkeel.keeper.config.KeeperConfig.Fees;
import io.evenkeel.keeper.config.KeeperConfig.Key;
import io.evenkeel.keeper.config.KeeperConfig.Oracles;
import io.evenkeel.keeper.config.KeeperConfig.Triggers;
import io.evenkeel.keeper.config.KeeperConfig.VenueEntry;
import io.evenkeel.keeper.health.HealthRules;
import io.evenkeel.keeper.submit.FeePolicy;
import io.evenkeel.market.Pair;
import io.evenkeel.oracles.QuotePolicySettings;
import io.evenkeel.oracles.QuotePolicySettings.FeedLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Token;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the YAML file into a {@link KeeperConfig}, or into the list of everything that is wrong with it. */
public final class ConfigReader {
    private static final int MOST_ENDPOINTS = 8;
    private static final int MOST_VENUES = 8;
    private static final Bps HUNDREDTH_OF_A_PERCENT = new Bps(1);
    private static final FeePerGas ONE_WEI = new FeePerGas(BigInteger.ONE);
    private static final FeePerGas HIGHEST_FEE = FeePerGas.ofGwei("100000");

    private ConfigReader() {}

    /** How reading ended. */
    public sealed interface Outcome {
        record Loaded(KeeperConfig config) implements Outcome {}

        /** Nothing was started. Never empty. */
        record Invalid(List<ConfigProblem> problems) implements Outcome {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Reads the file. Paths inside it are relative to its own folder. */
    public static Outcome read(Path file) {
        return switch (Documents.readYaml(file)) {
            case Documents.Outcome.Unreadable unreadable ->
                new Outcome.Invalid(List.of(new ConfigProblem("file", unreadable.reason())));
            case Documents.Outcome.Read found -> {
                Path parent = file.toAbsolutePath().getParent();
                yield read(found.values(), parent == null ? Path.of("") : parent);
            }
        };
    }

    static Outcome read(Map<String, Object> values, Path folder) {
        List<ConfigProblem> problems = new ArrayList<>();
        ConfigSection root = new ConfigSection("", values, problems);
        Reading reading = new Reading(root, folder);
        root.refuseUnknownKeys();
        return problems.isEmpty() ? new Outcome.Loaded(reading.build()) : new Outcome.Invalid(problems);
    }

    /** Asks for every key once; what it holds is only meaningful when no problem was found. */
    private static final class Reading {
        private final Path folder;
        private final Chain chain;
        private final Account account;
        private final Pair pair;
        private final Key key;
        private final OracleKeys oracles;
        private final List<VenueEntry> venues;
        private final Fees fees;
        private final Triggers triggers;
        private final LimitsSection limits;
        private final Optional<KeeperConfig.Relay> relay;
        private final StateSection.State state;
        private final HealthRules health;

        Reading(ConfigSection root, Path folder) {
            this.folder = folder;
            chain = chain(root.section("chain"));
            account = account(root.section("account"));
            pair = pair(root.section("pair"));
            oracles = new OracleKeys(root.section("oracles"));
            venues = venues(root.sections("venues", 1, MOST_VENUES), pair.base());
            limits = new LimitsSection(root.section("limits"), pair, RuleSection.KEEPER);
            limits.checkVenues(venues.stream().map(VenueEntry::name).toList());
            limits.standBy(venues.stream()
                    .filter(VenueEntry::standBy)
                    .map(VenueEntry::name)
                    .collect(Collectors.toSet()));
            fees = fees(root.section("fees"));
            key = KeySection.read(root.section("key"), folder, fees);
            triggers = triggers(root.section("triggers"));
            relay = RelaySection.read(root.optionalSection("relay"), folder);
            state = StateSection.read(root.section("state"), folder);
            health = HealthSection.read(root.optionalSection("health"));
        }

        KeeperConfig build() {
            return new KeeperConfig(
                    chain,
                    account,
                    pair,
                    key,
                    oracles.build(pair),
                    venues,
                    limits.build(),
                    limits.estimates(),
                    fees,
                    triggers,
                    relay,
                    state,
                    health);
        }

        private static Chain chain(ConfigSection section) {
            List<Endpoint> endpoints = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (ConfigSection entry : section.sections("endpoints", 1, MOST_ENDPOINTS)) {
                Endpoint endpoint = new Endpoint(
                        entry.text("name"),
                        entry.uri("http", "http", "https"),
                        entry.optionalUri("websocket", "ws", "wss"),
                        entry.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(1)),
                        (int) entry.integer("requestsPerSecond", 1, 10_000));
                if (!names.add(endpoint.name())) {
                    entry.problem("name", "is '" + endpoint.name() + "' a second time; give each endpoint its own");
                }
                endpoints.add(endpoint);
            }
            return new Chain(
                    new ChainId(section.integer("id", 1, Long.MAX_VALUE)),
                    ConfirmationsKey.read(section),
                    endpoints,
                    ReadsSection.read(section.optionalSection("reads"), endpoints.size()));
        }

        private static Account account(ConfigSection section) {
            section.oneOf("kind", "hedge-vault");
            return new Account(section.address("vault"), section.address("lens"));
        }

        private Pair pair(ConfigSection section) {
            return new Pair(token(section.section("base")), token(section.section("quote")));
        }

        private Token token(ConfigSection section) {
            Address address = section.address("address");
            String symbol = section.text("symbol");
            int decimals = (int) section.integer("decimals", 0, 36);
            // A stand-in takes amounts of any precision: what is wrong with the token is no fault of theirs.
            return new Token(chain.id(), address, symbol, section.hasProblems() ? 36 : decimals);
        }

        private static List<VenueEntry> venues(List<ConfigSection> sections, Token base) {
            List<VenueEntry> entries = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (ConfigSection section : sections) {
                VenueEntry entry = VenueSections.read(section, base);
                if (!names.add(entry.name())) {
                    section.problem("name", "is '" + entry.name() + "' a second time");
                }
                entries.add(entry);
            }
            return entries;
        }

        private static Fees fees(ConfigSection section) {
            Fees fees = new Fees(
                    section.fee("ceiling", ONE_WEI, HIGHEST_FEE),
                    section.fee("urgentCeiling", ONE_WEI, HIGHEST_FEE),
                    (int) section.integer("priorityPercentile", 1, 99));
            FeePerGas least = FeePolicy.leastToReplace(fees.ceiling());
            if (!section.hasProblems() && fees.urgentCeiling().compareTo(least) < 0) {
                section.problem(
                        "urgentCeiling",
                        "is " + fees.urgentCeiling() + "; want at least " + least
                                + ", 12.5 % over fees.ceiling, because what is urgent may have to take the nonce of"
                                + " something routine that already pays that; raise it, or lower fees.ceiling");
            }
            return fees;
        }

        private static Triggers triggers(ConfigSection section) {
            return new Triggers(
                    section.duration("every", Duration.ofSeconds(1), Duration.ofDays(1)),
                    section.bps("oracleMove", HUNDREDTH_OF_A_PERCENT, Bps.WHOLE),
                    section.holds("look")
                            ? Optional.of(section.duration("look", Duration.ofSeconds(1), Duration.ofDays(1)))
                            : Optional.empty());
        }
    }

    /** Kept apart because the policy's own record refuses what is not valid, and needs the pair. */
    private static final class OracleKeys {
        private static final Duration LONGEST = Duration.ofDays(2);
        private final FeedLimits base;
        private final FeedLimits quote;
        private final Address pool;
        private final Duration twapWindow;
        private final Bps maxDeviation;
        private final int quorum;
        private final Bps doubtMargin;

        OracleKeys(ConfigSection section) {
            base = feed(section.section("base"));
            quote = feed(section.section("quote"));
            ConfigSection uniswap = section.section("uniswap");
            pool = uniswap.address("pool");
            twapWindow = uniswap.duration("twapWindow", Duration.ofSeconds(1), Duration.ofDays(1));
            maxDeviation = uniswap.bps("maxDeviation", HUNDREDTH_OF_A_PERCENT, Bps.WHOLE);
            quorum = (int) section.integer("quorum", 1, 2);
            doubtMargin = section.bps("doubtMargin", Bps.ZERO, new Bps(9_999));
        }

        private static FeedLimits feed(ConfigSection section) {
            return new FeedLimits(section.address("feed"), section.duration("maxAge", Duration.ofSeconds(1), LONGEST));
        }

        Oracles build(Pair pair) {
            return new Oracles(
                    new QuotePolicySettings(pair, base, quote, twapWindow, maxDeviation, quorum, doubtMargin),
                    pool,
                    twapWindow);
        }
    }
}
