package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveGeneration;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.aavev3.AaveV3Totals;
import io.evenkeel.margin.perpsv2.PerpsV2Account;
import io.evenkeel.margin.perpsv2.PerpsV2Market;
import io.evenkeel.margin.perpsv2.PerpsV2Position;
import io.evenkeel.market.Pair;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SqrtPrices;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.PerpsV2Desk;
import io.evenkeel.testchain.market.PerpsV2Executor;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Done;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random positions, and for each the two answers of the ETH / USD feed, 1e-8 USD apart, between which the protocol
 * itself changes its mind. On either side the gauge and our own arithmetic say the same as the protocol to the last
 * digit, and the price that we give beforehand is the one on the healthy side.
 */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class LiquidationPriceTest {
    private static final Address NOBODY = Address.of("0x00000000000000000000000000000000000a11ce");
    private static final int POSITIONS = 6;
    private static final int FIRST_ACCOUNT = 10;
    private static final int LIQUIDATOR = 17;
    private static final int EXECUTOR = 18;
    private static final Function ACCOUNT_DATA =
            Function.parse("getUserAccountData(address)", "(uint256,uint256,uint256,uint256,uint256,uint256)");
    private static final Function LIQUIDATION_CALL =
            Function.parse("liquidationCall(address,address,address,uint256,bool)");
    private static final Function CAN_LIQUIDATE = Function.parse("canLiquidate(address)", "(bool)");
    private static final Function REMAINING_MARGIN = Function.parse("remainingMargin(address)", "(uint256,bool)");
    private static final BigInteger E10 = BigInteger.TEN.pow(10);
    private static final BigInteger E12 = BigInteger.TEN.pow(12);
    private static final BigInteger E18 = BigInteger.TEN.pow(18);
    /** USD 1e8 for one smallest unit of USDC. */
    private static final BigInteger FEED_UNITS_PER_QUOTE = BigInteger.valueOf(100);
    /** The oracle of the origin says exactly a dollar. */
    private static final BigInteger USDC_ANSWER = BigInteger.TEN.pow(8);

    @Test
    void aaveLiquidatesOneUnitOfTheFeedBeyondTheLastHealthyPriceOfAnyLoan(ForkedChain chain) {
        Address gauge = VaultDeployment.deploy(chain, new BlockProducer(chain.rpc()), NOBODY, NOBODY)
                .gauges()
                .aave();
        Random random = new Random(20210519);
        Desk liquidator = new Desk(chain, LIQUIDATOR).withTokens(5_000, 1_000_000);
        for (int i = 0; i < POSITIONS; i++) {
            Desk borrower = new Desk(chain, FIRST_ACCOUNT + i).withTokens(100, 500_000);
            boolean mixed = i % 2 == 1;
            borrower.supply(borrower.usdc, Desk.dollars(50_000 + random.nextDouble() * 200_000));
            if (mixed) {
                borrower.supply(borrower.weth, Desk.ether(1 + random.nextDouble() * 9));
            }
            assertThat(borrower.borrow(borrower.weth, Desk.ether(10 + random.nextDouble() * 9)))
                    .isTrue();
            borrower.transactor.mine();
            AaveV3Position now = aave(chain, gauge, borrower, Map.of());
            BigInteger said = inFeedUnits(now.liquidationPriceAbove().orElseThrow());

            BigInteger healthy = lastHealthy(chain, borrower);

            for (int beyond = 0; beyond <= 1; beyond++) {
                BigInteger answer = healthy.add(BigInteger.valueOf(beyond));
                Map<String, Object> override = AnsweringFeed.at(chain, answer);
                AaveV3Position ours = aave(chain, gauge, borrower, override);
                byte[] liquidation = LIQUIDATION_CALL
                        .encodeCallWithArgs(
                                abi(borrower.usdc),
                                abi(borrower.weth),
                                abi(borrower.account),
                                BigInteger.TEN.pow(16),
                                false)
                        .array();
                assertThat(liquidator.wouldSucceed(chain.addresses().get("aaveV3.pool"), liquidation, override))
                        .as("loan %s at %s", i, answer)
                        .isEqualTo(beyond == 1);
                assertThat(ours.totals()).isEqualTo(AaveV3Totals.said(aaveState(chain, gauge, borrower, override)));
                assertSame(chain, gauge, borrower.account, override, ours, beyond == 1);
            }
            if (mixed) {
                // Aave cuts the average of two thresholds to whole basis points: that much is kept back
                assertThat(said)
                        .isBetween(healthy.multiply(BigInteger.valueOf(999)).divide(BigInteger.valueOf(1000)), healthy);
            } else {
                // one smallest unit of USDC is kept back for Aave's roundings: so much of it falls to a WETH of debt
                BigInteger keptBack =
                        FEED_UNITS_PER_QUOTE.multiply(E18).divide(now.base().debt());
                assertThat(healthy.subtract(said)).isBetween(BigInteger.ZERO, keptBack.add(BigInteger.ONE));
            }
        }
    }

    @Test
    void perpsV2LiquidatesOneUnitOfTheFeedBeyondTheLastHealthyPriceOfAnyPosition(ForkedChain chain) {
        BlockProducer blocks = new BlockProducer(chain.rpc());
        Transactor owner = new Transactor(chain.rpc(), blocks, chain.addresses().get("accounts.owner"));
        Address gauge = PerpsV2Listing.ETH
                .deploy(owner, ContractArtifacts.find(), chain.addresses())
                .gauge();
        owner.mine();
        PerpsV2Executor executor = new PerpsV2Executor(
                chain,
                blocks,
                Address.of(chain.rpc().request("eth_accounts").get(EXECUTOR).asString()));
        Random random = new Random(20210519);
        Address market = chain.addresses().get("perpsV2.market");
        for (int i = 0; i < POSITIONS; i++) {
            boolean isShort = i % 2 == 0;
            PerpsV2Desk desk = new PerpsV2Desk(chain, blocks, FIRST_ACCOUNT + i)
                    .withMargin(decimal(2_000 + random.nextDouble() * 8_000));
            desk.submit(decimal((isShort ? -1 : 1) * (5 + random.nextDouble() * 15)), isShort ? "1900" : "2100");
            assertThat(executor.execute(
                            desk.account(),
                            BigInteger.valueOf(2000_00000000L),
                            blocks.head().time().plusSeconds(12)))
                    .isInstanceOf(Done.class);
            blocks.mineAt(blocks.head().time().plusSeconds(1 + random.nextInt(300)));
            PerpsV2Position now = perps(chain, gauge, desk.account(), Map.of());
            BigInteger level = (isShort ? now.liquidationPriceAbove() : now.liquidationPriceBelow())
                    .orElseThrow()
                    .e18();
            BigInteger healthy = isShort
                    ? level.divide(E10)
                    : level.add(E10).subtract(BigInteger.ONE).divide(E10);

            for (int beyond = 0; beyond <= 1; beyond++) {
                BigInteger answer = healthy.add(BigInteger.valueOf(isShort ? beyond : -beyond));
                Map<String, Object> override = AnsweringFeed.at(chain, answer);
                PerpsV2Position ours = perps(chain, gauge, desk.account(), override);
                boolean liquidatable = call(chain, market, CAN_LIQUIDATE, override, abi(desk.account()))
                        .get(0);
                BigInteger margin = call(chain, market, REMAINING_MARGIN, override, abi(desk.account()))
                        .get(0);

                assertThat(liquidatable).as("position %s at %s", i, answer).isEqualTo(beyond == 1);
                assertThat(ours.totals().isLiquidatable()).isEqualTo(liquidatable);
                assertThat(ours.totals().remainingMargin()).isEqualTo(margin);
                assertThat(ours.protocolEquity().units()).isEqualTo(margin.divide(E12));
                assertSame(chain, gauge, desk.account(), override, ours, liquidatable);
            }
        }
    }

    /** Ours and the gauge's, digit for digit, and both on the protocol's side of the line. */
    private static void assertSame(
            ForkedChain chain,
            Address gauge,
            Address account,
            Map<String, Object> override,
            Venue ours,
            boolean liquidatable) {
        Tuple totals = call(chain, gauge, Views.TOTALS, override, abi(account), Views.TWO_THOUSAND)
                .get(0);
        assertThat(ours.delta().units()).isEqualTo(totals.<BigInteger>get(0));
        assertThat(ours.protocolEquity().units()).isEqualTo(totals.<BigInteger>get(1));
        assertThat(ours.maintenance().units()).isEqualTo(totals.<BigInteger>get(2));
        assertThat(ours.protocolEquity().compareTo(ours.maintenance().asDelta()) < 0)
                .isEqualTo(liquidatable);
    }

    /** Asked of the protocol alone: the highest answer at which the loan is healthy. */
    private static BigInteger lastHealthy(ForkedChain chain, Desk borrower) {
        BigInteger healthy = BigInteger.valueOf(2000_00000000L);
        BigInteger over = BigInteger.valueOf(100_000_00000000L);
        while (over.subtract(healthy).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = healthy.add(over).shiftRight(1);
            BigInteger healthFactor = call(
                            chain,
                            chain.addresses().get("aaveV3.pool"),
                            ACCOUNT_DATA,
                            AnsweringFeed.at(chain, middle),
                            abi(borrower.account))
                    .get(5);
            if (healthFactor.compareTo(E18) >= 0) {
                healthy = middle;
            } else {
                over = middle;
            }
        }
        return healthy;
    }

    private static BigInteger inFeedUnits(Price usdcPerEth) {
        return usdcPerEth.e18().multiply(USDC_ANSWER).divide(E18);
    }

    private static AaveV3Position aave(ForkedChain chain, Address gauge, Desk borrower, Map<String, Object> override) {
        AbiRecord state = aaveState(chain, gauge, borrower, override);
        Pair pair = pair(chain);
        // what a swap costs is no part of this: any pool will do
        SwapPool pool = new SwapPool(SqrtPrices.atTick(0), 0, BigInteger.ONE, 500, true, 18, 6);
        return new AaveV3Position(
                new VenueId(pair.base().chainId(), DeployedVault.AAVE),
                pair,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                AaveGeneration.V3_0,
                AaveAsset.of(state.record("base")),
                AaveAsset.of(state.record("quote")),
                pool,
                pair.quote(),
                false);
    }

    private static AbiRecord aaveState(ForkedChain chain, Address gauge, Desk borrower, Map<String, Object> override) {
        return state(chain, "AaveV3Gauge", gauge, borrower.account, override);
    }

    private static PerpsV2Position perps(
            ForkedChain chain, Address gauge, Address account, Map<String, Object> override) {
        AbiRecord state = state(chain, "PerpsV2Gauge", gauge, account, override);
        Pair pair = pair(chain);
        return new PerpsV2Position(
                new VenueId(pair.base().chainId(), PerpsV2Listing.VENUE),
                pair,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                PerpsV2Account.of(state),
                PerpsV2Market.of(state));
    }

    static AbiRecord state(
            ForkedChain chain, String name, Address gauge, Address account, Map<String, Object> override) {
        AbiFunction state = ContractAbi.load("evenkeel", name).function("state");
        return state.decodeReturn(request(chain, gauge, state.encode(account), override))
                .record("read");
    }

    private static Tuple call(
            ForkedChain chain, Address to, Function function, Map<String, Object> override, Object... arguments) {
        byte[] data = function.encodeCall(Tuple.from(arguments)).array();
        return function.decodeReturn(request(chain, to, data, override));
    }

    private static byte[] request(ForkedChain chain, Address to, byte[] data, Map<String, Object> override) {
        return JsonRpc.bytes(
                chain.rpc().request("eth_call", Map.of("to", to.hex(), "data", JsonRpc.hex(data)), "latest", override));
    }

    static Pair pair(ForkedChain chain) {
        ChainId id = new ChainId(chain.rpc().chainId());
        return new Pair(
                new Token(id, chain.addresses().get("tokens.weth"), "WETH", 18),
                new Token(id, chain.addresses().get("tokens.usdc"), "USDC", 6));
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(value).setScale(9, RoundingMode.HALF_EVEN).toPlainString();
    }
}
