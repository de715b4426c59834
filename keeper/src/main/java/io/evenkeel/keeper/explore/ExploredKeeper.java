package io.evenkeel.keeper.explore;

import io.evenkeel.chain.ChainReader;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.confirm.ConfirmationCheck;
import io.evenkeel.keeper.confirm.ConfirmationRule;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.reconcile.FailureReader;
import io.evenkeel.keeper.reconcile.VaultExecutionRecord;
import io.evenkeel.keeper.settle.Sending;
import io.evenkeel.keeper.settle.SettlementLoop;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.sign.DailyLimits;
import io.evenkeel.keeper.sign.SigningGuard;
import io.evenkeel.keeper.sign.SigningRules;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.submit.DispatchOutcome;
import io.evenkeel.keeper.submit.Dispatcher;
import io.evenkeel.keeper.submit.FeeLimits;
import io.evenkeel.keeper.submit.FeePolicy;
import io.evenkeel.keeper.submit.GasAllowance;
import io.evenkeel.keeper.submit.SendRules;
import io.evenkeel.keeper.submit.TransactionMaker;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The sending third of the keeper, put together as it is in the program. Making a new one is a restart. */
public final class ExploredKeeper implements SendingKeeper {
    public static final FeeLimits LIMITS =
            new FeeLimits(FeePerGas.ofGwei("100"), FeePerGas.ofGwei("300"), FeePerGas.ofGwei("0.1"), 50);

    private final Dispatcher dispatcher;
    private final SettlementLoop settlement;
    private Instant now = Instant.EPOCH;

    /** @param depth blocks until something counts as there to stay */
    public ExploredKeeper(NodeGateway node, ChainReader chain, Journal journal, TransactionSigner signer, int depth) {
        this(node, chain, journal, journal, journal, signer, depth);
    }

    /** Each part with its own view of the journal, so that one of them can be blinded to see whether that is found. */
    ExploredKeeper(
            NodeGateway node,
            ChainReader chain,
            Journal ofGuard,
            Journal journal,
            Journal ofSettlement,
            TransactionSigner signer,
            int depth) {
        ReentrantLock oneAtATime = new ReentrantLock();
        FeePolicy fees = new FeePolicy(LIMITS);
        GasAllowance gas = new GasAllowance(node, new Bps(3_000));
        FakeAccount account = new FakeAccount();
        SigningRules rules = new SigningRules(
                FakeNode.CHAIN, Set.of(FakeNode.VAULT), LIMITS.cancellation(), new Wei(BigInteger.TEN.pow(18)));
        TransactionMaker maker = new TransactionMaker(
                new SigningGuard(rules, DailyLimits.usual(LIMITS.routine(), LIMITS.urgent()), ofGuard),
                signer,
                journal);
        ConfirmationCheck confirmations = new ConfirmationCheck(node, new ConfirmationRule.Depth(depth));
        dispatcher = new Dispatcher(
                node, journal, account, signer.address(), maker, confirmations, fees, gas, () -> now, oneAtATime);
        settlement = new SettlementLoop(
                node,
                ofSettlement,
                confirmations,
                new VaultExecutionRecord(chain, account, FakeAccount.WETH, FakeAccount.USDC),
                new FailureReader(node, account),
                new Sending(node, ofSettlement, maker, fees, gas, SendRules.usual()),
                gas,
                oneAtATime);
    }

    @Override
    public DispatchOutcome dispatch(PreparedExecution execution, long head, Instant at) {
        now = at;
        return dispatcher.dispatch(execution, FakeAccount.plan(head, execution));
    }

    /** For a story in which something else decides when to step. */
    public SettlementLoop settlement() {
        return settlement;
    }

    @Override
    public List<SettlementOutcome> step(Instant at) {
        return settlement.step(at);
    }
}
