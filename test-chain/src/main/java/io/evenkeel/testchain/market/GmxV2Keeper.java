package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigInteger;

/**
 * One of the keepers of GMX v2's double: fills orders at the price it brings or cancels them, freezes and liquidates. It
 * comes exactly when it is sent for.
 */
public final class GmxV2Keeper {
    private static final String PRICES = "((uint256,uint256),(uint256,uint256),(uint256,uint256))";
    private static final Function EXECUTE = Function.parse("executeOrder(bytes32," + PRICES + ")");
    private static final Function FREEZE = Function.parse("freezeOrder(bytes32)");
    private static final Function LIQUIDATE =
            Function.parse("liquidatePosition(address,address,address," + PRICES + ")");
    private static final Function ORDER_KEYS = Function.parse("orderKeys(address)", "(bytes32[])");
    /** Dollars of 1e30 for one smallest unit of WETH, over dollars of 1e8 for a whole one. */
    private static final BigInteger INDEX_SCALE = BigInteger.TEN.pow(4);

    private static final BigInteger USDC_PRICE = BigInteger.TEN.pow(24);

    private final ForkedChain chain;
    private final BlockProducer blocks;
    private final Address from;
    private final Address handler;

    /** @param from who it is: an account whose key the node holds */
    public GmxV2Keeper(ForkedChain chain, BlockProducer blocks, Address from) {
        this.chain = chain;
        this.blocks = blocks;
        this.from = from;
        this.handler = chain.addresses().get("gmxV2.orderHandler");
    }

    /** Deals with the account's oldest order at this price, in dollars of 1e8 for one ETH, in the next block. */
    public void execute(Address account, BigInteger usdE8) {
        send(EXECUTE, oldestOrder(account), prices(usdE8));
    }

    /** What happens to an order that failed and waits for another price. */
    public void freeze(Address account) {
        send(FREEZE, (Object) oldestOrder(account));
    }

    /** @throws IllegalStateException when the position stands at this price, with the protocol's error */
    public void liquidate(Address account, BigInteger usdE8) {
        send(
                LIQUIDATE,
                Multicall.abi(account),
                Multicall.abi(chain.addresses().get("gmxV2.market")),
                Multicall.abi(chain.addresses().get("tokens.usdc")),
                prices(usdE8));
    }

    /** How many orders of the account wait. */
    public int orders(Address account) {
        return keys(account).length;
    }

    private void send(Function function, Object... arguments) {
        Transactor once = transactor();
        once.call(handler, function, arguments);
        once.mine();
    }

    /** Of its own for each call: one that failed is not waited for again. */
    private Transactor transactor() {
        return new Transactor(chain.rpc(), blocks, from);
    }

    private byte[] oldestOrder(Address account) {
        return keys(account)[0];
    }

    private byte[][] keys(Address account) {
        return transactor()
                .read(chain.addresses().get("gmxV2.dataStore"), ORDER_KEYS, Multicall.abi(account))
                .get(0);
    }

    private static Tuple prices(BigInteger usdE8) {
        BigInteger index = usdE8.multiply(INDEX_SCALE);
        return Tuple.of(Tuple.of(index, index), Tuple.of(index, index), Tuple.of(USDC_PRICE, USDC_PRICE));
    }
}
