package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;

/** One account that trades on PerpsV2 by hand, for tests. Amounts are whole sUSD and ETH, exact to 1e-18. */
public final class PerpsV2Desk {
    private static final Function ISSUE = Function.parse("issue(address,address,uint256)");
    private static final Function TRANSFER_MARGIN = Function.parse("transferMargin(int256)");
    private static final Function SUBMIT = Function.parse("submitOffchainDelayedOrder(int256,uint256)");
    private static final Function POSITION =
            Function.parse("positions(address)", "((uint64,uint64,uint128,uint128,int128))");
    private static final Function ORDER = Function.parse(
            "delayedOrders(address)", "((bool,int128,uint128,uint128,uint128,uint128,uint256,uint256,bytes32))");

    private final ForkedChain chain;
    private final BlockProducer blocks;
    private final Address account;
    private final Address market;
    private final Transactor transactor;

    /** @param index which of the node's accounts */
    public PerpsV2Desk(ForkedChain chain, BlockProducer blocks, int index) {
        this.chain = chain;
        this.blocks = blocks;
        this.account = Address.of(chain.rpc().request("eth_accounts").get(index).asString());
        this.market = chain.addresses().get("perpsV2.market");
        this.transactor = new Transactor(chain.rpc(), blocks, account);
    }

    public Address account() {
        return account;
    }

    /** Has this much sUSD issued and puts it into the market. */
    public PerpsV2Desk withMargin(String susd) {
        issue(susd);
        transferMargin(susd);
        return this;
    }

    private void issue(String susd) {
        transactor.call(
                chain.addresses().get("perpsV2.synthetixDouble"),
                ISSUE,
                Multicall.abi(chain.addresses().get("perpsV2.susdSynth")),
                Multicall.abi(account),
                e18(susd));
        transactor.mine();
    }

    /** Negative: out of the market. */
    public void transferMargin(String susd) {
        transactor.call(market, TRANSFER_MARGIN, e18(susd));
        transactor.mine();
    }

    /** Moves margin when the protocol would let it. */
    public boolean tryTransfer(String susd) {
        if (susd.startsWith("-")) {
            return transferUnlessRefused(susd);
        }
        issue(susd);
        return transferUnlessRefused(susd);
    }

    private boolean transferUnlessRefused(String susd) {
        boolean taken = refusalOfMargin(susd).isEmpty();
        if (taken) {
            transferMargin(susd);
        }
        return taken;
    }

    /**
     * Commits to an order in the next block.
     *
     * @param size negative sells
     * @param desiredFillPrice USD for one ETH: filled at this or better, or not at all
     * @return when it was committed
     */
    public Instant submit(String size, String desiredFillPrice) {
        transactor.call(market, SUBMIT, e18(size), e18(desiredFillPrice));
        transactor.mine();
        return blocks.head().time();
    }

    /** What the protocol says to an order, in its own words; empty when it would take it. */
    public String refusalOf(String size, String desiredFillPrice) {
        return refusal(
                SUBMIT.encodeCallWithArgs(e18(size), e18(desiredFillPrice)).array());
    }

    /** The same of a move of margin. */
    public String refusalOfMargin(String susd) {
        return refusal(TRANSFER_MARGIN.encodeCallWithArgs(e18(susd)).array());
    }

    private String refusal(byte[] call) {
        try {
            chain.rpc()
                    .request(
                            "eth_call",
                            Map.of("from", account.hex(), "to", market.hex(), "data", JsonRpc.hex(call)),
                            "latest");
            return "";
        } catch (RpcException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** ETH 1e18, short is negative. */
    public BigInteger size() {
        return position().get(4);
    }

    /** sUSD 1e18 as last written down: without what price and funding have made of it since. */
    public BigInteger margin() {
        return position().get(2);
    }

    /** ETH 1e18 that is committed and not filled; 0 without an order. */
    public BigInteger pendingSize() {
        return transactor
                .read(market, ORDER, Multicall.abi(account))
                .<Tuple>get(0)
                .get(1);
    }

    private Tuple position() {
        return transactor.read(market, POSITION, Multicall.abi(account)).get(0);
    }

    public static BigInteger e18(String decimal) {
        return new BigDecimal(decimal).movePointRight(18).toBigIntegerExact();
    }
}
