package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.chain.Address;
import io.evenkeel.oracles.adapter.headlong.Keccak256;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.crypto.Hash;
import tools.jackson.databind.JsonNode;

/**
 * One account that trades on GMX v2's double by hand, for tests. Sizes are the protocol's dollars of 1e30, collateral is
 * USDC 1e6, and a price is dollars of 1e30 for the smallest unit of a WETH.
 */
public final class GmxV2Desk {
    public static final int INCREASE = 2;
    public static final int DECREASE = 4;
    /** Any price will do: for a sale, and for a purchase. */
    public static final BigInteger ANY_SALE = BigInteger.ZERO;

    public static final BigInteger ANY_PURCHASE = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    private static final String ORDER = "((address,address,address,address,address,address,address[]),"
            + "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256),"
            + "uint8,uint8,bool,bool,bool,bytes32,bytes32[])";
    private static final String PRICES = "((uint256,uint256),(uint256,uint256),(uint256,uint256))";
    private static final Function MINT = Function.parse("mint(address,uint256)", "(bool)");
    private static final Function APPROVE = Function.parse("approve(address,uint256)", "(bool)");
    private static final Function BALANCE_OF = Function.parse("balanceOf(address)", "(uint256)");
    private static final Function MULTICALL = Function.parse("multicall(bytes[])");
    private static final Function SEND_ETHER = Function.parse("sendWnt(address,uint256)");
    private static final Function SEND_TOKENS = Function.parse("sendTokens(address,address,uint256)");
    private static final Function CREATE_ORDER = Function.parse("createOrder(" + ORDER + ")", "(bytes32)");
    private static final Function CANCEL_ORDER = Function.parse("cancelOrder(bytes32)");
    private static final Function ORDER_KEYS = Function.parse("orderKeys(address)", "(bytes32[])");
    private static final Function POSITION = Function.parse(
            "getPosition(address,bytes32)",
            "((address,address,address,uint256,uint256,uint256,int256,uint256,uint256,uint256,uint256,uint256,uint256,bool))");
    private static final Function IS_LIQUIDATABLE = Function.parse(
            "isPositionLiquidatable(address,address,bytes32,(address,address,address,address)," + PRICES
                    + ",bool,bool)",
            "(bool,string,(int256,int256,int256))");
    private static final Function LIQUIDATE =
            Function.parse("liquidatePosition(address,address,address," + PRICES + ")");
    private static final TupleType<Tuple> SHOULD_NOT_BE_LIQUIDATED = TupleType.parse("(string,int256,int256,int256)");
    private static final TupleType<Tuple> POSITION_KEY = TupleType.parse("(address,address,address,bool)");
    private static final TupleType<Tuple> CANCELLED_FOR = TupleType.parse("(bytes)");
    private static final String CANCELLED = Keccak256.hex("OrderCancelled(bytes32,bytes)");

    private static final BigInteger FEE_WEI = BigInteger.TEN.pow(17);
    private static final BigInteger USDC_PRICE = BigInteger.TEN.pow(24);
    private static final BigInteger PLENTY = BigInteger.TEN.pow(15);
    private static final int SELECTOR_BYTES = 4;

    private final ForkedChain chain;
    private final BlockProducer blocks;
    private final Address account;

    /** @param index which of the node's accounts */
    public GmxV2Desk(ForkedChain chain, BlockProducer blocks, int index) {
        this.chain = chain;
        this.blocks = blocks;
        this.account = Address.of(chain.rpc().request("eth_accounts").get(index).asString());
        Transactor transactor = transactor();
        transactor.call(address("tokens.usdc"), MINT, Multicall.abi(account), PLENTY);
        transactor.call(address("tokens.usdc"), APPROVE, abi("gmxV2.router"), PLENTY);
        transactor.mine();
    }

    /**
     * What the protocol makes of the short at a price.
     *
     * @param remainingUsd,minCollateralUsd,minCollateralUsdForLeverage dollars 1e30, by the names the protocol has for them
     */
    public record Verdict(
            boolean liquidatable,
            BigInteger remainingUsd,
            BigInteger minCollateralUsd,
            BigInteger minCollateralUsdForLeverage) {}

    public Address account() {
        return account;
    }

    /** Orders a short to grow, by a size of zero its collateral alone, in the next block. */
    public void increase(BigInteger sizeUsd, BigInteger deposit, BigInteger acceptablePrice) {
        send(order(INCREASE, sizeUsd, BigInteger.ZERO, acceptablePrice, FEE_WEI), deposit);
    }

    /** Orders it to shrink, by a size of zero its collateral alone. */
    public void decrease(BigInteger sizeUsd, BigInteger withdrawal, BigInteger acceptablePrice) {
        send(order(DECREASE, sizeUsd, withdrawal, acceptablePrice, FEE_WEI), BigInteger.ZERO);
    }

    /** Cancels an order of whoever it is. */
    public void cancel(byte[] key) {
        Transactor once = transactor();
        once.call(router(), CANCEL_ORDER, (Object) key);
        once.mine();
    }

    // What the protocol reverts with, empty when it would do it.

    public byte[] refusalOfIncreasing(BigInteger sizeUsd, BigInteger deposit) {
        byte[] order = order(INCREASE, sizeUsd, BigInteger.ZERO, ANY_SALE, FEE_WEI);
        return refusal(router(), creation(order, deposit), FEE_WEI, BigInteger.ZERO);
    }

    /** @param weiPerGas what the transaction pays */
    public byte[] refusalOfIncreasingAt(BigInteger weiPerGas, BigInteger sizeUsd, BigInteger deposit) {
        byte[] order = order(INCREASE, sizeUsd, BigInteger.ZERO, ANY_SALE, FEE_WEI);
        return refusal(router(), creation(order, deposit), FEE_WEI, weiPerGas);
    }

    /** Of an order whose execution fee was not sent before. */
    public byte[] refusalWithoutFee(BigInteger sizeUsd) {
        byte[] order = order(INCREASE, sizeUsd, BigInteger.ZERO, ANY_SALE, FEE_WEI);
        return refusal(router(), order, BigInteger.ZERO, BigInteger.ZERO);
    }

    public byte[] refusalOfCancelling(byte[] key) {
        byte[] call = CANCEL_ORDER.encodeCallWithArgs((Object) key).array();
        return refusal(router(), call, BigInteger.ZERO, BigInteger.ZERO);
    }

    /** Why the newest block cancelled an order: what the protocol would have reverted with; empty when it did not. */
    public Optional<byte[]> newestCancellation() {
        String block = JsonRpc.hex(chain.rpc().blockNumber());
        JsonNode logs = chain.rpc()
                .request(
                        "eth_getLogs",
                        Map.of(
                                "address",
                                address("gmxV2.orderHandler").hex(),
                                "fromBlock",
                                block,
                                "toBlock",
                                block,
                                "topics",
                                List.of(CANCELLED)));
        return logs.isEmpty()
                ? Optional.empty()
                : Optional.of(CANCELLED_FOR
                        .decode(JsonRpc.bytes(logs.get(0).path("data")))
                        .get(0));
    }

    /** Every order that waits, oldest first. */
    public byte[][] orders() {
        return read("gmxV2.dataStore", ORDER_KEYS, Multicall.abi(account)).get(0);
    }

    public BigInteger usdc() {
        return read("tokens.usdc", BALANCE_OF, Multicall.abi(account)).get(0);
    }

    public BigInteger sizeUsd() {
        return position().get(3);
    }

    /** WETH 1e18 that the short owes. */
    public BigInteger sizeBase() {
        return position().get(4);
    }

    public BigInteger collateral() {
        return position().get(5);
    }

    /** What the reader answers, which leaves out what was borrowed for since the market was last written to. */
    public Verdict read(BigInteger price) {
        Tuple market = Tuple.of(abi("gmxV2.market"), abi("tokens.weth"), abi("tokens.weth"), abi("tokens.usdc"));
        Tuple answer = read(
                "gmxV2.reader",
                IS_LIQUIDATABLE,
                abi("gmxV2.dataStore"),
                abi("gmxV2.referralStorage"),
                positionKey(),
                market,
                prices(price),
                true,
                true);
        Tuple info = answer.get(2);
        return new Verdict(answer.get(0), info.get(0), info.get(1), info.get(2));
    }

    /**
     * What a liquidator is answered who tries, all that is owed included; empty when he succeeds. Nothing is changed by it.
     */
    public Optional<Verdict> standsAt(BigInteger price) {
        byte[] call = LIQUIDATE
                .encodeCallWithArgs(Multicall.abi(account), abi("gmxV2.market"), abi("tokens.usdc"), prices(price))
                .array();
        byte[] refusal = refusal(address("gmxV2.orderHandler"), call, BigInteger.ZERO, BigInteger.ZERO);
        if (refusal.length == 0) {
            return Optional.empty();
        }
        byte[] words = new byte[refusal.length - SELECTOR_BYTES];
        System.arraycopy(refusal, SELECTOR_BYTES, words, 0, words.length);
        Tuple said = SHOULD_NOT_BE_LIQUIDATED.decode(words);
        return Optional.of(new Verdict(false, said.get(1), said.get(2), said.get(3)));
    }

    public static BigInteger usd(double whole) {
        return BigDecimal.valueOf(whole).movePointRight(30).toBigInteger();
    }

    /** @param usdPerEth whole dollars */
    public static BigInteger price(double usdPerEth) {
        return BigDecimal.valueOf(usdPerEth).movePointRight(12).toBigInteger();
    }

    private Tuple position() {
        return read("gmxV2.reader", POSITION, abi("gmxV2.dataStore"), positionKey())
                .get(0);
    }

    private byte[] positionKey() {
        Tuple of = Tuple.of(Multicall.abi(account), abi("gmxV2.market"), abi("tokens.usdc"), false);
        return Hash.sha3(POSITION_KEY.encode(of).array());
    }

    private void send(byte[] order, BigInteger deposit) {
        Transactor once = transactor();
        once.call(router(), FEE_WEI, MULTICALL, (Object) calls(order, deposit));
        once.mine();
    }

    private byte[] creation(byte[] order, BigInteger deposit) {
        return MULTICALL.encodeCallWithArgs((Object) calls(order, deposit)).array();
    }

    private byte[][] calls(byte[] order, BigInteger deposit) {
        List<byte[]> calls = new ArrayList<>();
        calls.add(
                SEND_ETHER.encodeCallWithArgs(abi("gmxV2.orderVault"), FEE_WEI).array());
        if (deposit.signum() != 0) {
            calls.add(SEND_TOKENS
                    .encodeCallWithArgs(abi("tokens.usdc"), abi("gmxV2.orderVault"), deposit)
                    .array());
        }
        calls.add(order);
        return calls.toArray(byte[][]::new);
    }

    private byte[] order(
            int type, BigInteger sizeUsd, BigInteger withdrawal, BigInteger acceptablePrice, BigInteger feeWei) {
        BigInteger none = BigInteger.ZERO;
        com.esaulpaugh.headlong.abi.Address nobody = Multicall.abi(Address.ZERO);
        com.esaulpaugh.headlong.abi.Address owner = Multicall.abi(account);
        Tuple addresses = Tuple.from(
                owner,
                owner,
                nobody,
                nobody,
                abi("gmxV2.market"),
                abi("tokens.usdc"),
                new com.esaulpaugh.headlong.abi.Address[0]);
        Tuple numbers = Tuple.from(sizeUsd, withdrawal, none, acceptablePrice, feeWei, none, none, none);
        return CREATE_ORDER
                .encodeCallWithArgs(
                        Tuple.from(addresses, numbers, type, 0, false, false, false, new byte[32], new byte[0][]))
                .array();
    }

    private byte[] refusal(Address to, byte[] data, BigInteger wei, BigInteger weiPerGas) {
        Map<String, Object> call = new HashMap<>(
                Map.of("from", account.hex(), "to", to.hex(), "data", JsonRpc.hex(data), "value", JsonRpc.hex(wei)));
        if (weiPerGas.signum() != 0) {
            call.put("gasPrice", JsonRpc.hex(weiPerGas));
            call.put("gas", JsonRpc.hex(3_000_000));
        }
        try {
            chain.rpc().request("eth_call", call, "latest");
            return new byte[0];
        } catch (RpcException refused) {
            if (refused.revertData().length == 0) {
                throw refused;
            }
            return refused.revertData();
        }
    }

    private Tuple read(String contract, Function function, Object... arguments) {
        return transactor().read(address(contract), function, arguments);
    }

    /** Of its own for each call: one that failed is not waited for again. */
    private Transactor transactor() {
        return new Transactor(chain.rpc(), blocks, account);
    }

    private Address router() {
        return address("gmxV2.exchangeRouter");
    }

    private Address address(String name) {
        return chain.addresses().get(name);
    }

    private com.esaulpaugh.headlong.abi.Address abi(String name) {
        return Multicall.abi(address(name));
    }

    private static Tuple prices(BigInteger price) {
        return Tuple.of(Tuple.of(price, price), Tuple.of(price, price), Tuple.of(USDC_PRICE, USDC_PRICE));
    }
}
