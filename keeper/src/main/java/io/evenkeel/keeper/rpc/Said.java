package io.evenkeel.keeper.rpc;

import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.Receipt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What one endpoint said, in a form that can be compared and shown.
 *
 * @param key equal exactly when two say the same
 * @param shown a few words for an operator
 * @param mayLag it only says that it has not got something: no lie, where another has
 */
record Said<T>(T value, String key, String shown, boolean mayLag) {
    private static final int DIGITS_SHOWN = 8;

    static Said<byte[]> bytes(String how, byte[] value) {
        String digest = digest(value);
        return new Said<>(
                value,
                how + digest,
                how + " " + value.length + " bytes, digest " + digest.substring(0, DIGITS_SHOWN),
                false);
    }

    static <T> Said<T> number(T value) {
        return new Said<>(value, value.toString(), value.toString(), false);
    }

    static Said<Optional<BlockHeader>> block(Optional<BlockHeader> value) {
        return value.map(header -> new Said<>(
                        value,
                        header.toString(),
                        "block " + header.number() + " "
                                + shortened(header.hash().hex()),
                        false))
                .orElseGet(() -> new Said<>(value, "none", "no such block", true));
    }

    static Said<Optional<Receipt>> receipt(Optional<Receipt> value) {
        return value.map(receipt -> new Said<>(value, keyOf(receipt), shownOf(receipt), false))
                .orElseGet(() -> new Said<>(value, "none", "no receipt", true));
    }

    private static String shownOf(Receipt receipt) {
        return (receipt.succeeded() ? "succeeded in block " : "failed in block ") + receipt.blockNumber() + " "
                + shortened(receipt.blockHash().hex()) + ", digest "
                + digest(keyOf(receipt).getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS_SHOWN);
    }

    private static String keyOf(Receipt receipt) {
        StringBuilder key = new StringBuilder()
                .append(receipt.hash())
                .append(receipt.blockNumber())
                .append(receipt.blockHash())
                .append(receipt.succeeded())
                .append(receipt.gasUsed().units())
                .append(receipt.gasPrice().wei());
        receipt.logs()
                .forEach(log -> key.append(log.emitter())
                        .append(log.topics())
                        .append(HexFormat.of().formatHex(log.data())));
        return key.toString();
    }

    /** The first digits of a hash, as people compare them. */
    static String shortened(String hash) {
        return hash.length() <= DIGITS_SHOWN + 2 ? hash : hash.substring(0, DIGITS_SHOWN + 2) + "…";
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
