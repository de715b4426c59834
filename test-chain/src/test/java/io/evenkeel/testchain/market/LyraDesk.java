package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.margin.lyra.LyraType;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** One account that deals in Lyra's options by hand, for tests. Amounts are 1e18. */
public final class LyraDesk {
    private static final BigInteger NO_LIMIT = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    private static final Function MINT = Function.parse("mint(address,uint256)");
    private static final Function APPROVE = Function.parse("approve(address,uint256)");
    private static final String TRADE = "((uint256,uint256,uint256,uint8,uint256,uint256,uint256,uint256))";
    private static final String RESULT = "((uint256,uint256,uint256))";
    private static final Function OPEN = Function.parse("openPosition" + TRADE, RESULT);
    private static final Function CLOSE = Function.parse("closePosition" + TRADE, RESULT);
    private static final Function FORCE_CLOSE = Function.parse("forceClosePosition" + TRADE, RESULT);
    private static final Function LIQUIDATE = Function.parse("liquidatePosition(uint256,address)");
    private static final Function ADD_COLLATERAL = Function.parse("addCollateral(uint256,uint256)");
    private static final Function UPDATE = Function.parse("updateBoardCachedGreeks(uint256)");
    private static final Function SETTLE_BOARD = Function.parse("settleExpiredBoard(uint256)");
    private static final Function SETTLE = Function.parse("settleOptions(uint256[])");

    private final ForkedChain chain;
    private final Address account;
    private final Address market;
    private final Transactor transactor;

    /** @param index which of the node's accounts */
    public LyraDesk(ForkedChain chain, BlockProducer blocks, int index) {
        this.chain = chain;
        this.account = Address.of(chain.rpc().request("eth_accounts").get(index).asString());
        this.market = chain.addresses().get("lyra.optionMarket");
        this.transactor = new Transactor(chain.rpc(), blocks, account);
        Transactor owner = new Transactor(chain.rpc(), blocks, chain.addresses().get("accounts.owner"));
        for (String synth : new String[] {"lyra.susd", "lyra.seth"}) {
            Address token = chain.addresses().get(synth);
            owner.call(token, MINT, Multicall.abi(account), BigInteger.TEN.pow(25));
            transactor.call(token, APPROVE, Multicall.abi(market), NO_LIMIT);
        }
        owner.mine();
        transactor.mine();
    }

    public Address account() {
        return account;
    }

    /** What opening would cost or bring, and its fees; empty when the protocol refuses. */
    public Optional<Quote> quoteOpen(
            BigInteger strikeId, BigInteger positionId, LyraType type, BigInteger amount, BigInteger collateral) {
        return quote(OPEN, trade(strikeId, positionId, type, amount, collateral));
    }

    public Optional<Quote> quoteClose(
            BigInteger strikeId, BigInteger positionId, LyraType type, BigInteger amount, BigInteger collateral) {
        return quote(CLOSE, trade(strikeId, positionId, type, amount, collateral));
    }

    public void open(
            BigInteger strikeId, BigInteger positionId, LyraType type, BigInteger amount, BigInteger collateral) {
        send(market, OPEN, trade(strikeId, positionId, type, amount, collateral));
    }

    public void close(
            BigInteger strikeId, BigInteger positionId, LyraType type, BigInteger amount, BigInteger collateral) {
        send(market, CLOSE, trade(strikeId, positionId, type, amount, collateral));
    }

    /** What somebody else's position is liquidated by. */
    public void liquidate(BigInteger positionId) {
        send(market, LIQUIDATE, positionId, Multicall.abi(account));
    }

    // What the protocol reverts with, empty when it would do it.

    public byte[] refusalOfLiquidating(BigInteger positionId) {
        return refusal(market, LIQUIDATE, positionId, Multicall.abi(account));
    }

    /** Of a put. */
    public byte[] refusalOfBuying(BigInteger strikeId, BigInteger amount) {
        return refusalOfBuying(strikeId, amount, NO_LIMIT);
    }

    public byte[] refusalOfBuying(BigInteger strikeId, BigInteger amount, BigInteger mostCost) {
        return refusal(
                market, OPEN, trade(strikeId, BigInteger.ZERO, LyraType.LONG_PUT, amount, BigInteger.ZERO, mostCost));
    }

    /** Of one more put in a position that is there. */
    public byte[] refusalOfGrowing(BigInteger strikeId, BigInteger positionId) {
        BigInteger one = BigInteger.TEN.pow(18);
        return refusal(market, OPEN, trade(strikeId, positionId, LyraType.LONG_PUT, one, BigInteger.ZERO));
    }

    /** Of a put. */
    public byte[] refusalOfWriting(BigInteger strikeId, BigInteger amount, BigInteger collateral) {
        return refusal(market, OPEN, trade(strikeId, BigInteger.ZERO, LyraType.SHORT_PUT_QUOTE, amount, collateral));
    }

    /** Of a put that was bought. */
    public byte[] refusalOfClosing(
            boolean forced, BigInteger strikeId, BigInteger positionId, BigInteger amount, BigInteger collateral) {
        return refusal(
                market,
                forced ? FORCE_CLOSE : CLOSE,
                trade(strikeId, positionId, LyraType.LONG_PUT, amount, collateral));
    }

    public byte[] refusalOfAdding(BigInteger positionId) {
        return refusal(market, ADD_COLLATERAL, positionId, BigInteger.TEN.pow(18));
    }

    public byte[] refusalOfSettling(BigInteger boardId) {
        return refusal(market, SETTLE_BOARD, boardId);
    }

    public byte[] refusalOfSettlingOptions(BigInteger positionId) {
        return refusal(chain.addresses().get("lyra.shortCollateral"), SETTLE, (Object) new BigInteger[] {positionId});
    }

    public byte[] refusalOfUpdating(BigInteger boardId) {
        return refusal(chain.addresses().get("lyra.optionGreekCache"), UPDATE, boardId);
    }

    public void settleBoard(BigInteger boardId) {
        send(market, SETTLE_BOARD, boardId);
    }

    public void settle(BigInteger... positionIds) {
        send(chain.addresses().get("lyra.shortCollateral"), SETTLE, (Object) positionIds);
    }

    private void send(Address to, Function function, Object... arguments) {
        transactor.call(to, function, arguments);
        transactor.mine();
    }

    private Optional<Quote> quote(Function function, Tuple trade) {
        try {
            byte[] call = function.encodeCallWithArgs(trade).array();
            byte[] answer = JsonRpc.bytes(chain.rpc()
                    .request(
                            "eth_call",
                            Map.of("from", account.hex(), "to", market.hex(), "data", JsonRpc.hex(call)),
                            "latest"));
            Tuple result = function.decodeReturn(answer).get(0);
            return Optional.of(new Quote(result.get(0), result.get(1), result.get(2)));
        } catch (RpcException refused) {
            return Optional.empty();
        }
    }

    private byte[] refusal(Address to, Function function, Object... arguments) {
        byte[] call = function.encodeCall(Tuple.from(arguments)).array();
        try {
            chain.rpc()
                    .request(
                            "eth_call",
                            Map.of("from", account.hex(), "to", to.hex(), "data", JsonRpc.hex(call)),
                            "latest");
            return new byte[0];
        } catch (RpcException e) {
            return e.revertData();
        }
    }

    private static Tuple trade(
            BigInteger strikeId, BigInteger positionId, LyraType type, BigInteger amount, BigInteger collateral) {
        return trade(strikeId, positionId, type, amount, collateral, NO_LIMIT);
    }

    private static Tuple trade(
            BigInteger strikeId,
            BigInteger positionId,
            LyraType type,
            BigInteger amount,
            BigInteger collateral,
            BigInteger mostCost) {
        return Tuple.from(
                strikeId, positionId, BigInteger.ONE, type.ordinal(), amount, collateral, BigInteger.ZERO, mostCost);
    }

    /** @param total,fees sUSD 1e18 */
    public record Quote(BigInteger positionId, BigInteger total, BigInteger fees) {}
}
