package io.evenkeel.keeper.explore;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.BlockRef;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The fake chain's vault as the keeper's account, and plans for it. */
public final class FakeAccount implements HedgeAccount {
    public static final AccountId ID = new AccountId(FakeNode.CHAIN, FakeNode.VAULT);
    public static final Token WETH =
            new Token(FakeNode.CHAIN, io.evenkeel.chain.Address.of("0x" + "e".repeat(40)), "WETH", 18);
    public static final Token USDC =
            new Token(FakeNode.CHAIN, io.evenkeel.chain.Address.of("0x" + "c".repeat(40)), "USDC", 6);

    @Override
    public AccountId id() {
        return ID;
    }

    @Override
    public PreparedExecution prepare(HedgePlan plan, MarketSnapshot snapshot) {
        throw new UnsupportedOperationException("executions for the fake vault are written by hand");
    }

    @Override
    public String explainRevert(byte[] revertData) {
        return new String(revertData, StandardCharsets.UTF_8);
    }

    public static PreparedExecution execution(int number, long sequence, Instant deadline, FakeCall.Manner manner) {
        return execution(number, sequence, deadline, manner, false);
    }

    static PreparedExecution execution(
            int number, long sequence, Instant deadline, FakeCall.Manner manner, boolean urgent) {
        IntentId intentId = intent(number);
        byte[] call = new FakeCall(intentId, sequence, deadline, manner).encode();
        return new PreparedExecution(intentId, ID, FakeNode.VAULT, call, new byte[0], sequence, deadline, urgent);
    }

    /** The same call, as what protects from liquidation: it may pass a routine intent. */
    public static PreparedExecution urgent(PreparedExecution routine) {
        return new PreparedExecution(
                routine.intentId(),
                routine.account(),
                routine.to(),
                routine.callData(),
                routine.simulationCallData(),
                routine.sequence(),
                routine.deadline(),
                true);
    }

    public static IntentId intent(int number) {
        return new IntentId(String.format("0x%064x", number));
    }

    public static HedgePlan plan(long head, PreparedExecution execution) {
        VenueId venue = new VenueId(FakeNode.CHAIN, "perp-v2:ETH");
        TokenAmount some = TokenAmount.of(USDC, "1");
        TokenDelta none = TokenDelta.zero(WETH);
        return new HedgePlan(
                new BlockRef(FakeNode.CHAIN, head, new BlockHash("0x" + "0".repeat(64)), execution.deadline()),
                ID,
                execution.sequence(),
                PlanKind.ROUTINE,
                List.of(new HedgeAction.AddCollateral(venue, some, true)),
                none,
                none,
                none,
                none,
                some,
                execution.deadline(),
                execution.urgent(),
                List.of("for the test"));
    }
}
