package io.evenkeel.keeper.adapter.jdbc;

import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** SHA-256 over what the journal holds. Every value with its length before it, so that none can run into the next. */
final class Digests {
    /** Stands before an intent's first line. */
    static final String NONE = "";

    private final MessageDigest sha;

    private Digests() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of everything the rows of one intent hold. */
    static String of(IntentEntry entry) {
        IntentRecord intent = entry.intent();
        Digests all = new Digests()
                .add(
                        intent.intentId(),
                        intent.account().chainId().value(),
                        intent.account().address())
                .add(intent.sender(), intent.to())
                .add(intent.callData())
                .add(intent.sequence(), time(intent.deadline()), intent.urgent(), intent.why())
                .add(time(intent.decidedAt()), intent.displaces(), intent.mostFee(), intent.madeAtBlock())
                .add(entry.state(), entry.inclusion(), entry.note(), time(entry.changedAt()));
        for (AttemptEntry attempt : entry.attempts()) {
            UnsignedTransaction transaction = attempt.record().transaction();
            all.add(attempt.record().id(), attempt.record().purpose(), transaction.to())
                    .add(transaction.data())
                    .add(
                            transaction.gasLimit().units(),
                            transaction.maxFee().wei(),
                            transaction.maxTip().wei())
                    .add(
                            time(attempt.record().permittedAt()),
                            attempt.firstSentAt().map(Digests::time))
                    .add(attempt.voided(), attempt.signed().map(SignedTransaction::hash));
            attempt.signed().ifPresent(signed -> all.add(signed.raw()));
        }
        return all.hex();
    }

    /** @param before of the same intent's line before this one */
    static String of(String before, Transition line, String content) {
        return new Digests()
                .add(before, time(line.at()), line.intentId(), line.state(), line.note(), content)
                .hex();
    }

    /** As it is kept. */
    private static Instant time(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private Digests add(Object... values) {
        for (Object value : values) {
            add(value.toString().getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    private Digests add(byte[] bytes) {
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
        return this;
    }

    private String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
