package io.evenkeel.keeper.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;
import io.evenkeel.hedge.volatility.DecisionSpacing;
import io.evenkeel.hedge.volatility.RoundVolatility;
import io.evenkeel.hedge.volatility.VolatilityBounds;
import io.evenkeel.keeper.sign.DailyLimits;
import io.evenkeel.margin.Jumps;
import io.evenkeel.risk.LiquidationLimit;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.risk.OptionProgramme;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.risk.stress.StressLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Wei;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final String WHOLE = """
            chain:
              id: 31337
              confirmations: 2
              endpoints:
                - {name: local, http: "http://127.0.0.1:8545", websocket: "ws://127.0.0.1:8545", timeout: 5s, requestsPerSecond: 200}
            account:
              kind: hedge-vault
              vault: "0x0000000000000000000000000000000000000001"
              lens: "0x0000000000000000000000000000000000000002"
            pair:
              base: {symbol: WETH, address: "0x0000000000000000000000000000000000000003", decimals: 18}
              quote: {symbol: USDC, address: "0x0000000000000000000000000000000000000004", decimals: 6}
            key:
              keystore: keeper.json
              passwordFile: keeper.password
            oracles:
              base: {feed: "0x0000000000000000000000000000000000000005", maxAge: 65m}
              quote: {feed: "0x0000000000000000000000000000000000000006", maxAge: 25h}
              uniswap: {pool: "0x0000000000000000000000000000000000000007", twapWindow: 60s, maxDeviation: 10 %}
              quorum: 2
              doubtMargin: 1 %
            venues:
              - {name: "spot:WETH-USDC"}
              - name: "perp-v2:ETH"
                contracts:
                  clearingHouse: "0x0000000000000000000000000000000000000008"
                  vault: "0x0000000000000000000000000000000000000009"
                  baseToken: "0x000000000000000000000000000000000000000a"
            limits:
              margin: {floor: 10 %, target: 20 %, shock: 20 %, withdrawAbove: 50 %}
              cost: {maxCostPerPlan: 5000, maxSlippage: 1 %, priorityFee: 1 gwei, executionOverheadGas: 900000}
              band:
                rule: {kind: whalley-wilmott, riskAversionPerQuote: 0.00001, horizonWithoutGamma: 6h}
                volatility: 0.8
                timeToNextDecision: 60s
                partOfPolicyBand: 60 %
              spread: {carryHorizon: 7d, concentrationPerYear: 2 %, capHeadroom: 5 %, rebalanceGain: 50 %}
              idleQuoteReserve: 10000
              smallestTrade: 0.05
              planTimeToLive: 120s
            fees: {ceiling: 200 gwei, urgentCeiling: 500 gwei, priorityPercentile: 50}
            triggers: {every: 5m, oracleMove: 0.5 %}
            state: {directory: state}
            """;

    private static final String TRADED_SPOT = """
            {name: "spot:WETH-USDC", holds: 500, keeps: 99.5, contracts: {\
            swapRouter: "0x000000000000000000000000000000000000000b", \
            swapPool: "0x000000000000000000000000000000000000000c"}""";

    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    @Test
    void a_whole_configuration_is_read_with_its_units() throws IOException {
        KeeperConfig config = loaded(WHOLE);

        assertThat(config.chain().id()).isEqualTo(new ChainId(31337));
        assertThat(config.chain().endpoints()).hasSize(1);
        assertThat(config.oracles().policy().base().maxAge()).isEqualTo(Duration.ofMinutes(65));
        assertThat(config.oracles().policy().maxDeviation()).isEqualTo(new Bps(1_000));
        assertThat(config.limits().margin().floor()).isEqualTo(new Bps(1_000));
        assertThat(config.limits().idleQuoteReserve()).hasToString("10000 USDC");
        assertThat(config.fees().urgentCeiling()).isEqualTo(FeePerGas.ofGwei("500"));
        assertThat(config.triggers().oracleMove()).isEqualTo(new Bps(50));
        assertThat(config.triggers().look()).isEmpty();
        assertThat(config.key().holder())
                .isEqualTo(new KeyHolder.Keystore(
                        folder.resolve("keeper.json"), Optional.of(folder.resolve("keeper.password"))));
        assertThat(config.key().limits()).isEqualTo(new DailyLimits(Wei.ofEther("30"), 500, Wei.ofEther("15"), 100));
        assertThat(config.stateDirectory()).isEqualTo(folder.resolve("state"));
    }

    @Test
    void between_cycles_the_protocols_are_looked_at_as_often_as_is_said() throws IOException {
        String triggers = "triggers: {every: 5m, oracleMove: 0.5 %";

        assertThat(loaded(WHOLE.replace(triggers, triggers + ", look: 30s"))
                        .triggers()
                        .look())
                .contains(Duration.ofSeconds(30));
        assertThat(problems(WHOLE.replace(triggers, triggers + ", look: 0s")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("triggers.look"));
    }

    @Test
    void the_journal_may_be_in_a_postgresql_database_whose_password_is_in_a_file() throws IOException {
        String database = """
                state:
                  directory: state
                  journal:
                    postgresql: {url: "URL", user: keeper, passwordFile: database.password}
                """;
        String good = "jdbc:postgresql://db/evenkeel?sslmode=verify-full";

        assertThat(loaded(WHOLE.replace("state: {directory: state}\n", database.replace("URL", good)))
                        .state()
                        .database())
                .contains(new StateSection.JournalDatabase(good, "keeper", folder.resolve("database.password")));
        assertThat(problems(WHOLE.replace(
                        "state: {directory: state}\n", database.replace("URL", good + "&password=secret"))))
                .singleElement()
                .asString()
                .contains("state.journal.postgresql.url", "belongs into passwordFile")
                .doesNotContain("secret");
    }

    private static String withKey(String key) {
        return WHOLE.replace("  keystore: keeper.json\n  passwordFile: keeper.password", key);
    }

    @Test
    void the_key_may_be_held_in_a_pkcs12_file_by_web3signer_or_by_aws_kms() throws IOException {
        Address address = Address.of("0x00000000000000000000000000000000000000aa");

        assertThat(loaded(withKey("""
                  pkcs12: {file: keeper.p12, alias: keeper, address: "0x00000000000000000000000000000000000000aa"}
                  passwordFile: keeper.password
                """.stripTrailing())).key().holder())
                .isEqualTo(new KeyHolder.Pkcs12(
                        folder.resolve("keeper.p12"),
                        Optional.of("keeper"),
                        address,
                        Optional.of(folder.resolve("keeper.password"))));
        assertThat(loaded(withKey("""
                  web3signer: {url: "https://signer:9000", address: "0x00000000000000000000000000000000000000aa",
                    clientCertificate: c.p12, clientPasswordFile: c.password, trust: signer.pem}
                """.stripTrailing())).key().holder())
                .isEqualTo(new KeyHolder.Web3Signer(
                        URI.create("https://signer:9000"),
                        address,
                        folder.resolve("c.p12"),
                        folder.resolve("c.password"),
                        folder.resolve("signer.pem"),
                        Optional.empty(),
                        Duration.ofSeconds(5)));
        assertThat(loaded(withKey("""
                  awsKms: {keyId: alias/keeper, region: eu-central-1, timeout: 2s,
                    address: "0x00000000000000000000000000000000000000aa"}
                """.stripTrailing())).key().holder())
                .isEqualTo(new KeyHolder.AwsKms(
                        "alias/keeper", "eu-central-1", address, Optional.empty(), Duration.ofSeconds(2)));
    }

    @Test
    void exactly_one_holds_the_key_and_a_remote_one_only_over_https() throws IOException {
        assertThat(problems(withKey("  passwordFile: keeper.password")))
                .containsExactly("key.keystore: missing, and so are pkcs12, web3signer, awsKms; say who holds the key");
        assertThat(problems(withKey("  keystore: a.json\n  awsKms: {keyId: k}")))
                .containsExactly("key.awsKms: stands beside key.keystore; one key signs, so keep one of them");
        assertThat(problems(withKey("""
                  web3signer: {url: "http://signer:9000", address: "0x00000000000000000000000000000000000000aa",
                    clientCertificate: c.p12, clientPasswordFile: c.password, trust: signer.pem}
                """.stripTrailing())))
                .containsExactly("key.web3signer.url: has scheme 'http'; want https");
        assertThat(problems(withKey("""
                  web3signer: {url: "https://u:p@signer:9000", address: "0x00000000000000000000000000000000000000aa",
                    clientCertificate: c.p12, clientPasswordFile: c.password, trust: signer.pem}
                """.stripTrailing())))
                .containsExactly("key.web3signer.url: holds more than host, port and path; the client certificate is"
                        + " what identifies us");
        assertThat(problems(withKey("""
                  awsKms: {keyId: alias/keeper, region: Frankfurt, secretAccessKey: abc,
                    address: "0x00000000000000000000000000000000000000aa"}
                """.stripTrailing())))
                .containsExactly(
                        "key.awsKms.region: is 'Frankfurt'; want a region's name, as in eu-central-1",
                        "key.awsKms.secretAccessKey: unknown key; remove it, or mend its spelling (known here: address,"
                                + " endpoint, keyId, region, timeout)");
    }

    @Test
    void what_the_key_may_spend_a_day_is_optional_key_by_key() throws IOException {
        KeeperConfig config = loaded(WHOLE.replace(
                "passwordFile: keeper.password",
                "passwordFile: keeper.password\n  limits: {feePerDay: 0.5 ether, transactionsPerDay: 40}"));

        assertThat(config.key().limits()).isEqualTo(new DailyLimits(Wei.ofEther("0.5"), 40, Wei.ofEther("15"), 100));
        assertThat(problems(WHOLE.replace(
                        "passwordFile: keeper.password",
                        "passwordFile: keeper.password\n  limits: {feePerDay: 0.5, transactionsPerDay: 0}")))
                .containsExactly(
                        "key.limits.feePerDay: is '0.5'; want a number and ether, gwei or wei, as in 0.5 ether",
                        "key.limits.transactionsPerDay: is 0; want 1 to 100000");
    }

    @Test
    void a_limit_on_the_probability_of_liquidation_is_optional_and_says_for_how_long() throws IOException {
        KeeperConfig config = loaded(WHOLE.replace(
                "withdrawAbove: 50 %}",
                "withdrawAbove: 50 %, maxLiquidationProbability: 0.05 % within 36h," + " jumps: 12 a year of 10 %}"));

        assertThat(loaded(WHOLE).limits().margin().liquidation()).isEmpty();
        assertThat(config.limits().margin().liquidation())
                .contains(new LiquidationLimit(0.0005, Duration.ofHours(36), new Jumps(12, 0, 0.1)));
    }

    @Test
    void limits_on_bad_days_are_optional_and_list_the_days() throws IOException {
        KeeperConfig config = loaded(WHOLE.replace("smallestTrade: 0.05", """
                smallestTrade: 0.05
                  stress: {spot: [0 %, -43 %, +20.5%], volatility: [1, 2.5], funding: [0 %], stablecoin: [1, 0.878],
                           venuesFail: true, fundingHorizon: 7d, liquidationPenalty: 5 %, maxLoss: 25 %}
                """.strip()));

        assertThat(loaded(WHOLE).limits().stress()).isEmpty();
        StressLimits stress = config.limits().stress().orElseThrow();
        assertThat(stress.grid().spotMoves()).containsExactly(0.0, -0.43, 0.205);
        assertThat(stress.grid().volatilityFactors()).containsExactly(1.0, 2.5);
        assertThat(stress.maxLoss()).contains(new Bps(2_500));
        assertThat(stress.maxShortfall()).isEmpty();
    }

    @Test
    void options_are_traded_only_where_their_limits_are_given() throws IOException {
        KeeperConfig config = loaded(WHOLE.replace("smallestTrade: 0.05", """
                smallestTrade: 0.05
                  options: {gamma: 1 %, gammaMove: 10 %, vega: 2 %, vegaMove: 15 %, horizon: 7d,
                            riskAversionPerQuote: 0.002, volatilityOfVolatility: 0.9,
                            mostPremiumPerPlan: 5000, mostPremiumPerDay: 20000,
                            write: {part: 50 %, delta: 0.25, leastToExpiry: 7d, mostToExpiry: 35d}}
                """.strip()));

        assertThat(loaded(WHOLE).limits().options()).isEmpty();
        OptionLimits options = config.limits().options().orElseThrow();
        assertThat(options.vegaMove()).isEqualTo(new Bps(1_500));
        assertThat(options.premiumLeft().whole()).isEqualByComparingTo("5000");
        assertThat(options.write())
                .contains(new OptionProgramme(new Bps(5_000), 0.25, Duration.ofDays(7), Duration.ofDays(35)));
        assertThat(options.protect()).isEmpty();
    }

    @Test
    void limits_on_options_that_contradict_each_other_are_problems_by_name() throws IOException {
        String whole = """
                smallestTrade: 0.05
                  options: {gamma: 1 %, gammaMove: 10 %, vega: 2 %, vegaMove: 15 %, horizon: 7d,
                            riskAversionPerQuote: 0.002, volatilityOfVolatility: 0.9,
                            mostPremiumPerPlan: 5000, mostPremiumPerDay: 20000,
                            write: {part: 50 %, delta: 0.25, leastToExpiry: 7d, mostToExpiry: 35d}}
                """.strip();

        assertThat(problems(WHOLE.replace(
                        "smallestTrade: 0.05", whole.replace("mostPremiumPerDay: 20000", "mostPremiumPerDay: 20"))))
                .singleElement()
                .asString()
                .startsWith("limits.options: a day's premium, 20 USDC, is less than a plan's, 5000 USDC");
        assertThat(problems(WHOLE.replace(
                        "smallestTrade: 0.05",
                        whole.replace("leastToExpiry: 7d", "leastToExpiry: 70d").replace("gammaMove: 10 %, ", ""))))
                .anyMatch(line -> line.startsWith("limits.options.write: times to expiry from"))
                .anyMatch(line -> line.startsWith("limits.options.gammaMove: missing"));
    }

    @Test
    void a_bad_day_that_makes_no_sense_is_a_problem_by_name() throws IOException {
        List<String> problems = problems(WHOLE.replace("smallestTrade: 0.05", """
                smallestTrade: 0.05
                  stress: {spot: [-43], volatility: [], funding: [0 %], stablecoin: [1], venuesFail: maybe,
                           fundingHorizon: 7d, liquidationPenalty: 5 %}
                """.strip()));

        assertThat(problems)
                .hasSize(3)
                .anyMatch(line -> line.startsWith("limits.stress.spot: has '-43'; want values as in [-43 %]"))
                .anyMatch(line -> line.startsWith("limits.stress.volatility: must be a list of 1 to 50"))
                .anyMatch(line -> line.startsWith("limits.stress.venuesFail: is 'maybe'"));
    }

    @Test
    void limits_on_several_venues_are_optional_and_name_venues_that_there_are() throws IOException {
        KeeperConfig config = loaded(spreading("""
                maxLossPerProtocol: 30 %, spareRoom: 50 %,
                groups: [{name: chainlink, kind: oracle, venues: ["perp-v2:ETH"], short: 40 %}],
                carryRisk: {riskAversionPerQuote: 0.002, rates: [{venue: "perp-v2:ETH", longRun: -5 %, volatility: 60 %}]}
                """));

        assertThat(loaded(WHOLE).limits().spread().groups()).isEmpty();
        SpreadLimits spread = config.limits().spread();
        assertThat(spread.maxLossPerProtocol()).contains(new Bps(3_000));
        assertThat(spread.spareRoom()).isEqualTo(new Bps(5_000));
        assertThat(spread.groups())
                .singleElement()
                .hasToString("oracle family chainlink")
                .satisfies(group -> assertThat(group.shortNotional()).contains(new Bps(4_000)));
        assertThat(spread.carryRisk().of("perp-v2:ETH").volatility()).isEqualTo(0.6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groups: [{name: a, kind: oracle, venues: [\"gmx:ETH\"], short: 40 %}] | limits.spread.groups: 'a' names gmx:ETH, which is no venue here",
                "groups: [{name: a, kind: oracle, venues: [\"perp-v2:ETH\"]}] | limits.spread.groups[0].equity: missing, and short as well",
                "groups: [{name: a, kind: planet, venues: [\"perp-v2:ETH\"], short: 40 %}] | limits.spread.groups[0].kind: is 'planet'; want one of protocol, oracle, collateral, chain",
                "spareRoom: 120 % | limits.spread.spareRoom: is 120 %; want 0.01 % to 100 %",
            })
    void a_limit_on_several_venues_that_makes_no_sense_is_a_problem_by_name(String added, String message)
            throws IOException {
        assertThat(problems(spreading(added))).hasSize(1).allMatch(line -> line.startsWith(message));
    }

    private static String spreading(String added) {
        return WHOLE.replace(
                "rebalanceGain: 50 %", "rebalanceGain: 50 %, " + added.strip().replace("\n", " "));
    }

    @Test
    void a_venue_is_on_stand_by_only_where_it_says_so() throws IOException {
        String name = "- name: \"perp-v2:ETH\"";

        assertThat(loaded(WHOLE).limits().spread().standBy()).isEmpty();
        assertThat(loaded(WHOLE.replace(name, name + "\n    standBy: false"))
                        .limits()
                        .spread()
                        .standBy())
                .isEmpty();
        assertThat(loaded(WHOLE.replace(name, name + "\n    standBy: true"))
                        .limits()
                        .spread()
                        .standBy())
                .containsExactly("perp-v2:ETH");
    }

    @Test
    void idle_base_may_be_a_place_to_hedge() throws IOException {
        KeeperConfig config = loaded(WHOLE.replace("{name: \"spot:WETH-USDC\"}", TRADED_SPOT + ", standBy: true}"));

        KeeperConfig.VenueEntry spot = config.venues().getFirst();
        assertThat(spot.contracts()).containsOnlyKeys("swapRouter", "swapPool");
        assertThat(spot.amounts().get("holds")).hasToString("500 WETH");
        assertThat(spot.amounts().get("keeps")).hasToString("99.5 WETH");
        assertThat(config.limits().spread().standBy()).containsExactly("spot:WETH-USDC");
        assertThat(problems(WHOLE.replace("{name: \"spot:WETH-USDC\"}", "{name: \"spot:WETH-USDC\", holds: 5}")))
                .anyMatch(line -> line.startsWith("venues[0].contracts: missing"))
                .anyMatch(line -> line.startsWith("venues[0].keeps: missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: \"spot:WETH-USDC\"} | {name: \"spot:WETH-USDC\", standBy: true} | venues[0].standBy: is true, but spot:WETH-USDC is what the vault holds",
                "{name: \"spot:WETH-USDC\"} | {name: \"spot:WETH-USDC\", standBy: sometimes} | venues[0].standBy: is 'sometimes'; want one of false, true",
            })
    void what_cannot_stand_by_is_a_problem_by_name(String old, String changed, String message) throws IOException {
        assertThat(problems(WHOLE.replace(old, changed))).hasSize(1).allMatch(line -> line.startsWith(message));
    }

    @Test
    void the_documented_configuration_is_a_valid_one() {
        Path documented = Path.of("..", "docs", "evenkeel.yaml");

        assertThat(ConfigReader.read(documented)).isInstanceOf(ConfigReader.Outcome.Loaded.class);
    }

    @Test
    void the_documented_venue_that_fills_later_is_read_once_its_comment_is_taken_away() throws IOException {
        String documented = Files.readString(Path.of("..", "docs", "evenkeel.yaml"));
        String commented = "  # - name: \"perps-v2:ETH\"\n  #   contracts:\n  #     market: ";
        assertThat(documented).contains(commented);

        String listed = documented
                .replace(commented, "  - name: \"perps-v2:ETH\"\n    contracts:\n      market: ")
                .replace(
                        "  #     susd: \"0x000000000000000000000000000000000000000e\"",
                        "      susd: \"0x000000000000000000000000000000000000000e\"")
                .replace("  #     susdRouter", "      susdRouter");

        assertThat(loaded(listed).venues()).anySatisfy(venue -> {
            assertThat(venue.name()).isEqualTo("perps-v2:ETH");
            assertThat(venue.contracts()).containsOnlyKeys("market", "susd", "susdRouter");
        });
        assertThat(problems(listed.replace("      susdRouter:", "      router:")))
                .anyMatch(problem -> problem.contains("susdRouter"));
    }

    @Test
    void the_documented_market_of_gmx_is_read_once_its_comment_is_taken_away() throws IOException {
        String documented = Files.readString(Path.of("..", "docs", "evenkeel.yaml"));
        String listed = documented
                .replace("  # - name: \"gmx-v2:ETH\"", "  - name: \"gmx-v2:ETH\"")
                .replace("  #   contracts:\n  #     exchangeRouter: ", "    contracts:\n      exchangeRouter: ")
                .replace("  #     orderVault: ", "      orderVault: ")
                .replace(
                        "  #     market: \"0x0000000000000000000000000000000000000019\"",
                        "      market: \"0x0000000000000000000000000000000000000019\"");

        assertThat(loaded(listed).venues()).anySatisfy(venue -> {
            assertThat(venue.name()).isEqualTo("gmx-v2:ETH");
            assertThat(venue.contracts()).containsOnlyKeys("exchangeRouter", "orderVault", "market");
        });
        assertThat(problems(listed.replace("      orderVault:", "      vault:")))
                .anyMatch(problem -> problem.contains("orderVault"));
    }

    @Test
    void an_urgent_ceiling_just_high_enough_to_take_a_routine_nonce_is_accepted() throws IOException {
        assertThat(loaded(WHOLE.replace("urgentCeiling: 500 gwei", "urgentCeiling: 225 gwei"))
                        .fees()
                        .urgentCeiling())
                .isEqualTo(FeePerGas.ofGwei("225"));
    }

    @Test
    void every_problem_is_listed_at_once() throws IOException {
        List<String> problems = problems(WHOLE.replace("id: 31337", "id: zero")
                .replace("timeout: 5s", "timeout: soon")
                .replace("floor: 10 %", "floor: 30 %")
                .replace("ceiling: 200 gwei, ", "")
                .replace("state: {directory: state}", "state: {directory: state}\ncolour: blue"));

        assertThat(problems).hasSize(5);
        assertThat(problems).anyMatch(line -> line.startsWith("chain.id: is 'zero'; want a whole number"));
        assertThat(problems)
                .anyMatch(line -> line.startsWith("chain.endpoints[0].timeout: is 'soon'; want a number and"));
        assertThat(problems).anyMatch(line -> line.startsWith("limits.margin: ") && line.contains("floor"));
        assertThat(problems).anyMatch(line -> line.startsWith("fees.ceiling: missing"));
        assertThat(problems).anyMatch(line -> line.startsWith("colour: unknown key") && line.contains("chain"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: hedge-vault | kind: safe | account.kind: is 'safe'; want one of hedge-vault",
                "confirmations: 2 | confirmations: 0 | chain.confirmations: is 0; want 1 to 64",
                "confirmations: 2 | confirmations: latest | chain.confirmations: is 'latest'; want 1 to 64 blocks, safe or finalized",
                "vault: \"0x0000000000000000000000000000000000000001\" | vault: \"0x1\" | account.vault: is '0x1'; want 0x and 40",
                "http://127.0.0.1:8545 | ftp://127.0.0.1 | chain.endpoints[0].http: has scheme 'ftp'; want http or https",
                "perp-v2:ETH | perp-v9:ETH | venues[1].name: is 'perp-v9:ETH', of a protocol that is not known",
                "urgentCeiling: 500 gwei | urgentCeiling: 5 gwei | fees.urgentCeiling: is 5 gwei; want at least 225 gwei, 12.5 % over fees.ceiling",
                "urgentCeiling: 500 gwei | urgentCeiling: 224 gwei | fees.urgentCeiling: is 224 gwei; want at least 225 gwei",
                "urgentCeiling: 500 gwei, | '' | fees.urgentCeiling: missing",
                "maxSlippage: 1 % | maxSlippage: 0.001 % | limits.cost.maxSlippage: is '0.001 %'; want",
                "idleQuoteReserve: 10000 | idleQuoteReserve: 0.0000001 | limits.idleQuoteReserve: is 0.0000001; USDC has only 6",
                "withdrawAbove: 50 % | withdrawAbove: 50 %, maxLiquidationProbability: 0.1 %, jumps: none | limits.margin.maxLiquidationProbability: is '0.1 %'; want a probability",
                "withdrawAbove: 50 % | withdrawAbove: 50 %, maxLiquidationProbability: 60 % within 1d, jumps: none | limits.margin.maxLiquidationProbability: is '60 % within 1d'; want a probability",
                "withdrawAbove: 50 % | withdrawAbove: 50 %, maxLiquidationProbability: 1 % within 1d | limits.margin.jumps: missing beside maxLiquidationProbability",
                "withdrawAbove: 50 % | withdrawAbove: 50 %, maxLiquidationProbability: 1 % within 1d, jumps: some | limits.margin.jumps: is 'some'; want how many",
                "withdrawAbove: 50 % | withdrawAbove: 50 %, jumps: none | limits.margin.jumps: means nothing without",
                "quorum: 2 | quorum: 3 | oracles.quorum: is 3; want 1 to 2",
            })
    void one_wrong_value_gives_one_message_that_names_key_value_and_limit(String right, String wrong, String message)
            throws IOException {
        assertThat(problems(WHOLE.replace(right, wrong))).hasSize(1).allMatch(line -> line.startsWith(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: step-aware, riskAversionPerQuote: 0.00001, horizonWithoutGamma: 6h} | ByBook",
                "{kind: whalley-wilmott, riskAversionPerQuote: 0.00001, horizonWithoutGamma: 6h} | WiderOf",
                "{kind: zakamouline, riskAversionPerQuote: 0.00001, horizonWithoutExpiry: 30d} | WiderOf",
                "{kind: volatility-scaled, deviations: 1.5, horizon: 1h, landing: 50 %, riskAversionPerQuote: 0.00001, horizonWithoutGamma: 6h} | WiderOf",
                "{kind: clock, every: 1h, riskAversionPerQuote: 0.00001, horizonWithoutGamma: 6h} | WiderOf",
                "{kind: fixed-band, trigger: 1 %, landing: 0 %} | FixedBand",
            })
    void each_rule_is_chosen_by_its_name_and_its_own_keys(String keys, String rule) throws IOException {
        String text = WHOLE.replaceFirst("rule: \\{.*}", "rule: " + keys);

        assertThat(loaded(text).limits().band().rule().getClass().getSimpleName())
                .isEqualTo(rule);
    }

    @Test
    void a_rule_that_is_blind_to_cost_trades_nothing_that_does_not_pay() throws IOException {
        HedgeRule clock = loaded(WHOLE.replaceFirst(
                        "rule: \\{.*}",
                        "rule: {kind: clock, every: 1h, riskAversionPerQuote: 0.00001, horizonWithoutGamma: 6h}"))
                .limits()
                .band()
                .rule();
        HedgeInputs due = new HedgeInputs();
        due.price = 3000;
        due.volatility = 0.8;
        due.fixedCostQuote = 5;
        HoldingBand band = new HoldingBand();

        clock.fill(due, band);

        assertThat(band.triggerHigh).isCloseTo(Math.sqrt(2 * 5 / (0.00001 * 0.64 * 9e6 * 0.25 / 365)), within(1e-9));
    }

    @Test
    void volatility_and_decision_spacing_are_figures_or_what_they_are_measured_from() throws IOException {
        KeeperConfig plain = loaded(WHOLE);
        KeeperConfig measured = loaded(
                WHOLE.replace(
                                "volatility: 0.8",
                                "volatility: {from: oracle-rounds, halfLife: 2d, floor: 0.3, ceiling: 3, untilKnown: 0.9}")
                        .replace(
                                "timeToNextDecision: 60s",
                                "timeToNextDecision: {from: triggers, halfLifeGaps: 20, least: 12s, most: 10m, untilKnown: 90s}"));

        assertThat(plain.estimates()).isEqualTo(new BandEstimates(Optional.empty(), Optional.empty()));
        assertThat(measured.estimates().names()).containsExactly("volatility", "time to the next decision");
        assertThat(measured.limits().band().volatility()).isEqualTo(0.9);
        assertThat(measured.limits().band().timeToNextDecision()).isEqualTo(Duration.ofSeconds(90));
        assertThat(measured.estimates().volatility())
                .contains(new RoundVolatility.Settings(Duration.ofDays(2), new VolatilityBounds(0.3, 3), 0.9));
        assertThat(measured.estimates().timeToNextDecision())
                .contains(new DecisionSpacing.Settings(
                        20, Duration.ofSeconds(12), Duration.ofMinutes(10), Duration.ofSeconds(90)));
    }

    @Test
    void an_estimate_that_begins_outside_its_bounds_is_a_problem_by_name() throws IOException {
        assertThat(problems(WHOLE.replace(
                        "volatility: 0.8",
                        "volatility: {from: oracle-rounds, halfLife: 2d, floor: 0.3, ceiling: 3, untilKnown: 0.1}")))
                .singleElement()
                .asString()
                .startsWith("limits.band.volatility.untilKnown: ")
                .contains("must lie between");
        assertThat(problems(WHOLE.replace("volatility: 0.8", "volatility: {from: hearsay}")))
                .anyMatch(line -> line.startsWith("limits.band.volatility.from: is 'hearsay'"));
    }

    @Test
    void a_yardstick_is_no_rule_to_hedge_a_vault_by() throws IOException {
        assertThat(problems(WHOLE.replaceFirst("rule: \\{.*}", "rule: {kind: opyn-crab}")))
                .first()
                .asString()
                .startsWith("limits.band.rule.kind: is 'opyn-crab'; want one of step-aware");
    }

    @Test
    void no_group_that_can_lose_money_has_a_default() throws IOException {
        for (String group :
                List.of("chain", "account", "pair", "key", "oracles", "venues", "limits", "fees", "triggers")) {
            String without = WHOLE.replaceFirst("(?ms)^" + group + ":.*?(?=^[a-z]+:)", "");
            assertThat(problems(without)).as(group).isNotEmpty().allMatch(line -> line.startsWith(group));
        }
    }

    @Test
    void a_file_that_is_not_there_and_one_that_is_not_yaml_say_so() throws IOException {
        assertThat(((ConfigReader.Outcome.Invalid) ConfigReader.read(folder.resolve("none.yaml"))).problems())
                .singleElement()
                .asString()
                .contains("none.yaml is not there");
        assertThat(problems("chain: [")).singleElement().asString().contains("line ");
        assertThat(problems("chain: 1\nchain: 2\n")).singleElement().asString().contains("chain");
    }

    private KeeperConfig loaded(String text) throws IOException {
        return ((ConfigReader.Outcome.Loaded) read(text)).config();
    }

    private List<String> problems(String text) throws IOException {
        return ((ConfigReader.Outcome.Invalid) read(text))
                .problems().stream().map(ConfigProblem::toString).toList();
    }

    private ConfigReader.Outcome read(String text) throws IOException {
        Path file = folder.resolve("evenkeel.yaml");
        Files.writeString(file, text);
        return ConfigReader.read(file);
    }
}
