package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gauge says of an Aave account what the protocol says, to the last digit, whatever its generation. */
abstract class AaveGaugeStories {
    private static final Function ACCOUNT_DATA =
            Function.parse("getUserAccountData(address)", "(uint256,uint256,uint256,uint256,uint256,uint256)");
    private static final Function PRICE = Function.parse("getAssetPrice(address)", "(uint256)");
    private static final Function BALANCE = Function.parse("balanceOf(address)", "(uint256)");
    private static final Function PRIMITIVES = Function.parse("primitives(address)", "(bytes)");
    private static final Function STATUS = Function.parse("status()", "(uint8)");
    private static final Function LIQUIDATION_CALL =
            Function.parse("liquidationCall(address,address,address,uint256,bool)");
    private static final Function PAUSE_RESERVE = Function.parse("setReservePause(address,bool)");
    private static final Function FREEZE_RESERVE = Function.parse("setReserveFreeze(address,bool)");
    static final int CATEGORY = 1;
    private static final BigInteger E18 = BigInteger.TEN.pow(18);
    private static final BigInteger E30 = BigInteger.TEN.pow(30);

    private final String aave;
    private final String vectorFile;
    private Address gauge = Address.ZERO;

    /**
     * @param aave what the address book calls it
     * @param vectorFile where the readings are written down
     */
    AaveGaugeStories(String aave, String vectorFile) {
        this.aave = aave;
        this.vectorFile = vectorFile;
    }

    @BeforeEach
    void deploy(ForkedChain chain) {
        Transactor owner = owner(chain);
        gauge = owner.deploy(
                "AaveV3Gauge",
                ContractArtifacts.find()
                        .creation(
                                "gauges/AaveV3Gauge",
                                "(string,address,address,address)",
                                vectorFile + ":WETH",
                                abi(chain.addresses().get(named("pool"))),
                                abi(chain.addresses().get("tokens.weth")),
                                abi(chain.addresses().get("tokens.usdc"))));
        owner.mine();
    }

    @Test
    void totalsAreTheProtocolsOwnWhateverHasHappened(ForkedChain chain, MarketDriver market) {
        Random random = new Random(36);
        Desk account = new Desk(chain, 10).atAave(aave).withTokens(3_000, 3_000_000);
        GaugeVectors vectors = new GaugeVectors(vectorFile, "gauges/AaveV3Gauge");
        double usd = 2000;
        account.supply(account.usdc, Desk.dollars(400_000));
        for (int state = 0; state < 48; state++) {
            Address token = random.nextBoolean() ? account.weth : account.usdc;
            BigInteger amount = token.equals(account.weth)
                    ? Desk.ether(random.nextDouble() * 100)
                    : Desk.dollars(random.nextDouble() * 200_000);
            switch (random.nextInt(9)) {
                case 0, 1 -> account.supply(token, amount);
                case 2, 3 -> account.borrow(account.weth, Desk.ether(random.nextDouble() * 120));
                case 4 -> account.borrow(token, amount);
                case 5 -> account.repay(token, random.nextInt(4) == 0 ? Desk.ALL : amount);
                case 6 -> account.withdraw(token, amount);
                case 7 -> account.useAsCollateral(token, random.nextBoolean());
                default -> {
                    usd *= 1 + (random.nextDouble() - 0.5) * 0.06;
                    market.step(MarketPrice.ofModel(usd));
                }
            }
            if (random.nextInt(3) == 0) {
                market.blocks().mineAt(market.blocks().head().time().plusSeconds(1 + random.nextInt(50_000)));
            }
            assertSaysWhatTheProtocolSays(chain, account, vectors, usd);
        }
        // and on into liquidation: WETH dearer, and what is left of the collateral is not enough
        account.useAsCollateral(account.usdc, true);
        account.withdraw(account.weth, Desk.ALL);
        for (int more = 256; more >= 1; more /= 2) {
            account.borrow(account.weth, Desk.ether(more));
        }
        for (int rise = 0; rise < 5; rise++) {
            usd *= 1.15;
            market.step(MarketPrice.ofModel(usd));
            assertSaysWhatTheProtocolSays(chain, account, vectors, usd);
        }
        Tuple last = new Views(chain).totals(gauge, account.account);
        assertThat(last.<BigInteger>get(1)).isLessThan(last.get(2));
        vectors.recordIfAsked();
        assertThat(vectors.committedFields()).isIn(List.of(), vectors.currentFields());
    }

    @Test
    void insideAnEModeTheNumbersAreThoseOfItsCategory(ForkedChain chain, MarketDriver market) {
        Random random = new Random(7);
        Desk account = new Desk(chain, 10).atAave(aave).withTokens(1_000, 1_000_000);
        openEMode(
                (function, arguments) -> {
                    Transactor owner = owner(chain);
                    owner.call(chain.addresses().get(named("poolConfigurator")), Function.parse(function), arguments);
                    owner.mine();
                },
                abi(account.weth),
                abi(account.usdc));
        GaugeVectors vectors = new GaugeVectors(vectorFile + "-e-mode", "gauges/AaveV3Gauge");
        account.supply(account.usdc, Desk.dollars(200_000));
        account.supply(account.weth, Desk.ether(50));
        double usd = 2000;
        int inside = 0;
        for (int state = 0; state < 24; state++) {
            switch (random.nextInt(6)) {
                case 0 -> account.enterEMode(CATEGORY);
                case 1 -> account.enterEMode(random.nextInt(3) == 0 ? 0 : CATEGORY);
                case 2 -> account.borrow(account.weth, Desk.ether(random.nextDouble() * 30));
                case 3 -> account.repay(account.weth, Desk.ether(random.nextDouble() * 20));
                case 4 -> account.withdraw(account.usdc, Desk.dollars(random.nextDouble() * 40_000));
                default -> {
                    usd *= 1 + (random.nextDouble() - 0.5) * 0.06;
                    market.step(MarketPrice.ofModel(usd));
                }
            }
            assertSaysWhatTheProtocolSays(chain, account, vectors, usd);
            inside += account.eMode().equals(BigInteger.valueOf(CATEGORY)) ? 1 : 0;
        }
        assertThat(inside).isGreaterThan(6);
        vectors.recordIfAsked();
        assertThat(vectors.committedFields()).isIn(List.of(), vectors.currentFields());
    }

    /** Opens category {@value #CATEGORY}, in which USDC is collateral and WETH may be borrowed. */
    abstract void openEMode(Configurator configurator, Object weth, Object usdc);

    /** The market's administration. */
    @FunctionalInterface
    interface Configurator {
        void call(String function, Object... arguments);
    }

    @Test
    void equityBelowMaintenanceIsExactlyTheProtocolsLiquidation(ForkedChain chain) {
        Desk account = new Desk(chain, 10).atAave(aave).withTokens(100, 500_000);
        Desk liquidator = new Desk(chain, 11).atAave(aave).withTokens(1_000, 1_000_000);
        account.supply(account.usdc, Desk.dollars(123_456.789));
        account.supply(account.weth, Desk.ether(7.77));
        assertThat(account.borrow(account.weth, Desk.ether(40))).isTrue();

        // the price of ETH, to 1e-8 USD, at which the real pool first lets the account be liquidated
        BigInteger safe = BigInteger.valueOf(2_000_00000000L);
        BigInteger liquidatable = BigInteger.valueOf(8_000_00000000L);
        assertThat(isLiquidatable(chain, account, liquidator, safe)).isFalse();
        assertThat(isLiquidatable(chain, account, liquidator, liquidatable)).isTrue();
        while (liquidatable.subtract(safe).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = safe.add(liquidatable).shiftRight(1);
            if (isLiquidatable(chain, account, liquidator, middle)) {
                liquidatable = middle;
            } else {
                safe = middle;
            }
        }

        Tuple before = totalsAt(chain, account, safe);
        Tuple after = totalsAt(chain, account, liquidatable);
        assertThat(before.<BigInteger>get(1)).isGreaterThanOrEqualTo(before.get(2));
        assertThat(after.<BigInteger>get(1)).isLessThan(after.get(2));
        // and the two are one unit of the feed apart: a few units of USDC
        assertThat(before.<BigInteger>get(1).subtract(before.get(2))).isLessThan(BigInteger.valueOf(100));
    }

    @Test
    void statusIsPausedWhenAReserveIsAndOpenWhenItIsOnlyFrozen(ForkedChain chain) {
        Views views = new Views(chain);
        Transactor owner = owner(chain);
        Address configurator = chain.addresses().get(named("poolConfigurator"));
        Object weth = abi(chain.addresses().get("tokens.weth"));
        assertThat(views.call(gauge, STATUS).<Integer>get(0)).isEqualTo(0);

        owner.call(configurator, FREEZE_RESERVE, weth, true);
        owner.mine();
        assertThat(views.call(gauge, STATUS).<Integer>get(0)).isEqualTo(0);

        owner.call(configurator, PAUSE_RESERVE, weth, true);
        owner.mine();
        assertThat(views.call(gauge, STATUS).<Integer>get(0)).isEqualTo(1);

        owner.call(configurator, PAUSE_RESERVE, weth, false);
        owner.mine();
        assertThat(views.call(gauge, STATUS).<Integer>get(0)).isEqualTo(0);
    }

    private void assertSaysWhatTheProtocolSays(ForkedChain chain, Desk account, GaugeVectors vectors, double usd) {
        Views views = new Views(chain);
        var book = chain.addresses();
        BigInteger priceE18 = BigInteger.valueOf(Math.round(usd * 1e8)).multiply(BigInteger.TEN.pow(10));
        Object who = abi(account.account);
        Tuple totals = views.totals(gauge, account.account, priceE18);
        Tuple data = views.call(book.get(named("pool")), ACCOUNT_DATA, who);
        BigInteger collateral = data.get(0);
        BigInteger debt = data.get(1);
        BigInteger healthFactor = data.get(5);
        BigInteger usdcPrice =
                views.call(book.get(named("oracle")), PRICE, abi(account.usdc)).get(0);
        BigInteger weth = balance(views, book.get(named("aWETH")), who)
                .subtract(balance(views, book.get(named("variableDebtWETH")), who));
        BigInteger usdc = balance(views, book.get(named("aUSDC")), who)
                .subtract(balance(views, book.get(named("variableDebtUSDC")), who));

        BigInteger equity =
                PerpV2GaugeTest.floorDiv(collateral.subtract(debt).multiply(BigInteger.valueOf(1_000_000)), usdcPrice);
        assertThat(totals.<BigInteger>get(0)).isEqualTo(weth);
        assertThat(totals.<BigInteger>get(1)).isEqualTo(equity);
        assertThat(totals.<BigInteger>get(1).compareTo(totals.get(2)) < 0).isEqualTo(healthFactor.compareTo(E18) < 0);
        assertThat(totals.<BigInteger>get(3))
                .isEqualTo(usdc.add(PerpV2GaugeTest.floorDiv(weth.multiply(priceE18), E30)));
        Map<String, Object> state =
                vectors.read(views.call(gauge, PRIMITIVES, who).get(0));
        assertThat(state)
                .containsEntry("totalCollateralUsd", collateral.toString())
                .containsEntry("totalDebtUsd", debt.toString())
                .containsEntry("liquidationThresholdBps", data.get(3).toString())
                .containsEntry("healthFactor", healthFactor.toString());
        vectors.add(priceE18, state, totals);
    }

    /** What the real pool would do at another answer of the ETH / USD feed. */
    private boolean isLiquidatable(ForkedChain chain, Desk account, Desk liquidator, BigInteger answer) {
        byte[] call = LIQUIDATION_CALL
                .encodeCallWithArgs(
                        abi(account.usdc), abi(account.weth), abi(account.account), BigInteger.TEN.pow(16), false)
                .array();
        return liquidator.wouldSucceed(chain.addresses().get(named("pool")), call, feedAnswers(chain, answer));
    }

    private Tuple totalsAt(ForkedChain chain, Desk account, BigInteger answer) {
        byte[] data = Views.TOTALS
                .encodeCallWithArgs(abi(account.account), Views.TWO_THOUSAND)
                .array();
        byte[] result = JsonRpc.bytes(chain.rpc()
                .request(
                        "eth_call",
                        Map.of("to", gauge.hex(), "data", JsonRpc.hex(data)),
                        "latest",
                        feedAnswers(chain, answer)));
        return Views.TOTALS.decodeReturn(result).get(0);
    }

    /** The feed's proxy replaced by code that answers one number to everything: PUSH32 answer, MSTORE at 0, RETURN 32. */
    private static Map<String, Object> feedAnswers(ForkedChain chain, BigInteger answer) {
        String code = "0x7f" + PerpV2GaugeTest.word(answer).substring(2) + "60005260206000f3";
        return Map.of(chain.addresses().get("chainlink.ethUsd").hex(), Map.of("code", code));
    }

    private String named(String contract) {
        return aave + "." + contract;
    }

    private static BigInteger balance(Views views, Address token, Object who) {
        return views.call(token, BALANCE, who).get(0);
    }

    private static Transactor owner(ForkedChain chain) {
        return new Transactor(
                chain.rpc(), new BlockProducer(chain.rpc()), chain.addresses().get("accounts.owner"));
    }
}
