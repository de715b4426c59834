package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.JsonRpc;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fills the orders of PerpsV2 with a price of Pyth's double that is published in the second of the block. */
final class PerpsV2OrderFiller implements OrderFiller {
    private static final Function ORDERS = Function.parse(
            "delayedOrders(address)", "((bool,int128,uint128,uint128,uint128,uint128,uint256,uint256,bytes32))");
    private static final int SIZE = 1;
    private static final int INTENTION_TIME = 7;
    /** The market's smallest age is a second, and a price must be younger than the order by more than that. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final long GAS = 5_000_000;
    private static final long TIP_GWEI = 2;

    private final AddressBook addresses;
    private final Multicall multicall;
    private final PerpsV2Calls calls;
    private final List<Address> accounts = new ArrayList<>();
    private Duration delay = AT_ONCE;
    private boolean gone;

    PerpsV2OrderFiller(AddressBook addresses, JsonRpc rpc) {
        this.addresses = addresses;
        this.multicall = new Multicall(addresses, rpc);
        this.calls = PerpsV2Calls.read(addresses, rpc);
    }

    static boolean isPossible(AddressBook addresses) {
        return addresses.has("perpsV2.market");
    }

    @Override
    public String protocol() {
        return "perps-v2";
    }

    @Override
    public void watch(Address account) {
        accounts.add(account);
    }

    @Override
    public void comesAfter(Duration delay) {
        this.delay = delay;
    }

    @Override
    public void leave() {
        gone = true;
    }

    @Override
    public List<Filling> due(MarketPrice price, Instant blockTime) {
        if (gone || accounts.isEmpty()) {
            return List.of();
        }
        List<Tuple> orders = multicall
                .tryRead(accounts.stream()
                        .map(account -> multicall.call("perpsV2.market", ORDERS, Multicall.abi(account)))
                        .toList())
                .orElse(List.of());
        List<Filling> due = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            Tuple order = orders.get(i).get(0);
            BigInteger size = order.get(SIZE);
            BigInteger committed = order.get(INTENTION_TIME);
            Instant from = Instant.ofEpochSecond(committed.longValueExact()).plus(delay);
            if (size.signum() != 0 && !blockTime.isBefore(from)) {
                due.add(new Filling(accounts.get(i), execution(accounts.get(i), price, blockTime)));
            }
        }
        return due;
    }

    private UnlockedTransaction execution(Address account, MarketPrice price, Instant published) {
        return new UnlockedTransaction(
                addresses.get("accounts.arbitrageur"),
                addresses.get("perpsV2.market"),
                calls.execute(account, BigInteger.valueOf(price.e8()), published),
                PerpsV2Calls.PYTH_FEE_WEI,
                GAS,
                TIP_GWEI);
    }
}
