package io.evenkeel.keeper.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.explore.ExploredKeeper;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeCall;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.explore.MemoryJournal;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What agreement costs, in requests over all endpoints. The README beside the endpoints has this table. */
class RequestsPerCycleTest {
    private static final String[] NAMES = {"own-node", "public", "backup"};

    @ParameterizedTest(name = "{0} endpoints, {1} agree: idle {2}, dispatch {3}, a look at what is seen {4}")
    @CsvSource({"1, 1, 2, 5, 2", "2, 1, 3, 6, 2", "2, 2, 4, 10, 4", "3, 2, 6, 14, 6"})
    void areBounded(int endpoints, int agree, long idle, long dispatch, long look) {
        WatchedKeeper world = new WatchedKeeper(agree, Arrays.copyOf(NAMES, endpoints));
        ExploredKeeper keeper =
                new ExploredKeeper(world.endpoints, world.endpoints, new MemoryJournal(), new FakeSigner(), 4);
        world.nextCycle(); // the chain id is asked in the first one of every minute, once for each

        assertThat(during(world, world::nextCycle)).as("an idle cycle").isEqualTo(idle);
        assertThat(during(
                        world,
                        () -> keeper.dispatch(
                                FakeAccount.execution(1, 0, world.chain.time().plusSeconds(3600), FakeCall.Manner.RUNS),
                                world.chain.height(),
                                world.now)))
                .as("signing and sending")
                .isEqualTo(dispatch);
        world.chain.mine();
        assertThat(during(world, () -> keeper.step(world.now)))
                .as("a look at an intent in a block")
                .isEqualTo(look);
    }

    private static long during(WatchedKeeper world, Runnable work) {
        long before = world.requests();
        work.run();
        return world.requests() - before;
    }
}
