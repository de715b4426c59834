package io.evenkeel.keeper.node;

import java.util.Locale;

/**
 * Turns a node's error into a type. JSON-RPC has no codes for most of what can go wrong with a transaction, so the
 * words decide; this and {@link NodeDialects} are the only classes that read them. Their test is the list of texts
 * that real nodes send.
 *
 * <p>A contract chooses the words of its refusal, so a refusal is recognised first, by its code, its data or the word
 * itself, and nothing it says is read any further. Words that nobody has met stay {@link NodeFault.Unrecognised}: the
 * keeper then waits, sends the same bytes again and believes the chain.
 */
public final class NodeFaults {
    /** EIP-1474: the call itself reverted. What zkSync also sends with it is read as that too: safe, if less telling. */
    private static final int REVERTED = 3;

    /** Execution failed: OpenEthereum, and Nethermind before it spoke like geth. */
    private static final int EXECUTION_FAILED = -32015;

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int METHOD_NOT_ENABLED = -32604;
    private static final int METHOD_NOT_SUPPORTED = -32004;
    private static final int INVALID_PARAMETERS = -32602;
    private static final int LIMIT_EXCEEDED = -32005;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Selectors of {@code Error(string)} and {@code Panic(uint256)}: data that only a contract's refusal has. */
    private static final int ERROR_SELECTOR = 0x08c379a0;

    private static final int PANIC_SELECTOR = 0x4e487b71;

    /** Longer messages are cut: for people, and so that reading them takes a bounded time. */
    private static final int LONGEST_TEXT = 400;

    private NodeFaults() {}

    /**
     * @param code the JSON-RPC error code
     * @param message the error's message as the node sent it
     * @param data the error's data, empty when there is none
     */
    public static NodeFault classify(Asked asked, int code, String message, byte[] data) {
        String text = shortened(message);
        String lower = text.toLowerCase(Locale.ROOT);
        if (asked != Asked.TO_READ && isARefusal(code, lower, data)) {
            return new NodeFault.Reverted(text, data);
        }
        return NodeDialects.recognise(asked, lower, text).orElseGet(() -> byCode(code, text));
    }

    private static boolean isARefusal(int code, String lower, byte[] data) {
        return code == REVERTED
                || (code == EXECUTION_FAILED && !lower.strip().equals("out of gas"))
                || lower.contains("revert")
                || beginsWith(ERROR_SELECTOR, data)
                || beginsWith(PANIC_SELECTOR, data);
    }

    private static boolean beginsWith(int selector, byte[] data) {
        return data.length >= Integer.BYTES
                && data[0] == (byte) (selector >>> 24)
                && data[1] == (byte) (selector >>> 16)
                && data[2] == (byte) (selector >>> 8)
                && data[3] == (byte) selector;
    }

    private static NodeFault byCode(int code, String text) {
        return switch (code) {
            case METHOD_NOT_FOUND, METHOD_NOT_ENABLED, METHOD_NOT_SUPPORTED -> new NodeFault.Unsupported(text);
            case INVALID_PARAMETERS -> new NodeFault.Invalid(text);
            case LIMIT_EXCEEDED, TOO_MANY_REQUESTS -> new NodeFault.RateLimited(text);
            default -> new NodeFault.Unrecognised(text + " (code " + code + ")");
        };
    }

    /** An HTTP status other than 200 whose body is no JSON-RPC answer. */
    public static NodeFault ofHttpStatus(int status) {
        return switch (status) {
            case TOO_MANY_REQUESTS -> new NodeFault.RateLimited("HTTP 429");
            case 401, 403 -> new NodeFault.Unavailable("HTTP " + status + ": the endpoint does not let this key in");
            default -> new NodeFault.Unavailable("HTTP " + status);
        };
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_TEXT ? message : message.substring(0, LONGEST_TEXT) + "…";
    }
}
