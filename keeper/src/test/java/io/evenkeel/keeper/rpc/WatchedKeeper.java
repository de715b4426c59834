package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.AccountId;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.cli.Words;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.cycle.HedgeCycle;
import io.evenkeel.keeper.cycle.Sender;
import io.evenkeel.keeper.cycle.StandingReasons;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.operate.OperatorOrders;
import io.evenkeel.keeper.simulate.Simulator;
import io.evenkeel.keeper.snapshot.LensQuery;
import io.evenkeel.keeper.snapshot.LensSnapshotReader;
import io.evenkeel.keeper.snapshot.Recorded;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.FeePerGas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A keeper over several fake endpoints, seen as its operator sees it. Its cycle is the program's own from the endpoints
 * to the outcome's words; only what decides (it always wants to trade when it may), simulates and sends is a double.
 */
final class WatchedKeeper {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final FakeNode chain = new FakeNode(true);
    final List<FakeEndpoint> nodes = new ArrayList<>();
    final Endpoints endpoints;
    Instant now = START;
    int plansSent;
    private List<String> reduceOnly = List.of();
    private final HedgeCycle cycle;

    WatchedKeeper(int agree, String... names) {
        this(agree, UnaryOperator.identity(), names);
    }

    WatchedKeeper(int agree, UnaryOperator<HealthRules> change, String... names) {
        chain.mine(20);
        for (String name : names) {
            nodes.add(new FakeEndpoint(name, chain, Recorded.returnData()));
        }
        endpoints = new Endpoints(nodes, agree, change.apply(HealthRules.usual(2)), () -> now);
        cycle = new HedgeCycle(
                new LensSnapshotReader(
                        endpoints,
                        query(),
                        Recorded.decoder(),
                        Recorded.builder(),
                        () -> Optional.of(FeePerGas.ofGwei("7")),
                        HedgeVaultAbi.reverts(List.of())::explain),
                new Orders(),
                new StandingReasons(endpoints::condition),
                (snapshot, standing, reasons) -> decide(reasons),
                new Account(),
                (plan, execution, before) -> new Simulator.SimulationOutcome.AsExpected(before),
                new CountingSender(),
                snapshot -> {},
                HedgeCycle.Conduct.LIVE);
    }

    FakeEndpoint node(String name) {
        return nodes.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A block later, one cycle, in the words of log and status. */
    String nextCycle() {
        chain.mine();
        return cycleNow();
    }

    String cycleNow() {
        CycleOutcome outcome = cycle.run(new CycleTrigger.Schedule(now));
        return Words.of(outcome);
    }

    /** Why only what reduces risk was allowed in the last cycle that got so far. */
    List<String> reduceOnly() {
        return reduceOnly;
    }

    /** What {@code check} and the status file show of an endpoint. */
    String standing(String name) {
        return endpoints.reports().stream()
                .filter(each -> each.name().equals(name))
                .map(each -> each.standing().words())
                .findFirst()
                .orElseThrow();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    long requests() {
        return nodes.stream().mapToLong(each -> each.requests().total()).sum();
    }

    private Decision decide(List<String> reasons) {
        reduceOnly = reasons;
        return reasons.isEmpty() ? new Decision.Act(plan()) : new Decision.Hold(reasons);
    }

    private HedgePlan plan() {
        return FakeAccount.plan(chain.height(), execution());
    }

    private PreparedExecution execution() {
        return FakeAccount.execution(plansSent + 1, 0, chain.time().plusSeconds(3600), FakeCall.Manner.RUNS);
    }

    private static LensQuery query() {
        return new LensQuery(
                FakeEndpoint.LENS,
                Recorded.account().address(),
                FakeEndpoint.LENS,
                List.of(FakeEndpoint.LENS, FakeEndpoint.LENS),
                List.of(),
                Duration.ofMinutes(5));
    }

    private final class Account implements HedgeAccount {
        @Override
        public AccountId id() {
            return FakeAccount.ID;
        }

        @Override
        public PreparedExecution prepare(HedgePlan plan, MarketSnapshot snapshot) {
            return execution();
        }

        @Override
        public String explainRevert(byte[] revertData) {
            return "?";
        }
    }

    private final class CountingSender implements Sender {
        @Override
        public UnderWay underWay(AccountId account) {
            return new UnderWay.Nothing();
        }

        @Override
        public SendOutcome send(HedgePlan plan, PreparedExecution execution) {
            plansSent++;
            return new SendOutcome.Sent(new io.evenkeel.chain.TxHash("0x" + "5e".repeat(32)));
        }
    }

    private static final class Orders implements OperatorOrders.Store {
        @Override
        public OperatorOrders read() {
            return OperatorOrders.NONE;
        }

        @Override
        public void replace(OperatorOrders orders) {
            throw new UnsupportedOperationException("nobody orders anything here");
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }
    }
}
