package io.evenkeel.keeper.node;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Turns a node's error into a type. JSON-RPC has no codes for most of what can go wrong with a transaction, so the
 * words decide; this is the only class that reads them. Its test is the list of texts that real nodes send.
 */
public final class NodeFaults {
    /** EIP-1474 and EIP-1193: the call itself reverted. geth, anvil and Hardhat send data with it. */
    private static final int REVERTED = 3;

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int METHOD_NOT_SUPPORTED = -32004;
    private static final int INVALID_PARAMETERS = -32602;
    private static final int LIMIT_EXCEEDED = -32005;
    private static final int LONGEST_TEXT = 400;

    /** In this order: the first whose words are all in the message wins, so the narrower stand above the wider. */
    private static final List<Words> DIALECTS = List.of(
            words(NodeFault.AlreadyKnown::new, "already known"),
            words(NodeFault.AlreadyKnown::new, "alreadyknown"),
            words(NodeFault.AlreadyKnown::new, "known transaction"),
            words(NodeFault.AlreadyKnown::new, "already imported"),
            words(NodeFault.AlreadyKnown::new, "existing tx with same hash"),
            words(NodeFault.ReplacementUnderpriced::new, "replacement", "underpriced"),
            words(NodeFault.ReplacementUnderpriced::new, "replacementnotallowed"),
            words(NodeFault.ReplacementUnderpriced::new, "could not replace existing tx"),
            words(NodeFault.NonceTooLow::new, "nonce too low"),
            words(NodeFault.NonceTooLow::new, "nonce is too low"),
            words(NodeFault.NonceTooLow::new, "oldnonce"),
            words(NodeFault.NonceTooLow::new, "nonce below"),
            words(NodeFault.NonceTooHigh::new, "nonce too high"),
            words(NodeFault.NonceTooHigh::new, "noncegap"),
            words(NodeFault.NonceTooHigh::new, "nonce gap"),
            words(NodeFault.NonceTooHigh::new, "nonce", "too distant"),
            words(NodeFault.InsufficientFunds::new, "insufficient funds"),
            words(NodeFault.InsufficientFunds::new, "insufficientfunds"),
            words(NodeFault.InsufficientFunds::new, "doesn't have enough funds"),
            words(NodeFault.InsufficientFunds::new, "upfront cost exceeds account balance"),
            words(NodeFault.FeeTooHigh::new, "exceeds the configured cap"),
            words(NodeFault.FeeTooHigh::new, "transaction fee cap exceeded"),
            words(NodeFault.FeeTooLow::new, "max fee per gas less than block base fee"),
            words(NodeFault.FeeTooLow::new, "maxfeepergas", "too low"),
            words(NodeFault.FeeTooLow::new, "feetoolow"),
            words(NodeFault.FeeTooLow::new, "fee too low"),
            words(NodeFault.FeeTooLow::new, "gas price below"),
            words(NodeFault.FeeTooLow::new, "gasprice", "too low"),
            words(NodeFault.FeeTooLow::new, "underpriced"),
            words(NodeFault.GasAboveBlockLimit::new, "intrinsic gas too high"),
            words(NodeFault.OutOfGas::new, "gas required exceeds"),
            words(NodeFault.OutOfGas::new, "ran out of gas"),
            words(NodeFault.OutOfGas::new, "outofgas"),
            words(NodeFault.OutOfGas::new, "out of gas"),
            words(NodeFault.OutOfGas::new, "intrinsic gas"),
            words(NodeFault.OutOfGas::new, "transaction requires at least"),
            words(NodeFault.GasAboveBlockLimit::new, "exceeds block gas limit"),
            words(NodeFault.GasAboveBlockLimit::new, "gaslimitexceeded"),
            words(NodeFault.GasAboveBlockLimit::new, "gas limit", "greater than the cap"),
            words(NodeFault.PoolRefused::new, "txpool is full"),
            words(NodeFault.PoolRefused::new, "transaction pool is full"),
            words(NodeFault.PoolRefused::new, "address already reserved"),
            words(NodeFault.PoolRefused::new, "in-flight transaction limit"),
            words(NodeFault.Invalid::new, "invalid sender"),
            words(NodeFault.Invalid::new, "invalid chain id"),
            words(NodeFault.Invalid::new, "invalid chainid"),
            words(NodeFault.Invalid::new, "wrong chain"),
            words(NodeFault.Invalid::new, "max priority fee per gas higher than max fee per gas"),
            words(NodeFault.Invalid::new, "invalid signature"),
            words(NodeFault.Invalid::new, "failed to decode"),
            words(NodeFault.Invalid::new, "rlp"),
            words(NodeFault.RateLimited::new, "too many requests"),
            words(NodeFault.RateLimited::new, "rate limit"),
            words(NodeFault.RateLimited::new, "request limit"),
            words(NodeFault.RateLimited::new, "exceeded", "capacity"),
            words(NodeFault.UnknownBlock::new, "header not found"),
            words(NodeFault.UnknownBlock::new, "unknown block"),
            words(NodeFault.UnknownBlock::new, "block not found"),
            words(NodeFault.UnknownBlock::new, "blockoutofrange"),
            words(NodeFault.UnknownBlock::new, "invalid block tag"),
            words(NodeFault.UnknownBlock::new, "resource not found"),
            words(NodeFault.UnknownBlock::new, "missing trie node"),
            words(NodeFault.Unsupported::new, "method not found"),
            words(NodeFault.Unsupported::new, "is not supported"),
            words(NodeFault.Unsupported::new, "does not exist/is not available"),
            words(NodeFaults::halted, "evm error"),
            words(NodeFaults::halted, "invalid opcode"),
            words(NodeFaults::halted, "invalid jump destination"));

    private NodeFaults() {}

    /**
     * @param code the JSON-RPC error code
     * @param message the error's message as the node sent it
     * @param data the error's data, empty when there is none
     */
    public static NodeFault classify(int code, String message, byte[] data) {
        String text = shortened(message);
        String lower = message.toLowerCase(Locale.ROOT);
        if (data.length > 0 && (code == REVERTED || lower.contains("revert"))) {
            return new NodeFault.Reverted(text, data);
        }
        for (Words words : DIALECTS) {
            if (words.areIn(lower)) {
                return words.fault.apply(text);
            }
        }
        if (code == REVERTED || lower.contains("revert")) {
            return new NodeFault.Reverted(text, data);
        }
        return switch (code) {
            case METHOD_NOT_FOUND, METHOD_NOT_SUPPORTED -> new NodeFault.Unsupported(text);
            case INVALID_PARAMETERS -> new NodeFault.Invalid(text);
            case LIMIT_EXCEEDED -> new NodeFault.RateLimited(text);
            default -> new NodeFault.Unrecognised(text + " (code " + code + ")");
        };
    }

    /** An HTTP status other than 200 whose body is no JSON-RPC answer. */
    public static NodeFault ofHttpStatus(int status) {
        return status == 429 ? new NodeFault.RateLimited("HTTP 429") : new NodeFault.Unavailable("HTTP " + status);
    }

    /** The machine stopped without saying anything; for the caller that is a refusal like any other. */
    private static NodeFault halted(String text) {
        return new NodeFault.Reverted(text, new byte[0]);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_TEXT ? message : message.substring(0, LONGEST_TEXT) + "…";
    }

    private static Words words(Function<String, NodeFault> fault, String... all) {
        return new Words(fault, List.of(all));
    }

    private record Words(Function<String, NodeFault> fault, List<String> all) {
        boolean areIn(String lower) {
            return all.stream().allMatch(lower::contains);
        }
    }
}
