package io.evenkeel.keeper.check;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.confirm.ConfirmationRule;
import io.evenkeel.keeper.cycle.ReduceOnly;
import io.evenkeel.keeper.health.HealthStore;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.rpc.EndpointStanding;
import io.evenkeel.keeper.rpc.Endpoints;
import io.evenkeel.keeper.rpc.EndpointsCondition;
import io.evenkeel.keeper.snapshot.Observation;
import io.evenkeel.keeper.snapshot.SnapshotReader;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Endpoints, contracts, permissions, prices and the keeper's own gas. Reads only. Stops at the first group that makes
 * the following ones meaningless: with no endpoint there is no contract to look at.
 */
public final class StartCheck {
    /** A hedge over several protocols takes about this much; the balance is judged by it. */
    static final Gas ONE_EXECUTION = new Gas(3_000_000);
    /** Fewer executions than this in the purse is a warning. */
    static final int COMFORTABLE_EXECUTIONS = 20;
    /** What is wrong with them can mend itself; what is wrong with anything else cannot. */
    private static final String ENDPOINTS = "endpoints";

    private final KeeperConfig config;
    private final Endpoints endpoints;
    private final SnapshotReader snapshots;
    private final ReduceOnly reduceOnly;
    private final Address keeper;
    private final HealthStore health;

    public StartCheck(
            KeeperConfig config,
            Endpoints endpoints,
            SnapshotReader snapshots,
            ReduceOnly reduceOnly,
            Address keeper,
            HealthStore health) {
        this.config = config;
        this.endpoints = endpoints;
        this.snapshots = snapshots;
        this.reduceOnly = reduceOnly;
        this.keeper = keeper;
        this.health = health;
    }

    public List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        if (!endpoints(results) || !confirmations(results) || !contracts(results)) {
            return results;
        }
        switch (snapshots.read()) {
            case SnapshotOutcome.Refused refused ->
                refused.reasons().forEach(reason -> results.add(CheckResult.failed(subjectOfRefusal(), reason)));
            case SnapshotOutcome.Taken taken -> {
                markets(results, taken);
                vault(results, taken.snapshot());
            }
        }
        return results;
    }

    /** A vault that nobody answered about is not a vault with something wrong. */
    private String subjectOfRefusal() {
        return endpoints.condition() instanceof EndpointsCondition.NoneUsable ? ENDPOINTS : "vault";
    }

    private boolean endpoints(List<CheckResult> results) {
        EndpointsCondition condition = endpoints.probe();
        String subject = ENDPOINTS;
        if (endpoints.anyOnAnotherChain()) {
            reasons(condition)
                    .forEach(reason -> results.add(
                            CheckResult.failed(subject, reason + "; set chain.id or the endpoint's URL right")));
            return false;
        }
        switch (condition) {
            case EndpointsCondition.AllUsable all ->
                results.add(CheckResult.ok(
                        subject,
                        endpoints.name() + " on chain " + config.chain().id()
                                + (endpoints.reports().size() > 1
                                        ? "; " + endpoints.needed() + " must agree where money depends on it"
                                        : "")));
            case EndpointsCondition.SomeUsable some ->
                some.reasons().forEach(reason -> results.add(CheckResult.reduceOnly(subject, reason)));
            case EndpointsCondition.NoneUsable none ->
                none.reasons().forEach(reason -> results.add(CheckResult.failed(subject, reason)));
        }
        endpoints.reports().stream()
                .filter(each -> each.standing() instanceof EndpointStanding.Well)
                .forEach(each -> results.add(CheckResult.ok(subject, each.words())));
        return !(condition instanceof EndpointsCondition.NoneUsable);
    }

    private static List<String> reasons(EndpointsCondition condition) {
        return switch (condition) {
            case EndpointsCondition.AllUsable all -> List.of();
            case EndpointsCondition.SomeUsable some -> some.reasons();
            case EndpointsCondition.NoneUsable none -> none.reasons();
        };
    }

    /** A node that does not say what is final would leave every transaction unsettled for ever. */
    private boolean confirmations(List<CheckResult> results) {
        if (!(config.chain().confirmations() instanceof ConfirmationRule.Tagged(NodeGateway.Finality tag))) {
            return true;
        }
        String subject = "chain.confirmations";
        String name = tag.name().toLowerCase(Locale.ROOT);
        String remedy = "; give a number of blocks instead, or use a node that does";
        return switch (endpoints.block(tag)) {
            case NodeAnswer.Answered<Optional<BlockHeader>> answered
            when answered.value().isPresent() -> {
                results.add(CheckResult.ok(
                        subject, name + ", now block " + answered.value().get().number()));
                yield true;
            }
            case NodeAnswer.Answered<Optional<BlockHeader>> none -> {
                results.add(CheckResult.failed(subject, "the node has no " + name + " block" + remedy));
                yield false;
            }
            case NodeAnswer.Faulted<Optional<BlockHeader>> faulted
            when faulted.fault() instanceof NodeFault.Unavailable -> {
                results.add(CheckResult.warning(
                        subject,
                        "whether the node has a " + name + " block is not known: "
                                + faulted.fault().describe()));
                yield true;
            }
            case NodeAnswer.Faulted<Optional<BlockHeader>> faulted -> {
                results.add(CheckResult.failed(
                        subject,
                        "the node does not say which block is " + name + " ("
                                + faulted.fault().describe() + ")" + remedy));
                yield false;
            }
        };
    }

    private boolean contracts(List<CheckResult> results) {
        boolean allThere = true;
        List<Map.Entry<String, Address>> contracts =
                List.copyOf(configuredContracts().entrySet());
        List<NodeAnswer<byte[]>> codes =
                endpoints.codes(contracts.stream().map(Map.Entry::getValue).toList());
        for (int i = 0; i < contracts.size(); i++) {
            String key = contracts.get(i).getKey();
            Address address = contracts.get(i).getValue();
            switch (codes.get(i)) {
                case NodeAnswer.Answered<byte[]> code
                when code.value().length == 0 -> {
                    allThere = false;
                    results.add(CheckResult.failed(
                            key,
                            address + " has no code on chain " + config.chain().id()
                                    + "; is it the address of another network?"));
                }
                case NodeAnswer.Answered<byte[]> code -> {}
                case NodeAnswer.Faulted<byte[]> faulted -> {
                    allThere = false;
                    results.add(CheckResult.failed(
                            faulted.fault().isAboutTheNode() ? ENDPOINTS : key,
                            key + " not known: " + faulted.fault().describe()));
                }
            }
        }
        if (allThere) {
            results.add(CheckResult.ok("contracts", contracts.size() + " addresses, all with code"));
        }
        return allThere;
    }

    private Map<String, Address> configuredContracts() {
        Map<String, Address> contracts = new LinkedHashMap<>();
        contracts.put("account.vault", config.account().vault());
        contracts.put("account.lens", config.account().lens());
        contracts.put("pair.base.address", config.pair().base().address());
        contracts.put("pair.quote.address", config.pair().quote().address());
        contracts.put("oracles.base.feed", config.oracles().policy().base().feed());
        contracts.put("oracles.quote.feed", config.oracles().policy().quote().feed());
        contracts.put("oracles.uniswap.pool", config.oracles().pool());
        for (KeeperConfig.VenueEntry venue : config.venues()) {
            venue.contracts().forEach((name, address) -> contracts.put("venues." + venue.name() + "." + name, address));
        }
        return contracts;
    }

    private void markets(List<CheckResult> results, SnapshotOutcome.Taken taken) {
        List<String> known = config.venues().stream()
                .map(KeeperConfig.VenueEntry::name)
                .filter(name -> taken.notInPolicy().stream()
                        .noneMatch(venue -> venue.name().equals(name)))
                .toList();
        taken.notInPolicy()
                .forEach(venue -> results.add(CheckResult.failed(
                        "venues",
                        "the policy of vault " + config.account().vault() + " has no market '" + venue.name()
                                + "'; of those configured it has "
                                + (known.isEmpty() ? "none" : String.join(", ", known))
                                + ". Mend its name, remove it, or let the policy's owner add it")));
        taken.warnings().forEach(warning -> results.add(CheckResult.warning("vault", warning)));
        watched(results, taken.observations());
        if (taken.notInPolicy().isEmpty()) {
            results.add(CheckResult.ok("venues", "the policy knows " + String.join(", ", known)));
        }
    }

    /** What nobody has acknowledged yet is said, so that somebody does before money depends on it. */
    private void watched(List<CheckResult> results, List<Observation> observations) {
        for (Observation seen : observations) {
            if (!seen.watch().isEmpty() && health.acknowledged(seen.venue()).isEmpty()) {
                results.add(CheckResult.ok(
                        "health",
                        seen.venue() + " was never acknowledged, "
                                + (config.health().acceptsFirstSight()
                                        ? "a first start takes it as it is then; 'ack "
                                        : "so it may only shrink; 'ack ")
                                + seen.venue().name() + "' takes it as it is now"));
            }
        }
    }

    private void vault(List<CheckResult> results, MarketSnapshot snapshot) {
        results.add(
                snapshot.envelope().keeperAllowed()
                        ? CheckResult.ok("permission", keeper + " is a keeper of the vault")
                        : CheckResult.failed(
                                "permission",
                                keeper + " is not a keeper of vault "
                                        + config.account().vault()
                                        + "; let the policy's owner add it, or use the key that is one"));
        if (snapshot.envelope().stopped()) {
            results.add(CheckResult.warning("policy", "the guardian has stopped the policy; nothing can be executed"));
        }
        results.add(
                switch (snapshot.price()) {
                    case PriceView.Sure sure -> CheckResult.ok("price", sure.best() + ", at " + sure.observedAt());
                    case PriceView.Doubtful doubtful ->
                        CheckResult.reduceOnly("price", "doubtful: " + String.join("; ", doubtful.reasons()));
                });
        results.add(purse(snapshot.keeperBalance()));
        List<String> reasons = reduceOnly.reasons(snapshot);
        reasons.stream()
                .filter(reason ->
                        results.stream().noneMatch(result -> result.words().equals(reason)))
                .forEach(reason -> results.add(CheckResult.reduceOnly("limits", reason)));
        if (reasons.isEmpty()) {
            results.add(CheckResult.ok("limits", "every venue within its caps"));
        }
    }

    private CheckResult purse(Wei balance) {
        Wei one = ONE_EXECUTION.costAt(config.fees().ceiling());
        long affordable = balance.value().divide(one.value()).longValue();
        String words = keeper + " holds " + balance + ", enough for " + affordable
                + " executions at the fee ceiling of " + config.fees().ceiling();
        if (affordable < 1) {
            return CheckResult.failed("gas", words + "; send it at least " + one);
        }
        return affordable < COMFORTABLE_EXECUTIONS ? CheckResult.warning("gas", words) : CheckResult.ok("gas", words);
    }
}
