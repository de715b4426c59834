package io.evenkeel.testchain.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.confirm.ConfirmationRule;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.snapshot.KeeperBench;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real vault on a real node, a real journal on a real disk, and a keeper process that is killed with SIGKILL. */
@ForkedChainTest(usdPerEth = 2000)
class KilledKeeperTest {
    private static final int MOST_BLOCKS = 20;

    private static KeeperBench bench;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void aFilledVault(ForkedChain fork) {
        bench = new KeeperBench(fork, new MarketDriver(fork));
    }

    @ParameterizedTest(name = "killed {0} {1}")
    @CsvSource({
        "before, permitted, ABANDONED",
        "after, permitted, ABANDONED",
        "before, signed, ABANDONED",
        "after, signed, CONFIRMED",
        "before, sendRaw, CONFIRMED",
        "after, sendRaw, CONFIRMED",
        "after, broadcast, CONFIRMED"
    })
    void whoeverComesAfterFindsOneEffectOrNone(
            String when, String step, IntentState end, ForkedChain fork, MarketDriver market)
            throws IOException, InterruptedException {
        MarketSnapshot before = bench.snapshot();
        Errand errand = errand(before);
        killWhileRunning(errand, fork, when, step);

        try (Journal journal = open()) {
            List<SettlementOutcome> outcomes = settle(journal, errand, market);

            assertThat(outcomes).singleElement().isNotInstanceOf(SettlementOutcome.Unresolved.class);
            assertThat(journal.find(errand.execution().intentId()).orElseThrow().state())
                    .isEqualTo(end);
            long effects = bench.snapshot().sequence() - before.sequence();
            assertThat(effects).isEqualTo(end == IntentState.CONFIRMED ? 1 : 0);
            assertThat(dispatchAnother(journal, market)).isInstanceOf(DispatchOutcome.Broadcast.class);
        }
    }

    @Test
    void aDispatchIsFiveRequestsAndAStepOneHeadUntilNothingWasSettledLately(MarketDriver market) throws IOException {
        try (Journal journal = open()) {
            Errand errand = errand(bench.snapshot());
            SendingBench keeper = keeper(journal, errand);
            market.mineBlock();
            long before = bench.node.requests().total();
            keeper.dispatcher.dispatch(errand.execution(), errand.plan());
            long dispatching = bench.node.requests().total() - before;

            // One more the first time: the journal is new and the key may have a past.
            assertThat(dispatching).isBetween(5L, 6L);

            settle(journal, errand, market);
            assertThat(keeper.settlement.step(errand.now())).isEmpty();
            assertThat(requestsOfAStep(keeper, errand)).isEqualTo(1);

            for (int block = 0; block < ConfirmationRule.DEEPEST; block++) {
                market.mineBlock();
            }
            assertThat(keeper.settlement.step(errand.now())).isEmpty();
            assertThat(requestsOfAStep(keeper, errand)).isZero();
        }
    }

    private long requestsOfAStep(SendingBench keeper, Errand errand) {
        long before = bench.node.requests().total();
        assertThat(keeper.settlement.step(errand.now())).isEmpty();
        return bench.node.requests().total() - before;
    }

    private Errand errand(MarketSnapshot snapshot) {
        HedgePlan plan =
                bench.plan(snapshot, PlanKind.DE_RISK, "0", new AddCollateral(bench.perp, bench.usdc("1000"), true));
        PreparedExecution execution = bench.account.prepare(plan, snapshot);
        return new Errand(
                snapshot.block().chainId(),
                snapshot.block().number(),
                snapshot.block().timestamp(),
                execution);
    }

    private void killWhileRunning(Errand errand, ForkedChain fork, String when, String step)
            throws IOException, InterruptedException {
        Path paper = folder.resolve("errand");
        errand.write(paper);
        Process keeper = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ErrandRunner.class.getName(),
                        fork.httpUrl().toString(),
                        paper.toString(),
                        folder.resolve("journal").toString(),
                        when,
                        step)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = keeper.inputReader()) {
            StringBuilder all = new StringBuilder();
            String line = said.readLine();
            while (line != null && !line.equals(ErrandRunner.STANDING)) {
                all.append(line).append('\n');
                line = said.readLine();
            }
            assertThat(line).as(all.toString()).isEqualTo(ErrandRunner.STANDING);
        } finally {
            keeper.destroyForcibly();
            assertThat(keeper.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<SettlementOutcome> settle(Journal journal, Errand errand, MarketDriver market) {
        SendingBench keeper = keeper(journal, errand);
        List<SettlementOutcome> last = List.of();
        for (int i = 0; i < MOST_BLOCKS && !journal.unresolved().isEmpty(); i++) {
            last = keeper.settlement.step(errand.now().plusSeconds(12L * i));
            market.mineBlock();
        }
        return last;
    }

    private static DispatchOutcome dispatchAnother(Journal journal, MarketDriver market) {
        market.mineBlock();
        market.mineBlock();
        MarketSnapshot snapshot = bench.snapshot();
        HedgePlan plan =
                bench.plan(snapshot, PlanKind.DE_RISK, "0", new AddCollateral(bench.perp, bench.usdc("500"), true));
        PreparedExecution execution = bench.account.prepare(plan, snapshot);
        Errand next = new Errand(
                snapshot.block().chainId(),
                snapshot.block().number(),
                snapshot.block().timestamp(),
                execution);
        return keeper(journal, next).dispatcher.dispatch(execution, plan);
    }

    private static SendingBench keeper(Journal journal, Errand errand) {
        return new SendingBench(bench.node, bench.node, journal, bench.account, bench.pair, errand::now);
    }

    private Journal open() {
        return switch (H2JournalFile.open(folder.resolve("journal"))) {
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.Refused refused -> throw new AssertionError(refused.reason());
        };
    }
}
