package io.evenkeel.testchain.torture;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.fault.Hold;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.process.KeeperProcess;
import io.evenkeel.testchain.torture.Finding.Kind;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeper after keeper on one node, each killed, with a market that moves, blocks that come and a line that fails. */
final class Campaign {
    private static final Pattern RECOVERED = Pattern.compile("recovered in (\\d+) ms");
    private static final Pattern CYCLE_ENDED = Pattern.compile(" evenkeel [A-Za-z]+( and \\d+ more)?: (?<how>[a-z]+)");
    private static final String RECOVERED_WORDS = "recovered in";
    private static final String SENT = ": sent 0x";

    /** A keeper that has been safe for so long and has not come to its kill point is killed where it is. */
    private static final Duration LONGEST_SAFE_LIFE = Duration.ofMillis(4_000);
    /** The same for one that is not even safe. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(15);

    private static final Duration SLICE = Duration.ofMillis(60);
    private static final int LAST_WORDS = 30;

    /** Blocks in which everything must be settled once nothing fails any more. */
    private static final int QUIET_BLOCKS = 40;

    private static final Duration QUIET_BLOCK_TIME = Duration.ofMillis(500);

    private static final long GWEI = 1_000_000_000L;
    private static final double LOWEST_USD = 1700;
    private static final double HIGHEST_USD = 2300;

    private final Arena arena;
    private final Books books;
    private final Tally tally;
    private final Evidence evidence;
    private final SplittableRandom random;
    private double usdPerEth = 2000;

    Campaign(Arena arena, Tally tally, Evidence evidence, long seed) {
        this.arena = arena;
        this.books = new Books(arena);
        this.tally = tally;
        this.evidence = evidence;
        this.random = new SplittableRandom(seed);
    }

    /** One keeper, from its start to its kill, and what the books say afterwards. */
    List<Finding> kill() {
        moveMarket();
        double misbehaving = chance(0.4) ? 0.02 + 0.23 * random.nextDouble() : 0;
        arena.faults().misbehave(misbehaving);
        KillPoint point = KillPoint.values()[random.nextInt(KillPoint.values().length)];
        Optional<Hold> hold = holdFor(point);
        List<String> lines;
        try (KeeperProcess keeper =
                KeeperProcess.start("run", "-c", arena.config().toString())) {
            boolean reached = live(keeper, reached(point, keeper, hold));
            boolean ended = !keeper.isAlive();
            keeper.kill();
            tally.killed(point, reached, ended);
            note(keeper, misbehaving == 0 && hold.isEmpty());
            lines = lastWords(keeper);
        } finally {
            hold.ifPresent(Hold::release);
            arena.line().holdNothing();
            arena.line().endAll();
            arena.faults().misbehave(0);
        }
        afterlife();
        return compare(lines);
    }

    /**
     * Nothing fails any more and blocks come: what was under way must come to its end.
     *
     * @return what did not, and whatever else the books say then
     */
    List<Finding> quiet() {
        arena.faults().misbehave(0);
        arena.market().blocks().holdBaseFee(BigInteger.valueOf(20 * GWEI));
        List<IntentId> before = books.unresolved().stream()
                .map(each -> each.intent().intentId())
                .toList();
        List<String> lines;
        try (KeeperProcess keeper =
                KeeperProcess.start("run", "-c", arena.config().toString())) {
            boolean settled = false;
            for (int block = 0; block < QUIET_BLOCKS && !settled; block++) {
                keeper.says(line -> false, 0, QUIET_BLOCK_TIME);
                arena.market().mineBlock();
                settled = keeper.says(Campaign::endsACycle, 0, Duration.ZERO)
                        && books.unresolved().isEmpty();
            }
            keeper.terminate();
            note(keeper, true);
            lines = lastWords(keeper);
        }
        List<IntentEntry> left = books.unresolved();
        List<Finding> findings = new ArrayList<>();
        left.stream()
                .filter(entry -> before.contains(entry.intent().intentId()))
                .forEach(entry -> findings.add(new Finding(
                        Kind.STUCK,
                        "intent " + entry.intent().intentId() + " is still " + entry.state() + " " + QUIET_BLOCKS
                                + " blocks after the last fault")));
        nonceGap(left).ifPresent(findings::add);
        findings.forEach(tally::found);
        if (!findings.isEmpty()) {
            evidence.keep(tally.kills(), findings, lines);
        }
        findings.addAll(compare(lines));
        return findings;
    }

    /** How many are not settled now. */
    int unresolved() {
        return books.unresolved().size();
    }

    /** What this campaign adds to the figures at its end. */
    void close() {
        tally.sent(books.transactions(), books.intents());
        tally.faulted(arena.faults().drawn());
    }

    // ---- a keeper's life

    /** Waits for the kill point while blocks come. @return whether it came */
    private boolean live(KeeperProcess keeper, BooleanSupplier reached) {
        long end = System.nanoTime() + LONGEST_LIFE.toNanos();
        boolean safe = false;
        while (System.nanoTime() < end && keeper.isAlive()) {
            if (!safe && keeper.saidAfter(RECOVERED_WORDS).isPresent()) {
                safe = true;
                // A slow machine is slow in everything.
                end = System.nanoTime()
                        + 1_000_000 * Math.max(LONGEST_SAFE_LIFE.toMillis(), tally.usualStartMilliseconds());
            }
            if (reached.getAsBoolean()) {
                return true;
            }
            if (chance(0.15)) {
                arena.market().mineBlock();
            }
        }
        return false;
    }

    private Optional<Hold> holdFor(KillPoint point) {
        return switch (point) {
            case BEFORE_BROADCAST ->
                Optional.of(arena.line().holdNext("eth_sendRawTransaction", Hold.Place.BEFORE_DELIVERY));
            case AFTER_BROADCAST ->
                Optional.of(arena.line().holdNext("eth_sendRawTransaction", Hold.Place.AFTER_DELIVERY));
            case AT_RECEIPT ->
                Optional.of(arena.line().holdNext("eth_getTransactionReceipt", Hold.Place.AFTER_DELIVERY));
            case AT_RANDOM, AFTER_RECOVERY, AFTER_SENT, DURING_SETTLEMENT -> Optional.empty();
        };
    }

    /** Waits a moment each time it is asked. */
    private BooleanSupplier reached(KillPoint point, KeeperProcess keeper, Optional<Hold> hold) {
        return switch (point) {
            case AT_RANDOM -> {
                Duration life = Duration.ofMillis(random.nextLong(2 * tally.usualStartMilliseconds()));
                yield () -> {
                    keeper.says(line -> false, 0, life);
                    return true;
                };
            }
            case AFTER_RECOVERY -> () -> saysAndThen(keeper, line -> line.contains(RECOVERED_WORDS), 200);
            case AFTER_SENT -> () -> saysAndThen(keeper, line -> line.contains(SENT), 300);
            case DURING_SETTLEMENT ->
                () -> {
                    boolean sent = keeper.says(line -> line.contains(SENT) || line.contains("BROADCAST"), 0, SLICE);
                    if (sent) {
                        arena.market().mineBlock();
                        keeper.says(line -> false, 0, Duration.ofMillis(random.nextInt(1_300)));
                    }
                    return sent;
                };
            case BEFORE_BROADCAST, AFTER_BROADCAST, AT_RECEIPT ->
                () -> {
                    keeper.says(line -> false, 0, Duration.ofMillis(10));
                    return hold.orElseThrow().isReached();
                };
        };
    }

    private boolean saysAndThen(KeeperProcess keeper, Predicate<String> line, int mostMilliseconds) {
        boolean said = keeper.says(line, 0, SLICE);
        if (said) {
            keeper.says(never -> false, 0, Duration.ofMillis(random.nextInt(mostMilliseconds)));
        }
        return said;
    }

    private static boolean endsACycle(String line) {
        return CYCLE_ENDED.matcher(line).find();
    }

    /** @param undisturbed whether the node could answer as it liked */
    private void note(KeeperProcess keeper, boolean undisturbed) {
        for (String line : keeper.lines()) {
            Matcher ended = CYCLE_ENDED.matcher(line);
            if (ended.find()) {
                tally.cycleEnded(ended.group("how"));
            }
        }
        keeper.saidAfter(RECOVERED_WORDS).ifPresent(sinceStart -> {
            Matcher said = RECOVERED.matcher(keeper.said());
            if (said.find()) {
                tally.safeAfter(Long.parseLong(said.group(1)), sinceStart.toMillis(), undisturbed);
            }
        });
    }

    private static List<String> lastWords(KeeperProcess keeper) {
        List<String> lines = keeper.lines();
        return lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
    }

    // ---- the world around it

    private void moveMarket() {
        if (!chance(0.85)) {
            return;
        }
        // What calls for a hedge in a vault that was level before.
        double move = 0.02 + 0.02 * random.nextDouble();
        double up = usdPerEth * (1 + move);
        double down = usdPerEth * (1 - move);
        usdPerEth = (chance(0.5) && up <= HIGHEST_USD) || down < LOWEST_USD ? up : down;
        arena.market().blocks().holdBaseFee(BigInteger.valueOf(GWEI * (chance(0.1) ? 20 + random.nextInt(100) : 20)));
        arena.market().step(MarketPrice.ofModel(usdPerEth));
    }

    /** What happens to a transaction while nobody follows it. */
    private void afterlife() {
        if (chance(0.05)) {
            forgetPending();
        }
        // Twelve blocks are longer than any plan is good for.
        int blocks = chance(0.05) ? 12 : random.nextInt(4);
        for (int i = 0; i < blocks; i++) {
            arena.market().mineBlock();
        }
    }

    /** The node drops what waits, as a full pool would. */
    private void forgetPending() {
        List<String> waiting = arena.rpc()
                .request("eth_getBlockByNumber", "pending", true)
                .path("transactions")
                .valueStream()
                .filter(each -> each.path("from")
                        .asString("")
                        .equalsIgnoreCase(arena.keeper().hex()))
                .map(each -> each.path("hash").asString())
                .toList();
        waiting.forEach(hash -> arena.rpc().request("hardhat_dropTransaction", hash));
    }

    // ---- the books

    private List<Finding> compare(List<String> lines) {
        List<Finding> findings = books.look().findings();
        findings.forEach(tally::found);
        if (!findings.isEmpty()) {
            evidence.keep(tally.kills(), findings, lines);
        }
        return findings;
    }

    /** Something waits that can never be mined, since the nonce before it is nobody's. */
    private Optional<Finding> nonceGap(List<IntentEntry> left) {
        String sender = arena.keeper().hex();
        long mined = count(sender, "latest");
        long waiting = count(sender, "pending");
        return left.isEmpty() && waiting > mined
                ? Optional.of(new Finding(
                        Kind.STUCK,
                        "nothing is left to settle, and the node holds transactions " + mined + " to " + (waiting - 1)))
                : Optional.empty();
    }

    private long count(String sender, String view) {
        return JsonRpc.quantity(arena.rpc().request("eth_getTransactionCount", sender, view))
                .longValueExact();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
