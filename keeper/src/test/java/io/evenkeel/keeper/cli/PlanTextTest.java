package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.hedge.ByBook;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.snapshot.Recorded;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Pair;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlanner;
import io.evenkeel.plan.PlannerMode;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.TokenAmount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault as it was read from a chain, and what is said of the decision about it. */
class PlanTextTest {
    private static final Pair PAIR = Recorded.PAIR;

    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    private final MarketSnapshot snapshot = recorded();

    @Test
    void a_decision_is_told_with_its_band_what_widens_it_and_what_each_venue_would_charge() {
        List<String> lines = PlanText.of(explained(limits(0.001, 5_000), false));

        assertThat(lines)
                .anyMatch(
                        line -> line.startsWith("band       step-aware, risk aversion 0.001 for options; the wider of"))
                .anyMatch(line -> line.startsWith("  fee and impact 0.") && line.contains("next decision in 60 s"))
                .anyMatch(line -> line.startsWith("  in force "))
                .anyMatch(line -> line.startsWith("  without gas "))
                .anyMatch(line -> line.startsWith("venues     what each alone would have charged for "))
                .anyMatch(line -> line.startsWith("  perp-v2:ETH "))
                .anyMatch(line -> line.startsWith("  aave-v3:WETH "))
                .anyMatch(line -> line.startsWith("if any one protocol goes to zero the vault loses at most "))
                .anyMatch(line -> line.startsWith("stress     the worst of "));
    }

    @Test
    void a_band_that_the_policy_cuts_says_that_it_is_the_policy() {
        assertThat(PlanText.of(explained(limits(1e-9, 100), false)))
                .anyMatch(line -> line.startsWith("  the policy's band is what limits it: no further than "));
    }

    @Test
    void nothing_is_wider_than_a_terminal_and_nothing_is_lost_by_wrapping() {
        ExplainedPlan plan = explained(limits(0.001, 5_000), false);

        assertThat(PlanText.of(plan)).allMatch(line -> line.length() <= PlanText.WIDEST);
        assertThat(String.join(
                                " ",
                                PlanText.wrapped(
                                        "  because " + "of this ".repeat(40).strip()))
                        .replaceAll(" +", " "))
                .isEqualTo(" because " + "of this ".repeat(40).strip());
    }

    @Test
    void what_is_paused_is_told_as_what_would_be_sent() {
        ExplainedPlan plan = explained(limits(0.001, 5_000), true);

        assertThat(plan.decision()).isInstanceOf(Decision.Act.class);
        assertThat(PlanText.of(plan).getFirst()).isEqualTo("paused, so nothing is sent; without that:");
    }

    @Test
    void programs_get_the_same_decision_with_every_digit() throws IOException {
        ExplainedPlan plan = explained(limits(0.001, 5_000), false);
        Path file = folder.resolve("plan.json");
        Files.writeString(file, Documents.line(PlanFigures.of(plan)));

        Map<String, Object> figures = ((Documents.Outcome.Read) Documents.readJson(file)).values();

        Map<String, Object> decision = group(figures, "decision");
        assertThat(decision).containsEntry("kind", "act").containsEntry("sent", true);
        HedgeAction.ChangeDelta trade = ((Decision.Act) plan.decision())
                .plan().actions().stream()
                        .filter(HedgeAction.ChangeDelta.class::isInstance)
                        .map(HedgeAction.ChangeDelta.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(Objects.requireNonNull(decision.get("actions")).toString())
                .contains(trade.change().whole().toPlainString());
        assertThat(group(figures, "band")).containsKeys("in_force", "without_gas", "without_policy", "rule");
        assertThat(group(figures, "venues")).containsKeys("quotes", "if_one_protocol_fails");
        assertThat(group(figures, "stress_after")).containsKey("loss");
    }

    private ExplainedPlan explained(RiskLimits limits, boolean paused) {
        Decision decision = HedgePlanner.plan(snapshot, limits, new PlannerMode.Normal());
        return ExplainedPlan.of(snapshot, limits, decision, List.of(), List.of(), "hedging", paused);
    }

    private static RiskLimits limits(double riskAversion, int partOfPolicyBand) {
        return new RiskLimits(
                new MarginLimits(new Bps(1_000), new Bps(2_000), new Bps(2_000), new Bps(5_000)),
                new CostLimits(
                        TokenAmount.of(PAIR.quote(), "5000"), new Bps(200), FeePerGas.ofGwei("1"), new Gas(900_000)),
                new BandLimits(
                        ByBook.standard(riskAversion, 0.5 / 365),
                        0.9,
                        Duration.ofSeconds(60),
                        new Bps(partOfPolicyBand)),
                new SpreadLimits(Duration.ofDays(7), new Bps(200), new Bps(500), new Bps(5_000)),
                TokenAmount.of(PAIR.quote(), "1000"),
                TokenAmount.of(PAIR.base(), "0.0001"),
                Duration.ofSeconds(120));
    }

    private static MarketSnapshot recorded() {
        SnapshotOutcome outcome =
                Recorded.builder().build(Recorded.decoder().decode(Recorded.returnData()), Recorded.BASE_FEE);
        return ((SnapshotOutcome.Taken) outcome).snapshot();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> group(Map<String, Object> figures, String key) {
        return (Map<String, Object>) Objects.requireNonNull(figures.get(key), key);
    }
}
