package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * PerpsV2. Its margin is a currency of its own: what pays an account out is the pool in which that is changed into
 * dollars.
 */
final class PerpsV2Failing implements FailingProtocol {
    private static final Function ALLOW = Function.parse("updateAccessControl(bytes32,address,bool,bool)");
    private static final Function SUSPEND = Function.parse("suspendFuturesMarket(bytes32,uint256)");
    private static final Function ROUTE = Function.parse("addRoute(bytes4,address,bool)");
    private static final Function POOL = Function.parse("getPool(address,address,uint24)", "(address)");
    private static final Function BUFFER = Function.parse("setLiquidationBufferRatio(bytes32,uint256)");
    private static final Function POSITION =
            Function.parse("positions(address)", "((uint64,uint64,uint128,uint128,int128))");
    private static final Function REMAINING = Function.parse("remainingMargin(address)", "(uint256,bool)");
    private static final Function PRICE = Function.parse("assetPrice()", "(uint256,bool)");
    private static final int SIZE = 4;
    private static final int POOL_FEE_PIPS = 500;
    private static final BigInteger ONE = BigInteger.TEN.pow(18);
    /** Healthy until the price has jumped. */
    private static final double OF_THE_MARGIN_THERE_IS = 0.97;

    /** What an account trades, moves margin and is read by; the flag says whether it only reads. */
    private static final List<Exchanged> EXCHANGED = List.of(
            new Exchanged(POSITION, true),
            new Exchanged(REMAINING, true),
            new Exchanged(Function.parse("transferMargin(int256)"), false),
            new Exchanged(Function.parse("submitOffchainDelayedOrder(int256,uint256)"), false),
            new Exchanged(Function.parse("executeOffchainDelayedOrder(address,bytes[])"), false),
            new Exchanged(Function.parse("cancelOffchainDelayedOrder(address)"), false));

    private record Exchanged(Function function, boolean onlyReads) {}

    @Override
    public String protocol() {
        return "perps-v2";
    }

    @Override
    public boolean fillsLater() {
        return true;
    }

    @Override
    public Optional<String> extra() {
        return Optional.of("perps-v2");
    }

    @Override
    public String fail(FailureKind kind, ForkedChain chain, MarketDriver market, Address account) {
        Seizure seizure = new Seizure(chain, market);
        Transactor owner = seizure.owner();
        return switch (kind) {
            case PAUSED -> {
                Address status = seizure.address("perpsV2.systemStatus");
                owner.call(status, ALLOW, bytes32("Futures"), Multicall.abi(owner.from()), true, true);
                owner.call(status, SUSPEND, bytes32("ocETHPERP"), BigInteger.ONE);
                owner.mine();
                yield "Synthetix suspends the market of PerpsV2";
            }
            case UPGRADED -> {
                com.esaulpaugh.headlong.abi.Address nothing = Multicall.abi(seizure.codeThatAnswersNothing());
                for (Exchanged exchanged : EXCHANGED) {
                    byte[] selector = exchanged.function().selector();
                    owner.call(seizure.address("perpsV2.market"), ROUTE, selector, nothing, exchanged.onlyReads());
                }
                owner.mine();
                yield "the market of PerpsV2 is upgraded to code that answers nothing";
            }
            case DRAINED -> {
                Address susd = seizure.address("perpsV2.susd");
                Address usdc = seizure.address("tokens.usdc");
                Address pool = pool(seizure, susd, usdc);
                seizure.drain(usdc, pool);
                seizure.drain(susd, pool);
                yield "the pool that changes PerpsV2's sUSD into dollars is emptied";
            }
            case EXECUTOR_GONE -> {
                market.filler(protocol()).ifPresent(OrderFiller::leave);
                yield "nobody fills orders on PerpsV2 any more";
            }
            case LIQUIDATED -> askForMore(seizure, owner, account);
        };
    }

    private static Address pool(Seizure seizure, Address susd, Address usdc) {
        com.esaulpaugh.headlong.abi.Address pool = seizure.read(
                        "uniswapV3.factory", POOL, Multicall.abi(susd), Multicall.abi(usdc), POOL_FEE_PIPS)
                .get(0);
        return Address.of(pool.toString());
    }

    private static String askForMore(Seizure seizure, Transactor owner, Address account) {
        com.esaulpaugh.headlong.abi.Address trader = Multicall.abi(account);
        com.esaulpaugh.headlong.abi.Tuple position =
                seizure.read("perpsV2.market", POSITION, trader).get(0);
        BigInteger size = position.<BigInteger>get(SIZE).abs();
        BigInteger remaining = seizure.read("perpsV2.market", REMAINING, trader).get(0);
        BigInteger price = seizure.read("perpsV2.market", PRICE).get(0);
        if (size.signum() == 0) {
            throw new IllegalStateException("the vault has no position on PerpsV2 that could be liquidated");
        }
        BigInteger notional = size.multiply(price).divide(ONE);
        BigInteger ratio = Seizure.part(remaining.multiply(ONE), notional, OF_THE_MARGIN_THERE_IS);
        owner.call(seizure.address("perpsV2.perpsV2MarketSettings"), BUFFER, bytes32("sETHPERP"), ratio);
        owner.mine();
        return "PerpsV2 asks for " + ratio.divide(BigInteger.TEN.pow(16))
                + " % margin from now on, and the price jumps";
    }

    private static byte[] bytes32(String ascii) {
        return Arrays.copyOf(ascii.getBytes(StandardCharsets.US_ASCII), 32);
    }
}
