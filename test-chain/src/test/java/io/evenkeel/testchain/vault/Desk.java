package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import java.math.BigInteger;
import java.util.Map;

/** One account that trades on the real protocols by hand, for tests. */
final class Desk {
    static final Function DEPOSIT_MARGIN = Function.parse("deposit(address,uint256)");
    static final Function WITHDRAW_MARGIN = Function.parse("withdraw(address,uint256)");
    static final Function OPEN_POSITION = Function.parse(
            "openPosition((address,bool,bool,uint256,uint256,uint256,uint160,bytes32))", "(uint256,uint256)");
    static final Function SETTLE_FUNDING = Function.parse("settleAllFunding(address)");
    static final Function SUPPLY = Function.parse("supply(address,uint256,address,uint16)");
    static final Function BORROW = Function.parse("borrow(address,uint256,uint256,uint16,address)");
    static final Function REPAY = Function.parse("repay(address,uint256,uint256,address)", "(uint256)");
    static final Function WITHDRAW = Function.parse("withdraw(address,uint256,address)", "(uint256)");
    static final Function USE_AS_COLLATERAL = Function.parse("setUserUseReserveAsCollateral(address,bool)");
    static final Function SET_EMODE = Function.parse("setUserEMode(uint8)");
    private static final Function EMODE = Function.parse("getUserEMode(address)", "(uint256)");
    static final Function MINT_RANGE = Function.parse(
            "mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))",
            "(uint256,uint128,uint256,uint256)");
    static final Function DECREASE =
            Function.parse("decreaseLiquidity((uint256,uint128,uint256,uint256,uint256))", "(uint256,uint256)");
    static final Function SWAP = Function.parse(
            "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "(uint256)");
    private static final Function MINT_TOKEN = Function.parse("mint(address,uint256)", "(bool)");
    private static final Function WRAP = Function.parse("deposit()");
    private static final Function APPROVE = Function.parse("approve(address,uint256)", "(bool)");

    static final BigInteger NEVER = BigInteger.ONE.shiftLeft(40);
    static final BigInteger ALL = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    private static final int VARIABLE_RATE = 2;

    final AddressBook book;
    final JsonRpc rpc;
    final Address account;
    final Transactor transactor;
    final Address weth;
    final Address usdc;
    private String aavePool = "aaveV3.pool";

    /** @param index which of the node's accounts */
    Desk(ForkedChain chain, int index) {
        this.book = chain.addresses();
        this.rpc = chain.rpc();
        this.account = Address.of(rpc.request("eth_accounts").get(index).asString());
        this.transactor = new Transactor(rpc, new BlockProducer(rpc), account);
        this.weth = book.get("tokens.weth");
        this.usdc = book.get("tokens.usdc");
    }

    /** @param market as the address book calls it; to be said before tokens are asked for */
    Desk atAave(String market) {
        aavePool = market + ".pool";
        return this;
    }

    static BigInteger ether(double amount) {
        return BigInteger.valueOf(Math.round(amount * 1e9)).multiply(BigInteger.TEN.pow(9));
    }

    static BigInteger dollars(double amount) {
        return BigInteger.valueOf(Math.round(amount * 1e6));
    }

    Desk withTokens(double ether, double dollars) {
        rpc.request("hardhat_setBalance", account.hex(), JsonRpc.hex(ether(ether + 10_000)));
        transactor.call(weth, ether(ether), WRAP);
        transactor.call(usdc, MINT_TOKEN, abi(account), dollars(dollars));
        for (String spender :
                new String[] {"perpV2.vault", aavePool, "uniswapV3.positionManager", "uniswapV3.swapRouter"}) {
            transactor.call(weth, APPROVE, abi(book.get(spender)), ALL);
            transactor.call(usdc, APPROVE, abi(book.get(spender)), ALL);
        }
        transactor.mine();
        return this;
    }

    /** Does it when the protocol would let it be done now. */
    boolean attempt(String contract, Function function, Object... arguments) {
        Address to = book.get(contract);
        byte[] data = function.encodeCall(Tuple.from(arguments)).array();
        if (!wouldSucceed(to, data, Map.of())) {
            return false;
        }
        transactor.call(function.getName(), to, data);
        transactor.mine();
        return true;
    }

    void must(String contract, Function function, Object... arguments) {
        transactor.call(book.get(contract), function, arguments);
        transactor.mine();
    }

    /** Whether a call from this account would go through, on the newest state with these changes to it. */
    boolean wouldSucceed(Address to, byte[] data, Map<String, Object> stateOverride) {
        try {
            rpc.request(
                    "eth_call",
                    Map.of("from", account.hex(), "to", to.hex(), "data", JsonRpc.hex(data), "gas", "0x989680"),
                    "latest",
                    stateOverride);
            return true;
        } catch (RpcException e) {
            return false;
        }
    }

    // --- Perp v2

    boolean depositMargin(double dollars) {
        return attempt("perpV2.vault", DEPOSIT_MARGIN, abi(usdc), dollars(dollars));
    }

    boolean withdrawMargin(double dollars) {
        return attempt("perpV2.vault", WITHDRAW_MARGIN, abi(usdc), dollars(dollars));
    }

    boolean sellOnPerp(double ether) {
        return attempt("perpV2.clearingHouse", OPEN_POSITION, order(true, true, ether(ether), BigInteger.ONE));
    }

    boolean buyOnPerp(double ether) {
        return attempt(
                "perpV2.clearingHouse", OPEN_POSITION, order(false, false, ether(ether), BigInteger.TWO.pow(100)));
    }

    Tuple order(boolean sells, boolean exactInput, BigInteger amount, BigInteger bound) {
        return Tuple.from(
                abi(book.get("perpV2.baseToken")),
                sells,
                exactInput,
                amount,
                bound,
                NEVER,
                BigInteger.ZERO,
                new byte[32]);
    }

    // --- Aave v3

    boolean supply(Address token, BigInteger amount) {
        return attempt(aavePool, SUPPLY, abi(token), amount, abi(account), 0);
    }

    boolean borrow(Address token, BigInteger amount) {
        return attempt(aavePool, BORROW, abi(token), amount, BigInteger.valueOf(VARIABLE_RATE), 0, abi(account));
    }

    boolean repay(Address token, BigInteger amount) {
        return attempt(aavePool, REPAY, abi(token), amount, BigInteger.valueOf(VARIABLE_RATE), abi(account));
    }

    boolean withdraw(Address token, BigInteger amount) {
        return attempt(aavePool, WITHDRAW, abi(token), amount, abi(account));
    }

    boolean useAsCollateral(Address token, boolean use) {
        return attempt(aavePool, USE_AS_COLLATERAL, abi(token), use);
    }

    boolean enterEMode(int category) {
        return attempt(aavePool, SET_EMODE, category);
    }

    BigInteger eMode() {
        byte[] call = EMODE.encodeCallWithArgs(abi(account)).array();
        return EMODE.decodeReturn(rpc.call(book.get(aavePool), call)).get(0);
    }

    // --- Uniswap v3

    boolean wethFirst() {
        return weth.compareTo(usdc) < 0;
    }

    boolean mintRange(int tickLower, int tickUpper, BigInteger wethAmount, BigInteger usdcAmount) {
        return attempt(
                "uniswapV3.positionManager",
                MINT_RANGE,
                Tuple.from(
                        abi(wethFirst() ? weth : usdc),
                        abi(wethFirst() ? usdc : weth),
                        500,
                        tickLower,
                        tickUpper,
                        wethFirst() ? wethAmount : usdcAmount,
                        wethFirst() ? usdcAmount : wethAmount,
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        abi(account),
                        NEVER));
    }

    /** Trades until the pool's root price is exactly this. */
    void moveUniswapTo(BigInteger sqrtPriceX96, boolean sellsWeth) {
        must(
                "uniswapV3.swapRouter",
                SWAP,
                Tuple.from(
                        abi(sellsWeth ? weth : usdc),
                        abi(sellsWeth ? usdc : weth),
                        500,
                        abi(account),
                        NEVER,
                        sellsWeth ? ether(50_000) : dollars(100_000_000),
                        BigInteger.ZERO,
                        sqrtPriceX96));
    }
}
