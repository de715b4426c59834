package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.oracles.adapter.headlong.Keccak256;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.JsonRpc;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Fills the orders of GMX v2's double at the market's price. What cannot be filled there is cancelled by trying. */
final class GmxV2OrderFiller implements OrderFiller {
    private static final String CANCELLED = Keccak256.hex("OrderCancelled(bytes32,bytes)");
    /** Prices are of the second of the order or younger. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final long GAS = 3_000_000;
    private static final long TIP_GWEI = 2;

    private final AddressBook addresses;
    private final Multicall multicall;
    private final GmxV2Calls calls;
    private final List<Address> accounts = new ArrayList<>();
    private Duration delay = AT_ONCE;
    private boolean gone;

    GmxV2OrderFiller(AddressBook addresses, JsonRpc rpc) {
        this.addresses = addresses;
        this.multicall = new Multicall(addresses, rpc);
        this.calls = new GmxV2Calls(addresses);
    }

    @Override
    public String protocol() {
        return "gmx-v2";
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
                        .map(account -> calls.orders(multicall, account))
                        .toList())
                .orElse(List.of());
        List<Filling> due = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            for (GmxV2Calls.Waiting order : GmxV2Calls.waiting(orders.get(i))) {
                if (!order.frozen() && !blockTime.isBefore(order.created().plus(delay))) {
                    due.add(new Filling(accounts.get(i), execution(order.key(), price)));
                }
            }
        }
        return due;
    }

    /** The transaction succeeds either way; an event tells which. */
    @Override
    public String refusalIn(JsonNode receipt) {
        for (JsonNode log : receipt.path("logs")) {
            if (CANCELLED.equals(log.path("topics").path(0).asString(""))) {
                return "cancelled";
            }
        }
        return "";
    }

    private UnlockedTransaction execution(byte[] key, MarketPrice price) {
        return new UnlockedTransaction(
                addresses.get("accounts.arbitrageur"),
                calls.handler(),
                calls.execute(key, BigInteger.valueOf(price.e8())),
                GAS,
                TIP_GWEI);
    }
}
