package io.evenkeel.keeper.adapter.jackson;

import static io.evenkeel.keeper.adapter.jackson.RpcValues.array;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.bytes;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.demand;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.field;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.isAbsent;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.number;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.quantity;
import static io.evenkeel.keeper.adapter.jackson.RpcValues.text;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.LogEntry;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Receipts, blocks and fee histories. What cannot be, whatever the chain is like, is refused here: another transaction
 * than the one asked about, a status that is neither yes nor no, a block that is its own parent. Whether it is true is
 * for several endpoints to tell.
 */
final class RpcShapes {
    private static final int MOST_TOPICS = 4;
    private static final int TOPIC_BYTES = 32;

    private RpcShapes() {}

    /** Empty for null, and for what is known of a transaction that is in no block yet. */
    static Optional<Receipt> receipt(JsonNode result, TxHash asked) {
        if (result.isNull()) {
            return Optional.empty();
        }
        TxHash hash = new TxHash(text(field(result, "transactionHash")));
        demand(hash.equals(asked), "the receipt of another transaction");
        if (isAbsent(result, "blockHash") && isAbsent(result, "blockNumber")) {
            return Optional.empty();
        }
        BlockHash block = new BlockHash(text(field(result, "blockHash")));
        long status = number(field(result, "status"));
        demand(status == 0 || status == 1, "a status of neither 0 nor 1");
        long gasUsed = number(field(result, "gasUsed"));
        demand(gasUsed > 0, "no gas used");
        if (!isAbsent(result, "cumulativeGasUsed")) {
            demand(gasUsed <= number(field(result, "cumulativeGasUsed")), "more gas used than by the whole block");
        }
        List<LogEntry> logs = new ArrayList<>();
        for (JsonNode log : array(field(result, "logs"))) {
            logs.add(log(log, hash, block));
        }
        return Optional.of(new Receipt(
                hash,
                number(field(result, "blockNumber")),
                block,
                status == 1,
                new Gas(gasUsed),
                new FeePerGas(quantity(field(result, "effectiveGasPrice"))),
                logs));
    }

    private static LogEntry log(JsonNode log, TxHash transaction, BlockHash block) {
        demand(
                isAbsent(log, "transactionHash") || new TxHash(text(field(log, "transactionHash"))).equals(transaction),
                "a log of another transaction");
        demand(
                isAbsent(log, "blockHash") || new BlockHash(text(field(log, "blockHash"))).equals(block),
                "a log of another block");
        demand(!log.path("removed").asBoolean(false), "a log that was taken back");
        List<String> topics = new ArrayList<>();
        for (JsonNode topic : array(field(log, "topics"))) {
            demand(bytes(topic).length == TOPIC_BYTES, "a topic that has not 32 bytes");
            topics.add(text(topic).toLowerCase(Locale.ROOT));
        }
        demand(topics.size() <= MOST_TOPICS, "more than four topics");
        return new LogEntry(new Address(text(field(log, "address"))), topics, bytes(field(log, "data")));
    }

    /** Empty for null. */
    static Optional<BlockHeader> header(JsonNode result) {
        if (result.isNull()) {
            return Optional.empty();
        }
        BlockHeader header = new BlockHeader(
                number(field(result, "number")),
                new BlockHash(text(field(result, "hash"))),
                new BlockHash(text(field(result, "parentHash"))),
                Instant.ofEpochSecond(number(field(result, "timestamp"))),
                isAbsent(result, "baseFeePerGas")
                        ? Optional.empty()
                        : Optional.of(new FeePerGas(quantity(field(result, "baseFeePerGas")))));
        demand(!header.hash().equals(header.parentHash()), "a block that is its own parent");
        return Optional.of(header);
    }

    static Optional<BlockHeader> header(JsonNode result, long asked) {
        Optional<BlockHeader> header = header(result);
        header.ifPresent(each -> demand(each.number() == asked, "another block than asked for"));
        return header;
    }

    static Optional<BlockHeader> header(JsonNode result, BlockHash asked) {
        Optional<BlockHeader> header = header(result);
        header.ifPresent(each -> demand(each.hash().equals(asked), "another block than asked for"));
        return header;
    }

    /**
     * The next block's base fee stands last. Hardhat tells of one block too many where it forked a moment ago.
     *
     * @param blocks asked for; a short chain has fewer
     */
    static FeeHistory feeHistory(JsonNode result, int blocks) {
        JsonNode baseFees = array(field(result, "baseFeePerGas"));
        demand(!baseFees.isEmpty() && baseFees.size() <= blocks + 2, "more or fewer base fees than blocks");
        List<FeePerGas> tips = new ArrayList<>();
        if (!isAbsent(result, "reward")) {
            for (JsonNode reward : array(field(result, "reward"))) {
                demand(array(reward).size() == 1, "other percentiles than asked for");
                tips.add(new FeePerGas(quantity(reward.get(0))));
            }
        }
        demand(tips.size() < baseFees.size(), "tips of more blocks than there are base fees");
        return new FeeHistory(new FeePerGas(quantity(baseFees.get(baseFees.size() - 1))), tips);
    }
}
