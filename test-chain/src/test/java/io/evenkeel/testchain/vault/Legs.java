package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.web3j.crypto.Hash;

/** The calls a keeper makes, as legs of an execution, written out by hand. */
final class Legs {
    static final Function EXECUTE = Function.parse(
            "execute(bytes32,uint256,uint256,(address,address,uint256,bytes,bool)[],(uint8,int256,int256,uint256))");
    private static final Function CLOSE_POSITION =
            Function.parse("closePosition((address,uint160,uint256,uint256,bytes32))", "(uint256,uint256)");
    private static final Function EXACT_OUTPUT = Function.parse(
            "exactOutputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "(uint256)");
    private static final Function COLLECT =
            Function.parse("collect((uint256,address,uint128,uint128))", "(uint256,uint256)");
    private static final BigInteger MOST_128 = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    private static final BigInteger VARIABLE_RATE = BigInteger.TWO;

    private final AddressBook book;
    private final Address vault;
    private final Address weth;
    private final Address usdc;

    Legs(AddressBook book, Address vault) {
        this.book = book;
        this.vault = vault;
        this.weth = book.get("tokens.weth");
        this.usdc = book.get("tokens.usdc");
    }

    /** One leg; required. */
    record Leg(Address target, Address spendToken, BigInteger spendAmount, byte[] data) {
        Tuple tuple() {
            return Tuple.of(abi(target), abi(spendToken), spendAmount, data, true);
        }
    }

    static final int ROUTINE = 0;
    static final int DE_RISK = 1;

    /** An execution with bounds as wide as they go, apart from the loss. */
    static Tuple execution(String intent, long sequence, int mode, List<Leg> legs, BigInteger maxLossQuote) {
        BigInteger any = BigInteger.ONE.shiftLeft(200);
        return Tuple.from(
                Hash.sha3(intent.getBytes(StandardCharsets.US_ASCII)),
                BigInteger.valueOf(sequence),
                Desk.NEVER,
                legs.stream().map(Leg::tuple).toArray(Tuple[]::new),
                Tuple.of(mode, any.negate(), any, maxLossQuote));
    }

    Leg depositMargin(BigInteger amount) {
        return spending(usdc, amount, "perpV2.vault", Desk.DEPOSIT_MARGIN, abi(usdc), amount);
    }

    Leg withdrawMargin(BigInteger amount) {
        return leg("perpV2.vault", Desk.WITHDRAW_MARGIN, abi(usdc), amount);
    }

    Leg sellOnPerp(BigInteger base, BigInteger leastQuote) {
        return leg("perpV2.clearingHouse", Desk.OPEN_POSITION, order(true, true, base, leastQuote));
    }

    Leg buyOnPerp(BigInteger base, BigInteger mostQuote) {
        return leg("perpV2.clearingHouse", Desk.OPEN_POSITION, order(false, false, base, mostQuote));
    }

    Leg closeOnPerp(BigInteger mostQuote) {
        return leg(
                "perpV2.clearingHouse",
                CLOSE_POSITION,
                Tuple.of(abi(book.get("perpV2.baseToken")), BigInteger.ZERO, mostQuote, Desk.NEVER, new byte[32]));
    }

    Leg settleFunding() {
        return leg("perpV2.clearingHouse", Desk.SETTLE_FUNDING, abi(vault));
    }

    Leg supply(Address token, BigInteger amount) {
        return spending(token, amount, "aaveV3.pool", Desk.SUPPLY, abi(token), amount, abi(vault), 0);
    }

    Leg borrow(Address token, BigInteger amount) {
        return leg("aaveV3.pool", Desk.BORROW, abi(token), amount, VARIABLE_RATE, 0, abi(vault));
    }

    Leg repayAll(Address token, BigInteger most) {
        return spending(token, most, "aaveV3.pool", Desk.REPAY, abi(token), Desk.ALL, VARIABLE_RATE, abi(vault));
    }

    Leg withdraw(Address token, BigInteger amount) {
        return leg("aaveV3.pool", Desk.WITHDRAW, abi(token), amount, abi(vault));
    }

    Leg useAsCollateral(Address token, boolean use) {
        return leg("aaveV3.pool", Desk.USE_AS_COLLATERAL, abi(token), use);
    }

    Leg sellWeth(BigInteger amount, BigInteger leastUsdc) {
        return spending(
                weth,
                amount,
                "uniswapV3.swapRouter",
                Desk.SWAP,
                Tuple.from(abi(weth), abi(usdc), 500, abi(vault), Desk.NEVER, amount, leastUsdc, BigInteger.ZERO));
    }

    Leg buyWeth(BigInteger amount, BigInteger mostUsdc) {
        return spending(
                usdc,
                mostUsdc,
                "uniswapV3.swapRouter",
                EXACT_OUTPUT,
                Tuple.from(abi(usdc), abi(weth), 500, abi(vault), Desk.NEVER, amount, mostUsdc, BigInteger.ZERO));
    }

    Leg decrease(BigInteger tokenId, BigInteger liquidity) {
        return leg(
                "uniswapV3.positionManager",
                Desk.DECREASE,
                Tuple.of(tokenId, liquidity, BigInteger.ZERO, BigInteger.ZERO, Desk.NEVER));
    }

    Leg collect(BigInteger tokenId) {
        return leg("uniswapV3.positionManager", COLLECT, Tuple.of(tokenId, abi(vault), MOST_128, MOST_128));
    }

    private Tuple order(boolean sells, boolean exactInput, BigInteger amount, BigInteger bound) {
        return Tuple.from(
                abi(book.get("perpV2.baseToken")),
                sells,
                exactInput,
                amount,
                bound,
                Desk.NEVER,
                BigInteger.ZERO,
                new byte[32]);
    }

    private Leg leg(String target, Function function, Object... arguments) {
        return new Leg(book.get(target), Address.ZERO, BigInteger.ZERO, data(function, arguments));
    }

    private Leg spending(Address token, BigInteger amount, String target, Function function, Object... arguments) {
        return new Leg(book.get(target), token, amount, data(function, arguments));
    }

    private static byte[] data(Function function, Object... arguments) {
        return function.encodeCall(Tuple.from(arguments)).array();
    }
}
