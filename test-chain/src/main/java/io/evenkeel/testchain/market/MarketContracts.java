package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.JsonRpc;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** The contracts the market is made of: read in one call, and the transactions that move them. */
final class MarketContracts {
    private static final Function SLOT0 = Function.parse("slot0()", "(uint160,int24,uint16,uint16,uint16,uint8,bool)");
    private static final Function LIQUIDITY = Function.parse("liquidity()", "(uint128)");
    private static final Function LATEST_ROUND =
            Function.parse("latestRoundData()", "(uint80,int256,uint256,uint256,uint80)");
    private static final Function PAUSED = Function.parse("paused()", "(bool)");
    private static final Function SUBMIT = Function.parse("submit(uint256,int256)");
    private static final Function DISPATCH_PRICE = Function.parse("dispatchPrice(uint256)");
    private static final Function EXACT_INPUT_SINGLE = Function.parse(
            "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "(uint256)");
    private static final Function OPEN_POSITION = Function.parse(
            "openPosition((address,bool,bool,uint256,uint256,uint256,uint160,bytes32))", "(uint256,uint256)");
    private static final Function PAUSE = Function.parse("pause()");
    private static final Function UNPAUSE = Function.parse("unpause()");

    private static final int UNISWAP_FEE = 500;
    private static final BigInteger NEVER = BigInteger.ONE.shiftLeft(40);
    private static final BigInteger INDEX_TWAP_SECONDS = BigInteger.valueOf(900);
    /** An order larger than any the price limit lets through, in raw units. */
    private static final BigInteger UNBOUNDED = BigInteger.TEN.pow(28);

    // Transactions of one block run in the order of their tips: the feeds first, then what reads them.
    private static final long FEED_TIP_GWEI = 3;
    private static final long INDEX_TIP_GWEI = 2;
    private static final long TRADE_TIP_GWEI = 1;

    private static final long SUBMIT_GAS = 500_000;
    private static final long DISPATCH_GAS = 1_000_000;
    private static final long SWAP_GAS = 2_000_000;
    private static final long POSITION_GAS = 5_000_000;
    private static final long PAUSE_GAS = 200_000;

    private final AddressBook addresses;
    private final PoolScale uniswapScale;
    private final Multicall multicall;
    private final List<Multicall.Call> reads;
    private final List<Multicall.Call> perpPaused;

    static final PoolScale PERP_SCALE = new PoolScale(true, 18);

    MarketContracts(AddressBook addresses, JsonRpc rpc) {
        this.addresses = addresses;
        this.uniswapScale = new PoolScale(addresses.get("tokens.weth").compareTo(addresses.get("tokens.usdc")) < 0, 6);
        this.multicall = new Multicall(addresses, rpc);
        this.reads = List.of(
                multicall.call("chainlink.ethUsd", LATEST_ROUND),
                multicall.call("chainlink.usdcUsd", LATEST_ROUND),
                multicall.call("uniswapV3.pool", SLOT0),
                multicall.call("uniswapV3.pool", LIQUIDITY),
                multicall.call("perpV2.pool", SLOT0),
                multicall.call("perpV2.pool", LIQUIDITY));
        this.perpPaused = List.of(multicall.call("perpV2.clearingHouse", PAUSED));
    }

    /**
     * Reads the newest block.
     *
     * @throws IllegalStateException when a pool has no liquidity at its price: its makers are gone
     */
    MarketState read() {
        List<Tuple> decoded = multicall.read(reads);
        MarketPrice uniswap = uniswapScale.price(decoded.get(2).get(0));
        MarketPrice perp = PERP_SCALE.price(decoded.get(4).get(0));
        requireMakers("Uniswap v3", uniswap, decoded.get(3).get(0));
        requireMakers("Perp v2", perp, decoded.get(5).get(0));
        return new MarketState(round(decoded.get(0)), round(decoded.get(1)), uniswap, perp, isPerpPaused());
    }

    /** What cannot say is not traded on either. */
    private boolean isPerpPaused() {
        return multicall
                .tryRead(perpPaused)
                .map(answer -> answer.getFirst().<Boolean>get(0))
                .orElse(true);
    }

    /** A whole round: each submitter's answer, to the ETH / USD or the USDC / USD aggregator. */
    List<UnlockedTransaction> round(String aggregator, long number, MarketPrice answer) {
        byte[] call = SUBMIT.encodeCallWithArgs(BigInteger.valueOf(number), BigInteger.valueOf(answer.e8()))
                .array();
        return List.of("oracle1", "oracle2", "oracle3").stream()
                .map(submitter -> transaction(submitter, aggregator, call, SUBMIT_GAS, FEED_TIP_GWEI))
                .toList();
    }

    /** Lets Perp v2 record the feed's new answer in its average. */
    UnlockedTransaction recordIndex() {
        return transaction(
                "owner",
                "perpV2.priceFeedDispatcher",
                DISPATCH_PRICE.encodeCallWithArgs(INDEX_TWAP_SECONDS).array(),
                DISPATCH_GAS,
                INDEX_TIP_GWEI);
    }

    /** Swaps on Uniswap v3 until the pool's price is this. */
    UnlockedTransaction tradeUniswapTo(MarketPrice target, MarketPrice current) {
        boolean sellEther = target.compareTo(current) < 0;
        Address weth = abi("tokens.weth");
        Address usdc = abi("tokens.usdc");
        Tuple order = Tuple.from(
                sellEther ? weth : usdc,
                sellEther ? usdc : weth,
                UNISWAP_FEE,
                abi("accounts.arbitrageur"),
                NEVER,
                UNBOUNDED,
                BigInteger.ZERO,
                uniswapScale.sqrtRatioX96(target));
        return transaction(
                "arbitrageur",
                "uniswapV3.swapRouter",
                EXACT_INPUT_SINGLE.encodeCallWithArgs(order).array(),
                SWAP_GAS,
                TRADE_TIP_GWEI);
    }

    /** Trades on Perp v2 until its pool's price is this. */
    UnlockedTransaction tradePerpTo(MarketPrice target, MarketPrice current) {
        boolean sellEther = target.compareTo(current) < 0;
        Tuple order = Tuple.from(
                abi("perpV2.baseToken"),
                sellEther,
                true,
                UNBOUNDED,
                BigInteger.ZERO,
                NEVER,
                PERP_SCALE.sqrtRatioX96(target),
                new byte[32]);
        return transaction(
                "arbitrageur",
                "perpV2.clearingHouse",
                OPEN_POSITION.encodeCallWithArgs(order).array(),
                POSITION_GAS,
                TRADE_TIP_GWEI);
    }

    /** What Perp v2's owner does in an emergency: stops trading on every market. */
    UnlockedTransaction pausePerp() {
        return transaction(
                "owner", "perpV2.clearingHouse", PAUSE.encodeCallWithArgs().array(), PAUSE_GAS, FEED_TIP_GWEI);
    }

    UnlockedTransaction resumePerp() {
        return transaction(
                "owner", "perpV2.clearingHouse", UNPAUSE.encodeCallWithArgs().array(), PAUSE_GAS, FEED_TIP_GWEI);
    }

    private UnlockedTransaction transaction(String account, String contract, byte[] data, long gas, long tipGwei) {
        return new UnlockedTransaction(
                addresses.get("accounts." + account), addresses.get(contract), data, gas, tipGwei);
    }

    private Address abi(String name) {
        return Multicall.abi(addresses.get(name));
    }

    private static FeedRules.Round round(Tuple latestRoundData) {
        BigInteger roundId = latestRoundData.get(0);
        BigInteger answer = latestRoundData.get(1);
        BigInteger updatedAt = latestRoundData.get(3);
        // A proxy numbers rounds phase by phase; the aggregator's own number is in the low 64 bits.
        return new FeedRules.Round(
                roundId.longValue(),
                new MarketPrice(answer.longValueExact()),
                Instant.ofEpochSecond(updatedAt.longValueExact()));
    }

    private static void requireMakers(String venue, MarketPrice price, BigInteger liquidity) {
        if (liquidity.signum() == 0) {
            throw new IllegalStateException(venue + " has no makers at " + price);
        }
    }
}
