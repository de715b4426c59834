package io.evenkeel.testchain.settle;

import io.evenkeel.chain.ChainReader;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.confirm.ConfirmationCheck;
import io.evenkeel.keeper.confirm.ConfirmationRule;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.reconcile.FailureReader;
import io.evenkeel.keeper.reconcile.VaultExecutionRecord;
import io.evenkeel.keeper.settle.Sending;
import io.evenkeel.keeper.settle.SettlementLoop;
import io.evenkeel.keeper.sign.DailyLimits;
import io.evenkeel.keeper.sign.SigningGuard;
import io.evenkeel.keeper.sign.SigningRules;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.submit.Dispatcher;
import io.evenkeel.keeper.submit.FeeLimits;
import io.evenkeel.keeper.submit.FeePolicy;
import io.evenkeel.keeper.submit.GasAllowance;
import io.evenkeel.keeper.submit.SendRules;
import io.evenkeel.keeper.submit.TransactionMaker;
import io.evenkeel.market.Pair;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The sending third of the keeper, put together as the program does, with a key every test node knows. */
final class SendingBench {
    /** Key of the fourth account of the well-known test mnemonic; it owns nothing anywhere else. */
    private static final byte[] TEST_KEY =
            HexFormat.of().parseHex("7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6");

    private static final FeeLimits FEES =
            new FeeLimits(FeePerGas.ofGwei("200"), FeePerGas.ofGwei("400"), FeePerGas.ofGwei("0.1"), 50);

    final Dispatcher dispatcher;
    final SettlementLoop settlement;

    SendingBench(
            NodeGateway node, ChainReader chain, Journal journal, HedgeAccount account, Pair pair, InstantSource time) {
        TransactionSigner signer = new Web3jSigner(TEST_KEY);
        SigningRules rules = new SigningRules(
                node.chainId(),
                Set.of(account.id().address()),
                FEES.cancellation(),
                new Gas(16_000_000).costAt(FEES.cancellation()));
        TransactionMaker maker = new TransactionMaker(
                new SigningGuard(rules, DailyLimits.usual(FEES.routine(), FEES.urgent()), journal), signer, journal);
        FeePolicy fees = new FeePolicy(FEES);
        GasAllowance gas = new GasAllowance(node, new Bps(3_000));
        ConfirmationCheck confirmations = new ConfirmationCheck(node, new ConfirmationRule.Depth(2));
        ReentrantLock oneAtATime = new ReentrantLock();
        this.dispatcher = new Dispatcher(
                node, journal, account, signer.address(), maker, confirmations, fees, gas, time, oneAtATime);
        this.settlement = new SettlementLoop(
                node,
                journal,
                confirmations,
                new VaultExecutionRecord(chain, account, pair.base(), pair.quote()),
                new FailureReader(node, account),
                new Sending(node, journal, maker, fees, gas, SendRules.usual()),
                gas,
                oneAtATime);
    }
}
