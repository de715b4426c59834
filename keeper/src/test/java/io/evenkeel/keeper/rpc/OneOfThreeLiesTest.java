package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.submit.DispatchOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneOfThreeLiesTest {
    private final WatchedKeeper world = new WatchedKeeper(2, "own-node", "public", "backup");
    private final ExploredKeeper keeper =
            new ExploredKeeper(world.endpoints, world.endpoints, new MemoryJournal(), new FakeSigner(), 2);

    @Test
    void theCycleGoesOnAndTheLiarIsPutAsideAndComesBackAfterTellingTheTruthForAWhile() {
        world.node("public").calls(truth -> Lies.changed(truth, 40));

        assertThat(world.nextCycle())
                .startsWith("held: endpoint public is put aside until 2026-03-01T12:00:30Z:"
                        + " outvoted about eth_call at block 21 0x");
        assertThat(world.endpoints.condition()).isInstanceOf(EndpointsCondition.SomeUsable.class);

        world.node("public").honest();
        world.pass(Duration.ofSeconds(30));
        // The head it tells is one right answer, the reading it is asked for along with the others another.
        assertThat(world.nextCycle()).startsWith("sent 0x");
        assertThat(world.standing("public")).isEqualTo("is well");
        assertThat(world.nextCycle()).startsWith("sent 0x");
        assertThat(world.node("public").requests().byMethod()).containsEntry("eth_call", 3L);
    }

    @Test
    void whoLiesAgainOnProbationStaysOutTwiceAsLong() {
        world.node("public").calls(truth -> Lies.changed(truth, 40));
        world.nextCycle();
        world.pass(Duration.ofSeconds(30));

        assertThat(world.nextCycle())
                .startsWith(
                        "held: endpoint public is put aside until 2026-03-01T12:01:30Z: still wrong about eth_call");
    }

    @Test
    void aLiarCannotTakeTheOthersWithItByTellingOfAFarAwayHead() {
        world.nextCycle();
        world.node("public")
                .newestBlock(head -> new io.evenkeel.keeper.node.BlockHeader(
                        1_000_000, Lies.hash(1), Lies.hash(2), head.timestamp()));

        assertThat(world.nextCycle())
                .isEqualTo("held: endpoint public is put aside until 2026-03-01T12:00:30Z: its head 1000000 is 999978"
                        + " blocks beyond what the others know");
    }

    @Test
    void aForkOfOneBlockAtTheHeadIsNoLie() {
        world.chain.mine();
        world.node("public")
                .newestBlock(head -> new io.evenkeel.keeper.node.BlockHeader(
                        head.number(), Lies.hash(1), head.parentHash(), head.timestamp()));

        assertThat(world.cycleNow()).startsWith("sent 0x");
        assertThat(world.standing("public")).isEqualTo("is well");
    }

    @Test
    void anIntentIsNotResolvedOnOneLiarsWord() {
        dispatch();
        world.node("own-node").receipts(found -> found.map(OneOfThreeLiesTest::failed));
        world.chain.mine(2);

        List<SettlementOutcome> outcomes = keeper.step(world.now);

        assertThat(outcomes).singleElement().isInstanceOf(SettlementOutcome.Confirmed.class);
        assertThat(world.standing("own-node"))
                .contains("outvoted about the receipt of 0x")
                .contains("failed in block 21");
    }

    @Test
    void withTwoEndpointsALiarsReceiptLeavesTheIntentUnresolvedAndBothAreNamed() {
        WatchedKeeper two = new WatchedKeeper(2, "own-node", "public");
        ExploredKeeper pair =
                new ExploredKeeper(two.endpoints, two.endpoints, new MemoryJournal(), new FakeSigner(), 2);
        pair.dispatch(
                FakeAccount.execution(1, 0, two.chain.time().plusSeconds(3600), FakeCall.Manner.RUNS),
                two.chain.height(),
                two.now);
        two.node("public").receipts(found -> found.map(OneOfThreeLiesTest::failed));
        two.chain.mine(2);

        assertThat(pair.step(two.now))
                .singleElement()
                .isInstanceOfSatisfying(
                        SettlementOutcome.Unresolved.class,
                        waiting -> assertThat(waiting.reason())
                                .startsWith("receipt: Disagreed: the endpoints disagree about the receipt of 0x")
                                .contains("own-node says: succeeded in block 21")
                                .contains("public says: failed in block 21"));
        two.node("public").honest();
        assertThat(pair.step(two.now)).singleElement().isInstanceOf(SettlementOutcome.Confirmed.class);
    }

    @Test
    void aHiddenReceiptDoesNotMakeTheKeeperSendAnother() {
        dispatch();
        world.node("own-node").receipts(found -> Optional.empty());
        world.chain.mine(2);

        assertThat(keeper.step(world.now)).singleElement().isInstanceOf(SettlementOutcome.Confirmed.class);
        assertThat(world.chain.everReceived()).hasSize(1);
    }

    @Test
    void theNonceIsNotChosenOnOneLiarsWord() {
        world.node("own-node").counts(truth -> new Nonce(truth.value() + 5));

        assertThat(dispatched())
                .isInstanceOfSatisfying(
                        DispatchOutcome.Broadcast.class,
                        sent -> assertThat(sent.nonce()).isEqualTo(new Nonce(0)));
        assertThat(world.standing("own-node")).contains("outvoted about the transaction count of");
    }

    @Test
    void withOneSilentTwoAreEnoughAndWithTwoSilentNothingIsRead() {
        world.node("backup").silent(true);
        assertThat(world.nextCycle()).isEqualTo("held: endpoint backup does not answer: Unavailable: no route");

        world.node("public").silent(true);
        assertThat(world.nextCycle())
                .isEqualTo(
                        "failed at snapshot: no answer to rely on: 2 endpoints must agree and 1 of 3 can be believed:"
                                + " endpoint public does not answer: Unavailable: no route; endpoint backup does not answer:"
                                + " Unavailable: no route");

        world.node("public").silent(false);
        assertThat(world.nextCycle()).startsWith("held: endpoint backup does not answer");
    }

    @Test
    void signedBytesStillGoToAll() {
        world.node("public").calls(truth -> Lies.changed(truth, 40));
        world.nextCycle();

        dispatch();

        assertThat(world.nodes).allSatisfy(each -> assertThat(each.sent()).hasSize(1));
    }

    private void dispatch() {
        assertThat(dispatched()).isInstanceOf(DispatchOutcome.Broadcast.class);
    }

    private DispatchOutcome dispatched() {
        return keeper.dispatch(
                FakeAccount.execution(1, 0, world.chain.time().plusSeconds(3600), FakeCall.Manner.RUNS),
                world.chain.height(),
                world.now);
    }

    private static Receipt failed(Receipt truth) {
        return new Receipt(
                truth.hash(),
                truth.blockNumber(),
                truth.blockHash(),
                false,
                truth.gasUsed(),
                truth.gasPrice(),
                List.of());
    }
}
