package io.evenkeel.keeper.cli;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.operate.FileOrders;
import io.evenkeel.keeper.operate.OperatorOrders;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The commands that change what a keeper may do. They write the orders file; a running keeper reads it before its next
 * cycle, a stopped one when it starts.
 */
final class OrderCommands {
    private OrderCommands() {}

    abstract static class Order implements Callable<Integer> {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter errors = spec.commandLine().getErr();
            Optional<KeeperConfig> read = config.read(errors);
            if (read.isEmpty()) {
                return ExitCode.CONFIGURATION;
            }
            FileOrders orders = new FileOrders(
                    read.get().stateDirectory().resolve("orders.json"),
                    read.get().chain().id());
            return order(read.get(), orders, out, errors);
        }

        abstract int order(KeeperConfig config, FileOrders orders, PrintWriter out, PrintWriter errors);
    }

    /** An order with a reason. */
    abstract static class StandingOrder extends Order {
        @Option(names = "--why", paramLabel = "TEXT", description = "kept with the order and shown by status")
        private String why = "ordered by the operator";

        @Override
        int order(KeeperConfig config, FileOrders orders, PrintWriter out, PrintWriter errors) {
            Optional<Standing> standing = standing(config, Instant.now(), why, errors);
            if (standing.isEmpty()) {
                return ExitCode.USAGE;
            }
            List<String> acknowledged = orders.read().acknowledged();
            orders.replace(new OperatorOrders(standing.get(), acknowledged));
            out.println(said());
            return ExitCode.DONE;
        }

        abstract Optional<Standing> standing(KeeperConfig config, Instant now, String why, PrintWriter errors);

        abstract String said();
    }

    @Command(
            name = "pause",
            description = "From the next cycle on nothing new is sent; what is under way is still settled.")
    static final class Pause extends StandingOrder {
        @Override
        Optional<Standing> standing(KeeperConfig config, Instant now, String why, PrintWriter errors) {
            return Optional.of(new Standing.Paused(now, why));
        }

        @Override
        String said() {
            return "paused: nothing new is sent, margin is not topped up either. 'resume' ends it.";
        }
    }

    @Command(name = "resume", description = "Hedge again: ends pause, unwind and close.")
    static final class Resume extends StandingOrder {
        @Override
        Optional<Standing> standing(KeeperConfig config, Instant now, String why, PrintWriter errors) {
            return Optional.of(new Standing.Hedging());
        }

        @Override
        String said() {
            return "hedging again from the next cycle on.";
        }
    }

    @Command(name = "unwind", description = "Take every hedge off and its collateral back, step by step, then hold.")
    static final class Unwind extends StandingOrder {
        @Override
        Optional<Standing> standing(KeeperConfig config, Instant now, String why, PrintWriter errors) {
            return Optional.of(new Standing.Unwinding(now, why));
        }

        @Override
        String said() {
            return "unwinding, as fast as the policy's budgets allow. 'resume' ends it.";
        }
    }

    @Command(
            name = "close",
            description = "Move one venue's hedge to the others, take its collateral back, keep it empty.")
    static final class Close extends StandingOrder {
        @Parameters(paramLabel = "VENUE", description = "its name in the configuration, as in perp-v2:ETH")
        private String venue = "";

        @Override
        Optional<Standing> standing(KeeperConfig config, Instant now, String why, PrintWriter errors) {
            List<String> known =
                    config.venues().stream().map(KeeperConfig.VenueEntry::name).toList();
            if (!known.contains(venue)) {
                errors.println("no venue '" + venue + "' is configured; there are " + String.join(", ", known));
                return Optional.empty();
            }
            return Optional.of(
                    new Standing.Closing(now, new VenueId(config.chain().id(), venue), why));
        }

        @Override
        String said() {
            return "closing " + venue + ". 'resume' ends it.";
        }
    }

    @Command(
            name = "ack",
            description = "Say that an alert has been seen; or that a venue is as it should be, which lifts its"
                    + " quarantine from the next cycle on.")
    static final class Acknowledge extends Order {
        @Parameters(paramLabel = "ALERT", description = "as the alert names itself, or a venue's name")
        private String alert = "";

        @Override
        int order(KeeperConfig config, FileOrders orders, PrintWriter out, PrintWriter errors) {
            if (config.venues().stream().anyMatch(venue -> venue.name().equals(alert))) {
                return VenueAcknowledgement.of(alert, config, out, errors);
            }
            OperatorOrders now = orders.read();
            List<String> acknowledged = new ArrayList<>(now.acknowledged());
            if (!acknowledged.contains(alert)) {
                acknowledged.add(alert);
            }
            orders.replace(new OperatorOrders(now.standing(), acknowledged));
            out.println("acknowledged: " + alert);
            return ExitCode.DONE;
        }
    }
}
