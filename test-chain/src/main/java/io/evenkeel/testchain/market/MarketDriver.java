package io.evenkeel.testchain.market;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.BlockProducer.MinedBlock;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.JsonRpc.Request;
import io.evenkeel.testchain.RpcException;
import io.evenkeel.testchain.market.MarketStep.Liquidation;
import io.evenkeel.testchain.market.MarketStep.OrderFilling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes a forked chain follow a price path, one minute of chain time at a time. A step is one block: the feeds'
 * submitters answer when a real feed's would, and an arbitrageur brings Uniswap v3 and Perp v2 to the path's price.
 * Between steps the chain goes on in blocks of twelve seconds, which belong to whoever asks for them.
 *
 * <p>On a fork of a network that is not ours, whose address book names no market accounts, only time passes: prices
 * stay where they were forked, and the feeds grow old.
 *
 * <p>Takes over mining: from construction on, a block is mined only when this driver is asked for one. The same
 * steps give the same chain every time. Not safe for use by several threads.
 */
public final class MarketDriver {
    public static final Duration STEP = Duration.ofMinutes(1);

    /** Perp v2 refuses to cross more than 1000 ticks in 15 seconds; this leaves room for a trade just before. */
    private static final double PERP_LARGEST_MOVE = Math.pow(1.0001, 985);
    /** Perp v2 refuses to end more than 10 % away from its index, unless the trade leads back. */
    private static final double PERP_BAND = 0.099;
    /** A venue this close to the path is left alone: the smallest trade possible could not bring it closer. */
    private static final double CLOSE_ENOUGH_BPS = 0.01;

    private static final String ARBITRAGEUR = "accounts.arbitrageur";
    private static final MarketPrice ONE_DOLLAR = MarketPrice.of("1");

    private final JsonRpc rpc;
    private final BlockProducer blocks;
    private final MarketContracts contracts;
    private final Liquidators liquidators;
    private final List<OrderFiller> fillers = new ArrayList<>();
    private final FeedRules rules;
    private final boolean movesPrices;
    private @Nullable Instant lastStep;
    private @Nullable MarketPrice lastPrice;
    private boolean oracleStopped;

    public MarketDriver(ForkedChain chain) {
        this(chain, FeedRules.USUAL);
    }

    public MarketDriver(ForkedChain chain, FeedRules rules) {
        this.rpc = chain.rpc();
        this.blocks = new BlockProducer(rpc);
        this.contracts = new MarketContracts(chain.addresses(), rpc);
        this.liquidators = new Liquidators(chain.addresses(), rpc);
        this.rules = rules;
        this.movesPrices = chain.addresses().has(ARBITRAGEUR);
        if (movesPrices && PerpsV2OrderFiller.isPossible(chain.addresses())) {
            fillers.add(new PerpsV2OrderFiller(chain.addresses(), rpc));
        }
        if (movesPrices && GmxV2Calls.isPossible(chain.addresses())) {
            fillers.add(new GmxV2OrderFiller(chain.addresses(), rpc));
        }
    }

    /** Whether prices follow the path, as they do on our own chain. */
    public boolean movesPrices() {
        return movesPrices;
    }

    /** The clock and the base fee. */
    public BlockProducer blocks() {
        return blocks;
    }

    /**
     * Moves the market to a price, a minute after the previous step. The blocks in between that nobody asked for are
     * mined empty (or with what is pending).
     *
     * @throws IllegalStateException when one of the market's own transactions fails, with its reason
     */
    public MarketStep step(MarketPrice price) {
        return step(price, STEP);
    }

    /**
     * The same, so long after the previous step. What is longer than a minute passes in one block: nobody does anything
     * in between.
     *
     * @param length a minute at least
     */
    public MarketStep step(MarketPrice price, Duration length) {
        List<OrderFilling> fillings = new ArrayList<>();
        Instant time = length.compareTo(STEP) > 0 ? after(length) : fillUpToNextStep(fillings);
        MarketState before = contracts.read();
        boolean oracleRound = movesPrices && !oracleStopped && rules.isDue(before.ethUsd(), price, time);
        MinedBlock mined = mine(movesPrices ? transactions(before, price, time, oracleRound) : List.of(), time);
        lastStep = time;
        lastPrice = price;
        MarketState after = contracts.read();
        List<Liquidation> liquidations = movesPrices ? liquidate(after, price) : List.of();
        return new MarketStep(
                mined.number(),
                mined.time(),
                price,
                after.ethUsd().answer(),
                oracleRound,
                after.uniswap(),
                after.perp(),
                fillings,
                liquidations);
    }

    /**
     * From now on others watch this account's positions and, when a step leaves one liquidatable, liquidate it in the
     * very next block, before its owner can act.
     */
    public void watchForLiquidation(Address account) {
        liquidators.watch(account);
    }

    /** From now on others fill this account's orders wherever orders are filled by others, for as long as they come. */
    public void watchForOrders(Address account) {
        fillers.forEach(filler -> filler.watch(account));
    }

    /** Those who fill the orders of this protocol; empty where an order is filled in its own transaction. */
    public Optional<OrderFiller> filler(String protocol) {
        return fillers.stream()
                .filter(filler -> filler.protocol().equals(protocol))
                .findFirst();
    }

    /**
     * What the newest step asked for.
     *
     * @throws IllegalStateException before the first
     */
    MarketPrice lastPrice() {
        MarketPrice price = lastPrice;
        if (price == null) {
            throw new IllegalStateException("the market has not moved yet");
        }
        return price;
    }

    /** Mines what is pending, such as a keeper's transaction, into a block twelve seconds after the newest. */
    public MinedBlock mineBlock() {
        return blocks.mineNext();
    }

    /** Mines so many blocks, twelve seconds apart. */
    public MinedBlock mineEmpty(int count) {
        return blocks.mineNext(count);
    }

    /** From now on no submitter answers, whatever the price does. */
    public void stopOracle() {
        oracleStopped = true;
    }

    /** The submitters are back; the next step brings a round if one is due by then. */
    public void resumeOracle() {
        oracleStopped = false;
    }

    /** Perp v2's owner stops all trading there, in a block of its own. */
    public MinedBlock pausePerp() {
        return mine(List.of(contracts.pausePerp()), blocks.head().time().plus(BlockProducer.BLOCK_TIME));
    }

    /** Perp v2's owner allows trading again, in a block of its own. */
    public MinedBlock resumePerp() {
        return mine(List.of(contracts.resumePerp()), blocks.head().time().plus(BlockProducer.BLOCK_TIME));
    }

    private List<Liquidation> liquidate(MarketState state, MarketPrice price) {
        List<Liquidators.Opportunity> opportunities = liquidators.opportunities(state.perpPaused(), price);
        if (!opportunities.isEmpty()) {
            mine(
                    opportunities.stream()
                            .map(Liquidators.Opportunity::transaction)
                            .toList(),
                    blocks.head().time().plus(BlockProducer.BLOCK_TIME));
        }
        return opportunities.stream().map(Liquidators.Opportunity::liquidation).toList();
    }

    private List<UnlockedTransaction> transactions(
            MarketState before, MarketPrice price, Instant time, boolean oracleRound) {
        List<UnlockedTransaction> transactions = new ArrayList<>();
        if (oracleRound) {
            transactions.addAll(contracts.round(
                    "chainlink.ethUsdAggregator", before.ethUsd().number() + 1, price));
            transactions.add(contracts.recordIndex());
        }
        if (!oracleStopped && rules.isDue(before.usdcUsd(), ONE_DOLLAR, time)) {
            transactions.addAll(contracts.round(
                    "chainlink.usdcUsdAggregator", before.usdcUsd().number() + 1, ONE_DOLLAR));
        }
        if (isWorthTrading(price, before.uniswap())) {
            transactions.add(contracts.tradeUniswapTo(price, before.uniswap()));
        }
        MarketPrice index = oracleRound ? price : before.ethUsd().answer();
        MarketPrice perpTarget = reachableOnPerp(price, before.perp(), index);
        if (!before.perpPaused() && isWorthTrading(perpTarget, before.perp())) {
            transactions.add(contracts.tradePerpTo(perpTarget, before.perp()));
        }
        return transactions;
    }

    private Instant after(Duration length) {
        Instant earliest = blocks.head().time().plus(BlockProducer.BLOCK_TIME);
        Instant due = lastStep == null ? earliest : lastStep.plus(length);
        return due.isBefore(earliest) ? earliest : due;
    }

    /** Mines the twelve-second blocks up to the next step and returns the step's time. */
    private Instant fillUpToNextStep(List<OrderFilling> fillings) {
        Instant head = blocks.head().time();
        Instant earliest = head.plus(BlockProducer.BLOCK_TIME);
        if (lastStep == null || lastStep.plus(STEP).isBefore(earliest)) {
            return earliest;
        }
        Instant due = lastStep.plus(STEP);
        for (Instant next = earliest; next.isBefore(due); next = next.plus(BlockProducer.BLOCK_TIME)) {
            fillings.addAll(fillOrders(next));
        }
        return due;
    }

    /** Mines a block of this time, with what those who fill orders send into it. */
    private List<OrderFilling> fillOrders(Instant time) {
        List<OrderFilling> attempts = new ArrayList<>();
        List<OrderFiller> whose = new ArrayList<>();
        List<UnlockedTransaction> transactions = new ArrayList<>();
        MarketPrice price = lastPrice;
        if (price != null) {
            for (OrderFiller filler : fillers) {
                for (OrderFiller.Filling filling : filler.due(price, time)) {
                    attempts.add(new OrderFilling(filler.protocol(), filling.account(), ""));
                    whose.add(filler);
                    transactions.add(filling.transaction());
                }
            }
        }
        List<String> hashes = send(transactions);
        blocks.mineAt(time);
        List<OrderFilling> outcomes = new ArrayList<>();
        List<JsonNode> receipts = receipts(hashes);
        for (int i = 0; i < receipts.size(); i++) {
            OrderFilling attempt = attempts.get(i);
            String refusal = hasSucceeded(receipts.get(i))
                    ? whose.get(i).refusalIn(receipts.get(i))
                    : reasonOf(transactions.get(i), receipts.get(i));
            outcomes.add(new OrderFilling(attempt.protocol(), attempt.account(), refusal));
        }
        return outcomes;
    }

    private MinedBlock mine(List<UnlockedTransaction> transactions, Instant time) {
        List<String> hashes = send(transactions);
        MinedBlock mined = blocks.mineAt(time);
        requireSuccess(transactions, hashes);
        return mined;
    }

    private List<String> send(List<UnlockedTransaction> transactions) {
        return transactions.isEmpty()
                ? List.of()
                : rpc
                        .batch(transactions.stream()
                                .map(transaction -> Request.of("eth_sendTransaction", transaction.json()))
                                .toList())
                        .stream()
                        .map(JsonNode::asString)
                        .toList();
    }

    private List<JsonNode> receipts(List<String> hashes) {
        return hashes.isEmpty()
                ? List.of()
                : rpc.batch(hashes.stream()
                        .map(hash -> Request.of("eth_getTransactionReceipt", hash))
                        .toList());
    }

    private void requireSuccess(List<UnlockedTransaction> transactions, List<String> hashes) {
        List<JsonNode> receipts = receipts(hashes);
        for (int i = 0; i < receipts.size(); i++) {
            if (!hasSucceeded(receipts.get(i))) {
                throw new IllegalStateException("the market's transaction to "
                        + transactions.get(i).to() + " failed: " + reasonOf(transactions.get(i), receipts.get(i)));
            }
        }
    }

    private static boolean hasSucceeded(JsonNode receipt) {
        return "0x1".equals(receipt.path("status").asString(""));
    }

    private String reasonOf(UnlockedTransaction transaction, JsonNode receipt) {
        if (!receipt.isObject()) {
            return "it was not mined";
        }
        try {
            rpc.request("eth_call", transaction.callJson(), "latest");
            return "a replay on the next state succeeds";
        } catch (RpcException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static boolean isWorthTrading(MarketPrice target, MarketPrice current) {
        return target.bpsFrom(current) > CLOSE_ENOUGH_BPS;
    }

    /** The price nearest to the path's that Perp v2 lets a trade reach in this block. */
    private static MarketPrice reachableOnPerp(MarketPrice path, MarketPrice current, MarketPrice index) {
        return path.clamp(index.usd() * (1 - PERP_BAND), index.usd() * (1 + PERP_BAND))
                .clamp(current.usd() / PERP_LARGEST_MOVE, current.usd() * PERP_LARGEST_MOVE);
    }
}
