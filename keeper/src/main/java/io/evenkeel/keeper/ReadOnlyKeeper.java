package io.evenkeel.keeper;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.check.StartCheck;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.cycle.Planner;
import io.evenkeel.keeper.cycle.ReduceOnly;
import io.evenkeel.keeper.health.FileHealth;
import io.evenkeel.keeper.operate.OperatorOrders;
import io.evenkeel.keeper.rpc.Endpoints;
import io.evenkeel.keeper.simulate.Simulator;
import io.evenkeel.keeper.snapshot.SnapshotReader;

/**
 * Everything that looks and decides; nothing in here can sign.
 *
 * @param keeper the address that would sign
 * @param health what is believed of each protocol
 */
public record ReadOnlyKeeper(
        KeeperConfig config,
        Address keeper,
        Endpoints endpoints,
        SnapshotReader snapshots,
        HedgeAccount account,
        Simulator simulator,
        Planner planner,
        ReduceOnly reduceOnly,
        OperatorOrders.Store orders,
        FileHealth health)
        implements AutoCloseable {
    public StartCheck check() {
        return new StartCheck(config, endpoints, snapshots, reduceOnly, keeper, health);
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
