package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.JsonRpc;
import java.math.BigInteger;
import java.time.Instant;

/**
 * What third parties call PerpsV2 with.
 *
 * @param feed Pyth's name of the market's price
 */
record PerpsV2Calls(byte[] feed) {
    static final BigInteger PYTH_FEE_WEI = BigInteger.ONE;

    private static final Function EXECUTE = Function.parse("executeOffchainDelayedOrder(address,bytes[])");
    private static final Function CANCEL = Function.parse("cancelOffchainDelayedOrder(address)");
    private static final Function FLAG = Function.parse("flagPosition(address)");
    private static final Function LIQUIDATE = Function.parse("liquidatePosition(address)");
    private static final Function FEED = Function.parse("offchainPriceFeedId(bytes32)", "(bytes32)");
    private static final Function BASE_ASSET = Function.parse("baseAsset()", "(bytes32)");
    private static final TupleType<Tuple> UPDATE = TupleType.parse("(bytes32,int64,int32,uint256)");
    private static final int PRICE_EXPONENT = -8;

    static PerpsV2Calls read(AddressBook book, JsonRpc rpc) {
        byte[] asset = BASE_ASSET
                .decodeReturn(rpc.call(
                        book.get("perpsV2.market"),
                        BASE_ASSET.encodeCallWithArgs().array()))
                .get(0);
        byte[] feed = FEED.decodeReturn(rpc.call(
                        book.get("perpsV2.perpsV2ExchangeRate"),
                        FEED.encodeCallWithArgs((Object) asset).array()))
                .get(0);
        return new PerpsV2Calls(feed);
    }

    /** @param usdE8 dollars for one ETH, eight decimals */
    byte[] execute(Address account, BigInteger usdE8, Instant published) {
        byte[] update = UPDATE.encode(Tuple.from(
                        feed, usdE8.longValueExact(), PRICE_EXPONENT, BigInteger.valueOf(published.getEpochSecond())))
                .array();
        return EXECUTE.encodeCallWithArgs(Multicall.abi(account), new byte[][] {update})
                .array();
    }

    static byte[] cancel(Address account) {
        return CANCEL.encodeCallWithArgs(Multicall.abi(account)).array();
    }

    static byte[] flag(Address account) {
        return FLAG.encodeCallWithArgs(Multicall.abi(account)).array();
    }

    static byte[] liquidate(Address account) {
        return LIQUIDATE.encodeCallWithArgs(Multicall.abi(account)).array();
    }
}
