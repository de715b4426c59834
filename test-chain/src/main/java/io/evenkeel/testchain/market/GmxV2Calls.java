package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What third parties call GMX v2's double with, and what they look at before. */
record GmxV2Calls(AddressBook book) {
    private static final String PRICES = "((uint256,uint256),(uint256,uint256),(uint256,uint256))";
    private static final Function EXECUTE = Function.parse("executeOrder(bytes32," + PRICES + ")");
    private static final Function FREEZE = Function.parse("freezeOrder(bytes32)");
    private static final Function LIQUIDATE =
            Function.parse("liquidatePosition(address,address,address," + PRICES + ")");
    /** Addresses, numbers, flags, data. */
    private static final String ORDER = "((address,address,address,address,address,address,address,address[]),"
            + "(uint8,uint8,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256),"
            + "(bool,bool,bool,bool),bytes32[])";

    private static final Function ORDERS =
            Function.parse("getAccountOrders(address,address,uint256,uint256)", "((bytes32," + ORDER + ")[])");
    private static final Function POSITION = Function.parse(
            "getPosition(address,bytes32)",
            "((address,address,address,uint256,uint256,uint256,int256,uint256,uint256,uint256,uint256,uint256,uint256,bool))");
    private static final Function IS_LIQUIDATABLE = Function.parse(
            "isPositionLiquidatable(address,address,bytes32,(address,address,address,address)," + PRICES
                    + ",bool,bool)",
            "(bool,string,(int256,int256,int256))");

    private static final BigInteger MOST_ORDERS = BigInteger.valueOf(8);
    private static final int NUMBERS = 1;
    private static final int UPDATED_AT = 9;
    private static final int FLAGS = 2;
    private static final int IS_FROZEN = 2;
    private static final int SIZE_USD = 3;
    private static final int INFO = 2;
    /** Dollars of 1e30 for one smallest unit of WETH, over dollars of 1e8 for a whole one. */
    private static final BigInteger INDEX_SCALE = BigInteger.TEN.pow(4);

    private static final BigInteger USDC_PRICE = BigInteger.TEN.pow(24);

    /** An order that waits. */
    record Waiting(byte[] key, Instant created, boolean frozen) {}

    /**
     * A short as the protocol's reader sees it at a price.
     *
     * @param sizeUsd,remainingUsd dollars 1e30; no size is no position
     */
    record Health(BigInteger sizeUsd, BigInteger remainingUsd, boolean liquidatable) {
        boolean isOver() {
            return sizeUsd.signum() != 0 && liquidatable;
        }
    }

    static boolean isPossible(AddressBook book) {
        return book.has("gmxV2.orderHandler");
    }

    Address handler() {
        return book.get("gmxV2.orderHandler");
    }

    /** @param usdE8 dollars for one ETH, eight decimals */
    byte[] execute(byte[] key, BigInteger usdE8) {
        return EXECUTE.encodeCallWithArgs(key, prices(usdE8)).array();
    }

    byte[] freeze(byte[] key) {
        return FREEZE.encodeCallWithArgs((Object) key).array();
    }

    byte[] liquidate(Address account, BigInteger usdE8) {
        return LIQUIDATE
                .encodeCallWithArgs(Multicall.abi(account), abi("gmxV2.market"), abi("tokens.usdc"), prices(usdE8))
                .array();
    }

    Multicall.Call orders(Multicall multicall, Address account) {
        return multicall.call(
                "gmxV2.reader", ORDERS, abi("gmxV2.dataStore"), Multicall.abi(account), BigInteger.ZERO, MOST_ORDERS);
    }

    static List<Waiting> waiting(Tuple answer) {
        return Arrays.stream(answer.<Tuple[]>get(0)).map(GmxV2Calls::order).toList();
    }

    private static Waiting order(Tuple entry) {
        Tuple order = entry.get(1);
        BigInteger updated = order.<Tuple>get(NUMBERS).get(UPDATED_AT);
        return new Waiting(
                entry.get(0),
                Instant.ofEpochSecond(updated.longValueExact()),
                order.<Tuple>get(FLAGS).get(IS_FROZEN));
    }

    /** Two reads, whose answers {@link #health(List)} understands. */
    List<Multicall.Call> health(Multicall multicall, Address account, BigInteger usdE8) {
        byte[] key = GmxV2Keys.position(account, book);
        Tuple market = Tuple.from(abi("gmxV2.market"), abi("tokens.weth"), abi("tokens.weth"), abi("tokens.usdc"));
        return List.of(
                multicall.call("gmxV2.reader", POSITION, abi("gmxV2.dataStore"), key),
                multicall.call(
                        "gmxV2.reader",
                        IS_LIQUIDATABLE,
                        abi("gmxV2.dataStore"),
                        abi("gmxV2.referralStorage"),
                        key,
                        market,
                        prices(usdE8),
                        true,
                        true));
    }

    static Health health(List<Tuple> answers) {
        return new Health(
                answers.getFirst().<Tuple>get(0).get(SIZE_USD),
                answers.getLast().<Tuple>get(INFO).get(0),
                answers.getLast().get(0));
    }

    private com.esaulpaugh.headlong.abi.Address abi(String name) {
        return Multicall.abi(book.get(name));
    }

    private static Tuple prices(BigInteger usdE8) {
        BigInteger index = usdE8.multiply(INDEX_SCALE);
        return Tuple.of(Tuple.of(index, index), Tuple.of(index, index), Tuple.of(USDC_PRICE, USDC_PRICE));
    }
}
