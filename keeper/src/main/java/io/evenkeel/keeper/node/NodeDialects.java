package io.evenkeel.keeper.node;

import static io.evenkeel.keeper.node.Asked.TO_EXECUTE;
import static io.evenkeel.keeper.node.Asked.TO_READ;
import static io.evenkeel.keeper.node.Asked.TO_SEND;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of nodes, pools, sequencers and providers. A sentence is recognised from its beginning, after what nodes
 * are known to put before another's words, so that a word in the middle of a sentence never decides. The two types
 * that make the keeper hold still (already known, nonce too low) must match to the end.
 */
final class NodeDialects {
    /** Where a sentence may go on with details: numbers and addresses that do not change what it says. */
    private static final String DETAILS = "(?=$|[:.,;(]| [-(\\[]| \\d)";

    /** Written at the end of a beginning after which a node says more in words of its own. */
    private static final String GOES_ON = "…";

    private static final String END = "\\.?$";
    private static final String HASH = "0x[0-9a-f]{64}";

    /** What is put before another program's words: gRPC, geth's calls and estimates, Erigon's pool, Reth's, Nitro's. */
    private static final String QUOTING = "(?:(?:rpc error: code = \\w+ desc = |err: |error: |call failed: "
            + "|failed with \\d+ gas: |already_exists: |fee_too_low: |stale: |invalid: |internal_error: "
            + "|invalid transaction: |transaction validation error: |\\[" + HASH + "\\]: |tx: \\[" + HASH + "\\] )"
            + "){0,3}";

    private static final Set<Asked> SENT = EnumSet.of(TO_SEND);
    private static final Set<Asked> RUN = EnumSet.of(TO_SEND, TO_EXECUTE);
    private static final Set<Asked> LOOKED_UP = EnumSet.of(TO_EXECUTE, TO_READ);
    private static final Set<Asked> ANYTHING = EnumSet.allOf(Asked.class);

    /** The first that speaks of this kind of question and matches wins. */
    private static final List<Dialect> DIALECTS = List.of(
            toTheEnd(
                    NodeFault.AlreadyKnown::new,
                    "already known",
                    "alreadyknown",
                    "(?:transaction )?already imported",
                    "known transaction(?:: " + HASH + ")?",
                    "existing txn? with same hash",
                    "transaction with the same hash was already imported"),
            toTheEnd(
                    NodeFault.NonceTooLow::new,
                    "(?:transaction )?nonce too low",
                    "nonce too low: next nonce \\d+, tx nonce \\d+",
                    "nonce too low: address \\w+, tx: \\d+ state: \\d+",
                    "(?:transaction )?nonce too low\\. expected nonce to be (?:at least )?\\d+ but got \\d+"
                            + "(?:\\. note that transactions can't be queued when automining)?",
                    "(?:oldnonce|nonce too low)(?:, current nonce: \\d+, nonce of rejected tx: \\d+)?",
                    "nonce \\d+ too low, expected \\d+",
                    "transaction nonce is too low\\. try incrementing the nonce"),
            saying(
                    NodeFault.ReplacementUnderpriced::new,
                    SENT,
                    "replacement transaction underpriced",
                    "replacementnotallowed",
                    "could not replace existing tx",
                    "insufficient gas price to replace existing transaction",
                    "replaced by transaction with higher tip",
                    "transaction gas price (?:\\d+wei )?is too low\\. there is another transaction with same nonce…"),
            saying(
                    NodeFault.NonceTooHigh::new,
                    SENT,
                    "nonce too high",
                    "noncegap",
                    "nonce \\d+ too high",
                    "noncetoofarinfuture",
                    "nonce too far in future",
                    "transaction nonce is too distant from current sender nonce",
                    "an invalid transaction with a lower nonce exists",
                    "gapped-nonce tx from delegated accounts",
                    "delegation nonce gap"),
            saying(
                    NodeFault.InsufficientFunds::new,
                    RUN,
                    "insufficient funds",
                    "insufficient funds for (?:gas \\* price \\+ value|transfer)",
                    "insufficientfunds",
                    "insufficient balance for transfer",
                    "sender doesn't have enough funds to send tx",
                    "upfront cost exceeds account balance",
                    "lack of funds",
                    "transaction overdraws from account"),
            saying(
                    NodeFault.FeeTooHigh::new,
                    SENT,
                    "tx fee \\([\\d.]+ \\w+\\) exceeds the configured cap",
                    "transaction fee cap exceeded"),
            saying(
                    NodeFault.FeeTooLow::new,
                    SENT,
                    "max fee per gas less than block base fee",
                    "(?:transaction )?underpriced",
                    "fee too low",
                    "feetoolow(?:tocompete)?",
                    "transaction gas price below minimum",
                    "gas price below (?:configured minimum gas price|current base fee)",
                    "gas price is less than basefee",
                    "transaction (?:maxfeepergas|gasprice) \\(\\d+\\) is too low for the next block",
                    "transaction gas price is \\d+, which is below the minimum…",
                    "transaction gas price is too low\\. it does not satisfy your node's minimal gas price",
                    "transaction feecap \\d+ below chain minimum",
                    "transaction priority fee below minimum required priority fee"),
            saying(
                    NodeFault.OutOfGas::new,
                    RUN,
                    "intrinsic gas too low",
                    "intrinsic gas too high -- (?:callgascost|gasfloor)morethangaslimit",
                    "intrinsic gas exceeds gas limit",
                    "intrinsicgas",
                    "insufficient gas for floor data gas cost",
                    "transaction requires at least \\d+ gas…",
                    "transaction gas is too low\\. there is not enough gas…",
                    "gas required exceeds allowance",
                    "(?:evm error )?out ?of ?gas",
                    "contract creation code storage out of gas",
                    "out of memory: memory limit exceeded",
                    "transaction(?:'s internal call)? ran out of gas",
                    "vm exception while processing transaction: out of gas$"),
            saying(
                    NodeFault.GasAboveBlockLimit::new,
                    RUN,
                    "exceeds block gas limit",
                    "exceeds max transaction gas limit",
                    "intrinsic gas too high",
                    "gas limit reached",
                    "gaslimitexceeded",
                    "txgaslimitcapexceeded",
                    "(?:transaction )?gas limit (?:is )?too high",
                    "transaction gas limit is (?:\\d+ and exceeds|greater than the block gas limit)…",
                    "transaction gas limit (?:exceeds block gas limit|cap exceeded)",
                    "transaction's gas limit \\d+ exceeds…",
                    "transaction cost exceeds current gas limit",
                    "caller gas limit exceeds the block gas limit"),
            saying(
                    NodeFault.PoolRefused::new,
                    SENT,
                    "(?:txpool|transaction pool|(?:pending|basefee|queued) sub-pool) is full",
                    "(?:address|authority) already reserved",
                    "in-flight transaction limit reached…",
                    "account limit exceeded",
                    "transaction discarded outright due to pool size constraints",
                    "there are too many transactions in the queue",
                    "future transaction tries to replace pending",
                    "ownnoncealreadyused",
                    "pending ?(?:transaction type conflict|txsofconflictingtype)",
                    "delegation authority has pending transaction",
                    "spammer",
                    "rejected due to 0x[0-9a-f]{40} being identified as a spammer",
                    "currently not accepting transactions due to expected surplus…",
                    "transaction sender is not on the whitelist",
                    "sender account not authorized to send transactions"),
            saying(
                    NodeFault.Invalid::new,
                    RUN,
                    "invalid sender",
                    "invalid chain ?id(?: for signer)?",
                    "wrong chainid",
                    "chainid (?:not supported|is required)",
                    "invalidtx(?:chainid|signature)",
                    "trying to send (?:a raw transaction with an invalid chainid|an incompatible eip-155 transaction)…",
                    "incompatible eip-155 transaction…",
                    "only replay-protected \\(eip-155\\) transactions allowed…",
                    "invalid (?:transaction )?signature",
                    "invalid transaction v, r, s values",
                    "invalid transaction params",
                    "(?:max )?priority fee (?:per gas )?(?:is )?(?:higher|greater) than max fee…",
                    "max priority fee per gas exceeds max fee per gas",
                    "invalidmaxpriorityfeepergas",
                    "failed to (?:decode|recover sender|resolve sender)…",
                    "failedtoresolvesender",
                    "invalid rlp",
                    "rlp",
                    "rlptoolong",
                    "typed transaction too short",
                    "(?:empty transaction data|transaction data is empty)",
                    "transaction type not supported",
                    "unsupported transaction type",
                    "transaction (?:invalid|too large)",
                    "oversized data",
                    "negative value",
                    "nonce has max value",
                    "sender (?:is )?not an eoa",
                    "max initcode size exceeded"),
            // Besu answers bytes it cannot decode with the words it has for a block it does not know.
            saying(NodeFault.Invalid::new, SENT, "invalid block param"),
            anywhere(
                    NodeFault.RateLimited::new,
                    "too many requests",
                    "rate limit",
                    "request limit reached",
                    "rps limit",
                    "credits limited to",
                    "compute units per second capacity",
                    "capacity limit exceeded",
                    "over capacity"),
            saying(
                    NodeFault.UnknownBlock::new,
                    LOOKED_UP,
                    "header (?:for hash )?not found",
                    "(?:finalized |safe |block body |block #?\\d* ?)(?:block )?not found",
                    "block not found",
                    "unknown block",
                    "invalid block param",
                    "hash is not currently canonical",
                    "blockoutofrangeerror",
                    "block is out of range",
                    "received invalid block tag",
                    "resource not found",
                    "request beyond head block",
                    "missing trie node",
                    "pruned history unavailable",
                    "required historical state unavailable",
                    "world state unavailable",
                    "could not find block"),
            saying(
                    NodeFault.Unsupported::new,
                    ANYTHING,
                    "method not (?:found|enabled|supported)",
                    "(?:the )?method \\w+ (?:is not supported|does not exist/is not available|is not available)",
                    "(?:the method )?\\w+ is not supported",
                    "\\w+ - method not supported",
                    "unsupported method",
                    "rpc method is not whitelisted",
                    "not implemented",
                    "notifications not supported",
                    "publishing transactions not supported by this endpoint"),
            saying(
                    NodeFault.Unavailable::new,
                    ANYTHING,
                    "request timed out",
                    "timeout expired",
                    "gateway timeout",
                    "context deadline exceeded",
                    "execution aborted \\(timeout…",
                    "(?:backend )?response too large",
                    "no backends? (?:is currently healthy|available)…",
                    "backend (?:offline|is currently not healthy|returned an invalid response)",
                    "node is syncing",
                    "initial sync is still in progress",
                    "transaction pool not enabled",
                    "sequencer temporarily not available",
                    "sequencer internal error",
                    "failed to publish transaction to any of the forwarding targets",
                    "current header is not available",
                    "transaction indexing is in progress",
                    "fork error",
                    "internal (?:\\w+ ){0,2}error"),
            saying(
                    NodeDialects::halted,
                    RUN,
                    "evm error…",
                    "invalid opcode",
                    "invalid 0xfe opcode",
                    "opcode not found",
                    "invalid jump destination",
                    "stack (?:underflow|overflow|limit reached)",
                    "max call depth exceeded",
                    "write protection",
                    "return data out of bounds",
                    "vm exception while processing transaction",
                    "vm execution error",
                    "transaction execution error",
                    "transaction processing could not be completed due to an exception"));

    private NodeDialects() {}

    /**
     * @param lower the message, in lower case and of bounded length
     * @param text what the fault says of it
     */
    static Optional<NodeFault> recognise(Asked asked, String lower, String text) {
        String trimmed = lower.strip();
        for (Dialect dialect : DIALECTS) {
            if (dialect.about.contains(asked) && dialect.words.matcher(trimmed).find()) {
                return Optional.of(dialect.fault.apply(text));
            }
        }
        return Optional.empty();
    }

    /** The machine stopped without saying anything; for the caller that is a refusal like any other. */
    private static NodeFault halted(String text) {
        return new NodeFault.Reverted(text, new byte[0]);
    }

    private static Dialect toTheEnd(Function<String, NodeFault> fault, String... sentences) {
        return new Dialect(fault, SENT, Pattern.compile("^" + QUOTING + anyOf(sentences) + END));
    }

    private static Dialect saying(Function<String, NodeFault> fault, Set<Asked> about, String... beginnings) {
        return new Dialect(
                fault,
                about,
                Pattern.compile("^" + QUOTING
                        + anyOf(Stream.of(beginnings)
                                .map(each -> each.endsWith(GOES_ON)
                                        ? each.substring(0, each.length() - 1) + "\\b"
                                        : each + DETAILS)
                                .toArray(String[]::new))));
    }

    /** Only for what sends the question to another endpoint: a mistake there costs one request. */
    private static Dialect anywhere(Function<String, NodeFault> fault, String... words) {
        return new Dialect(fault, ANYTHING, Pattern.compile(anyOf(words)));
    }

    private static String anyOf(String... alternatives) {
        return "(?:" + String.join("|", alternatives) + ")";
    }

    private record Dialect(Function<String, NodeFault> fault, Set<Asked> about, Pattern words) {}
}
