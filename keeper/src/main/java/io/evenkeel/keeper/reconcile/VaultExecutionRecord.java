package io.evenkeel.keeper.reconcile;

import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.node.LogEntry;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the HedgeVault's {@code Executed} and {@code LegFailed} events and its {@code intentExecuted}. */
public final class VaultExecutionRecord implements ExecutionRecord {
    /** keccak of {@code Executed(bytes32,uint256,int256,int256,uint256,uint256)}. */
    static final String EXECUTED = "0xc3193cecb8b1c673b774be3595e22881b5abf6e02135b1d345d0674b4cc82795";
    /** keccak of {@code LegFailed(bytes32,uint256,bytes)}. */
    static final String LEG_FAILED = "0x9489ad6fd246585452f39ef3f8701b78b8a96f4f50c18198579c1b50ab44216c";
    /** First four bytes of keccak of {@code intentExecuted(bytes32)}. */
    static final String INTENT_EXECUTED = "0x5832ad93";

    private static final int WORD = 32;
    private static final HexFormat HEX = HexFormat.of();

    private final ChainReader chain;
    private final HedgeAccount account;
    private final Token base;
    private final Token quote;

    /**
     * @param base the token deltas are counted in
     * @param quote the token NAV is counted in
     */
    public VaultExecutionRecord(ChainReader chain, HedgeAccount account, Token base, Token quote) {
        this.chain = chain;
        this.account = account;
        this.base = base;
        this.quote = quote;
    }

    @Override
    public Optional<Executed> executedIn(Receipt receipt, IntentId intentId) {
        return receipt.logs().stream()
                .filter(log -> isOurs(log, EXECUTED, intentId))
                .filter(log -> log.topics().size() == 3 && log.data().length == 4 * WORD)
                .findFirst()
                .map(log -> new Executed(
                        intentId,
                        new BigInteger(log.topics().get(2).substring(2), 16).longValueExact(),
                        new TokenDelta(base, signed(log.data(), 0)),
                        new TokenDelta(base, signed(log.data(), 1)),
                        new TokenAmount(quote, unsigned(log.data(), 2)),
                        new TokenAmount(quote, unsigned(log.data(), 3)),
                        failedLegs(receipt, intentId)));
    }

    private List<Executed.FailedLeg> failedLegs(Receipt receipt, IntentId intentId) {
        List<Executed.FailedLeg> failed = new ArrayList<>();
        for (LogEntry log : receipt.logs()) {
            // index, offset of the reason, its length, and the reason itself
            if (isOurs(log, LEG_FAILED, intentId) && log.data().length >= 3 * WORD) {
                int length = unsigned(log.data(), 2).intValueExact();
                byte[] reason =
                        Arrays.copyOfRange(log.data(), 3 * WORD, Math.min(log.data().length, 3 * WORD + length));
                failed.add(
                        new Executed.FailedLeg(unsigned(log.data(), 0).intValueExact(), account.explainRevert(reason)));
            }
        }
        return failed;
    }

    private boolean isOurs(LogEntry log, String topic, IntentId intentId) {
        return log.emitter().equals(account.id().address())
                && log.topics().size() >= 2
                && log.topics().get(0).equals(topic)
                && log.topics().get(1).equals(intentId.hex());
    }

    @Override
    public NodeAnswer<Boolean> hasExecuted(IntentId intentId, BlockTag at) {
        byte[] question =
                HEX.parseHex(INTENT_EXECUTED.substring(2) + intentId.hex().substring(2));
        return switch (chain.call(account.id().address(), question, at)) {
            case CallOutcome.Returned returned
            when returned.data().length == WORD ->
                NodeAnswer.of(unsigned(returned.data(), 0).signum() != 0);
            case CallOutcome.Returned other ->
                NodeAnswer.fault(new NodeFault.Malformed("the account does not know intentExecuted"));
            case CallOutcome.Reverted reverted ->
                NodeAnswer.fault(new NodeFault.Reverted("intentExecuted", reverted.data()));
            case CallOutcome.Unanswered silent -> NodeAnswer.fault(new NodeFault.Unavailable(silent.reason()));
        };
    }

    private static BigInteger unsigned(byte[] data, int word) {
        return new BigInteger(1, data, word * WORD, WORD);
    }

    private static BigInteger signed(byte[] data, int word) {
        return new BigInteger(data, word * WORD, WORD);
    }
}
