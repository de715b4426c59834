package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything the journal holds of one intent, for a program: bytes as hex, fees in wei, times in UTC. */
final class JournalFigures {
    private JournalFigures() {}

    static Map<String, Object> of(IntentEntry entry, List<Transition> history) {
        IntentRecord intent = entry.intent();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("intent", intent.intentId().hex());
        all.put("state", entry.state().name());
        all.put("note", entry.note());
        all.put("chain", intent.account().chainId().value());
        all.put("account", intent.account().address().hex());
        all.put("sender", intent.sender().hex());
        all.put("to", intent.to().hex());
        all.put("call_data", hex(intent.callData()));
        all.put("sequence", intent.sequence());
        all.put("deadline", intent.deadline().toString());
        all.put("urgent", intent.urgent());
        all.put("why", intent.why());
        all.put("decided_at", intent.decidedAt().toString());
        all.put("changed_at", entry.changedAt().toString());
        intent.displaces().ifPresent(other -> all.put("displaces", other.hex()));
        intent.mostFee().ifPresent(fee -> all.put("most_fee_wei", fee.wei().toString()));
        intent.madeAtBlock().ifPresent(block -> all.put("made_at_block", block));
        entry.inclusion().ifPresent(seen -> {
            all.put("tx_hash", seen.txHash().hex());
            all.put("block_number", seen.block().number());
            all.put("block_hash", seen.block().hash().hex());
        });
        all.put(
                "attempts",
                entry.attempts().stream().map(JournalFigures::attempt).toList());
        all.put("history", history.stream().map(JournalFigures::line).toList());
        return all;
    }

    private static Map<String, Object> attempt(AttemptEntry attempt) {
        UnsignedTransaction transaction = attempt.record().transaction();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("nonce", transaction.nonce().value());
        all.put("ordinal", attempt.record().id().ordinal());
        all.put("purpose", attempt.record().purpose().name());
        all.put("to", transaction.to().hex());
        all.put("payload", hex(transaction.data()));
        all.put("gas_limit", transaction.gasLimit().units());
        all.put("max_fee_wei", transaction.maxFee().wei().toString());
        all.put("max_tip_wei", transaction.maxTip().wei().toString());
        all.put("permitted_at", attempt.record().permittedAt().toString());
        attempt.signed().ifPresent(signed -> {
            all.put("raw", hex(signed.raw()));
            all.put("tx_hash", signed.hash().hex());
        });
        attempt.firstSentAt().ifPresent(at -> all.put("first_sent_at", at.toString()));
        all.put("voided", attempt.voided());
        return all;
    }

    private static Map<String, Object> line(Transition line) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", line.at().toString());
        all.put("state", line.state().name());
        all.put("note", line.note());
        return all;
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
