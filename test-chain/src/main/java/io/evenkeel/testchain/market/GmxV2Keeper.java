package io.evenkeel.testchain.market;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigInteger;
import java.util.List;

/**
 * One of the keepers of GMX v2's double: fills orders at the price it brings or cancels them, freezes and liquidates. It
 * comes exactly when it is sent for.
 */
public final class GmxV2Keeper {
    private final ForkedChain chain;
    private final BlockProducer blocks;
    private final Address from;
    private final GmxV2Calls calls;
    private final Multicall multicall;

    /** @param from who it is: an account whose key the node holds */
    public GmxV2Keeper(ForkedChain chain, BlockProducer blocks, Address from) {
        this.chain = chain;
        this.blocks = blocks;
        this.from = from;
        this.calls = new GmxV2Calls(chain.addresses());
        this.multicall = new Multicall(chain.addresses(), chain.rpc());
    }

    /** Deals with the account's oldest order at this price, in dollars of 1e8 for one ETH, in the next block. */
    public void execute(Address account, BigInteger usdE8) {
        send(calls.execute(oldestOrder(account), usdE8));
    }

    /** What happens to an order that failed and waits for another price. */
    public void freeze(Address account) {
        send(calls.freeze(oldestOrder(account)));
    }

    /** @throws IllegalStateException when the position stands at this price, with the protocol's error */
    public void liquidate(Address account, BigInteger usdE8) {
        send(calls.liquidate(account, usdE8));
    }

    /** How many orders of the account wait. */
    public int orders(Address account) {
        return waiting(account).size();
    }

    private void send(byte[] call) {
        Transactor once = new Transactor(chain.rpc(), blocks, from);
        once.call("a call of GMX's keeper", calls.handler(), call);
        once.mine();
    }

    private byte[] oldestOrder(Address account) {
        return waiting(account).getFirst().key();
    }

    private List<GmxV2Calls.Waiting> waiting(Address account) {
        return GmxV2Calls.waiting(
                multicall.read(List.of(calls.orders(multicall, account))).getFirst());
    }
}
