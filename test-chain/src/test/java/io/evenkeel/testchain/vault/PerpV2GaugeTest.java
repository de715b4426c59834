package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

/** The gauge says of a Perp v2 account what the protocol says, to the last digit. */
@ForkedChainTest
class PerpV2GaugeTest {
    private static final int POSITIONS = 6;
    private static final int LIQUIDATOR = 17;
    private static final Function LIQUIDATE = Function.parse("liquidate(address,address)");
    private static final Function POSITION_SIZE = Function.parse("getTotalPositionSize(address,address)", "(int256)");
    private static final Function OPEN_NOTIONAL = Function.parse("getTotalOpenNotional(address,address)", "(int256)");
    private static final Function PNL = Function.parse("getPnlAndPendingFee(address)", "(int256,int256,uint256)");
    private static final Function PRIMITIVES = Function.parse("primitives(address)", "(bytes)");
    private static final Function STATUS = Function.parse("status()", "(uint8)");
    private static final Function PAUSE = Function.parse("pause()");
    private static final Function UNPAUSE = Function.parse("unpause()");
    private static final Function CLOSE = Function.parse("close(uint256)");
    private static final int OPEN = 0;
    private static final int PAUSED = 1;
    private static final int CLOSED = 2;
    private static final BigInteger E12 = BigInteger.TEN.pow(12);
    private static final BigInteger E18 = BigInteger.TEN.pow(18);
    private static final BigInteger E30 = BigInteger.TEN.pow(30);

    private Address gauge = Address.ZERO;

    @BeforeEach
    void deploy(ForkedChain chain) {
        Transactor owner = owner(chain);
        gauge = owner.deploy(
                "PerpV2Gauge",
                ContractArtifacts.find()
                        .creation(
                                "gauges/PerpV2Gauge",
                                "(string,address,address,address,address)",
                                DeployedVault.PERP,
                                abi(chain.addresses().get("perpV2.clearingHouse")),
                                abi(chain.addresses().get("perpV2.baseToken")),
                                abi(chain.addresses().get("tokens.usdc")),
                                abi(Address.ZERO)));
        owner.mine();
    }

    @Test
    void totalsAreTheProtocolsOwnWhateverHasHappened(ForkedChain chain, MarketDriver market) {
        Random random = new Random(20210519);
        Desk trader = new Desk(chain, 10).withTokens(10, 3_000_000);
        GaugeVectors vectors = new GaugeVectors("perp-v2", "gauges/PerpV2Gauge");
        double usd = 2000;
        trader.depositMargin(300_000);
        for (int state = 0; state < 48; state++) {
            switch (random.nextInt(8)) {
                case 0 -> trader.depositMargin(1 + random.nextDouble() * 50_000);
                case 1 -> trader.withdrawMargin(1 + random.nextDouble() * 80_000);
                case 2, 3 -> trader.sellOnPerp(0.01 + random.nextDouble() * 60);
                case 4 -> trader.buyOnPerp(0.01 + random.nextDouble() * 40);
                case 5 -> market.blocks().mineAt(market.blocks().head().time().plusSeconds(1 + random.nextInt(20_000)));
                default -> {
                    usd *= 1 + (random.nextDouble() - 0.5) * 0.04;
                    market.step(MarketPrice.ofModel(usd));
                }
            }
            assertSaysWhatTheProtocolSays(chain, trader, vectors, usd);
        }
        // and on into liquidation, where nothing can be done any more
        for (int rise = 0; rise < 5; rise++) {
            usd *= 1.07;
            market.step(MarketPrice.ofModel(usd));
            assertSaysWhatTheProtocolSays(chain, trader, vectors, usd);
        }
        Tuple last = new Views(chain).totals(gauge, trader.account);
        assertThat(last.<BigInteger>get(1)).isLessThan(last.get(2));
        vectors.recordIfAsked();
        assertThat(vectors.committedFields()).isIn(List.of(), vectors.currentFields());
    }

    /**
     * In units of USDC, since the mark is a median of averages that come in steps of a basis point: no single unit of it
     * can be had on a real market.
     */
    @Test
    void equityBelowMaintenanceIsExactlyTheProtocolsLiquidationOfAnyPosition(ForkedChain chain, MarketDriver market) {
        Random random = new Random(20210519);
        Desk liquidator = new Desk(chain, LIQUIDATOR).withTokens(10, 5_000_000);
        liquidator.depositMargin(4_000_000);
        List<Desk> traders = new ArrayList<>();
        for (int i = 0; i < POSITIONS; i++) {
            Desk trader = new Desk(chain, 10 + i).withTokens(10, 1_000_000);
            trader.depositMargin(20_000 + random.nextDouble() * 20_000);
            double size = 1 + random.nextDouble() * 60;
            assertThat(i % 2 == 0 ? trader.sellOnPerp(size) : trader.buyOnPerp(size))
                    .isTrue();
            market.step(MarketPrice.ofModel(2000 + random.nextDouble() * 20));
            traders.add(trader);
        }
        market.blocks().mineAt(market.blocks().head().time().plusSeconds(1 + random.nextInt(3_000)));
        for (Desk trader : traders) {
            assertLiquidatableExactlyBelowMaintenance(chain, trader, liquidator);
        }
    }

    /** The deposit that leaves equity exactly at maintenance, and one unit of USDC to either side. */
    private void assertLiquidatableExactlyBelowMaintenance(ForkedChain chain, Desk trader, Desk liquidator) {
        Tuple now = new Views(chain).totals(gauge, trader.account);
        BigInteger equity = now.get(1);
        BigInteger maintenance = now.get(2);
        String balanceSlot = balanceSlot(chain, trader);
        BigInteger balance = perpBalance(chain, trader);
        for (int units = -2; units <= 2; units++) {
            BigInteger wanted = maintenance.add(BigInteger.valueOf(units));
            BigInteger otherBalance = balance.add(wanted.subtract(equity));
            Map<String, Object> override = Map.of(
                    chain.addresses().get("perpV2.vault").hex(),
                    Map.of("stateDiff", Map.of(balanceSlot, word(otherBalance))));
            Tuple totals = totalsWith(chain, trader, override);
            boolean liquidatable = liquidator.wouldSucceed(
                    chain.addresses().get("perpV2.clearingHouse"),
                    LIQUIDATE
                            .encodeCallWithArgs(
                                    abi(trader.account), abi(chain.addresses().get("perpV2.baseToken")))
                            .array(),
                    override);

            assertThat(totals.<BigInteger>get(1)).isEqualTo(wanted);
            assertThat(liquidatable)
                    .as("%s units from maintenance", units)
                    .isEqualTo(units < 0)
                    .isEqualTo(totals.<BigInteger>get(1).compareTo(totals.get(2)) < 0);
        }
    }

    @Test
    void movingTheMarketOfThisMomentMovesNeitherDeltaNorOracleValue(ForkedChain chain) {
        Desk trader = new Desk(chain, 10).withTokens(10, 1_000_000);
        trader.depositMargin(100_000);
        assertThat(trader.sellOnPerp(50)).isTrue();
        Views views = new Views(chain);
        Tuple before = views.totals(gauge, trader.account);
        Address pool = chain.addresses().get("perpV2.pool");
        BigInteger slot0 = JsonRpc.quantity(chain.rpc().request("eth_getStorageAt", pool.hex(), "0x0", "latest"));
        BigInteger low160 = BigInteger.ONE.shiftLeft(160).subtract(BigInteger.ONE);
        BigInteger root = slot0.and(low160);
        BigInteger movedRoot = root.multiply(BigInteger.valueOf(105)).divide(BigInteger.valueOf(100));
        BigInteger moved = slot0.subtract(root).add(movedRoot);

        Tuple after = totalsWith(
                chain, trader, Map.of(pool.hex(), Map.of("stateDiff", Map.of(word(BigInteger.ZERO), word(moved)))));

        assertThat(after.<BigInteger>get(0)).isEqualTo(before.<BigInteger>get(0));
        assertThat(after.<BigInteger>get(3)).isEqualTo(before.<BigInteger>get(3));
    }

    @Test
    void statusFollowsEveryWayTheProtocolCanStop(ForkedChain chain) {
        Views views = new Views(chain);
        Transactor owner = owner(chain);
        Desk trader = new Desk(chain, 10).withTokens(10, 1_000_000);
        trader.depositMargin(100_000);
        assertThat(trader.sellOnPerp(50)).isTrue();
        assertThat(status(views)).isEqualTo(OPEN);

        for (String stoppable : new String[] {"perpV2.clearingHouse", "perpV2.vault"}) {
            owner.call(chain.addresses().get(stoppable), PAUSE);
            owner.mine();
            assertThat(status(views)).as(stoppable).isEqualTo(PAUSED);
            assertThat(views.totals(gauge, trader.account).<BigInteger>get(0))
                    .as("still short")
                    .isNegative();
            owner.call(chain.addresses().get(stoppable), UNPAUSE);
            owner.mine();
            assertThat(status(views)).isEqualTo(OPEN);
        }

        Address market = chain.addresses().get("perpV2.baseToken");
        owner.call(market, PAUSE);
        owner.mine();
        assertThat(status(views)).isEqualTo(PAUSED);
        assertThat(views.totals(gauge, trader.account).<BigInteger>get(0)).isNegative();

        // closed at 1900: the position is worth what it will be settled at and moves no more
        owner.call(market, CLOSE, BigInteger.valueOf(1900).multiply(E18));
        owner.mine();
        Tuple closed = views.totals(gauge, trader.account);
        assertThat(status(views)).isEqualTo(CLOSED);
        assertThat(closed.<BigInteger>get(0)).isZero();
        assertThat(closed.<BigInteger>get(3))
                .isEqualTo(closed.<BigInteger>get(1))
                .isEqualTo(views.totals(gauge, trader.account, E18).<BigInteger>get(3));
    }

    private int status(Views views) {
        return views.call(gauge, STATUS).get(0);
    }

    private static Transactor owner(ForkedChain chain) {
        return new Transactor(
                chain.rpc(), new BlockProducer(chain.rpc()), chain.addresses().get("accounts.owner"));
    }

    private void assertSaysWhatTheProtocolSays(ForkedChain chain, Desk trader, GaugeVectors vectors, double usd) {
        Views views = new Views(chain);
        var book = chain.addresses();
        BigInteger priceE18 = BigInteger.valueOf(Math.round(usd * 1e8)).multiply(BigInteger.TEN.pow(10));
        Tuple totals = views.totals(gauge, trader.account, priceE18);
        Address accountBalance = book.get("perpV2.accountBalance");
        Object who = abi(trader.account);
        Object market = abi(book.get("perpV2.baseToken"));

        BigInteger size = views.call(accountBalance, POSITION_SIZE, who, market).get(0);
        BigInteger notional =
                views.call(accountBalance, OPEN_NOTIONAL, who, market).get(0);
        BigInteger accountValue = views.integer(book.get("perpV2.vault"), "getAccountValue(address)", who);
        BigInteger requirement = views.integer(accountBalance, "getMarginRequirementForLiquidation(address)", who);
        Tuple pnl = views.call(accountBalance, PNL, who);
        BigInteger funding = views.integer(book.get("perpV2.exchange"), "getAllPendingFundingPayment(address)", who);
        BigInteger cash = perpBalance(chain, trader)
                .multiply(E12)
                .add(pnl.get(0))
                .add(pnl.<BigInteger>get(2))
                .subtract(funding);
        BigInteger nav = floorDiv(cash.add(notional).multiply(E18).add(size.multiply(priceE18)), E30);

        assertThat(totals.<BigInteger>get(0)).isEqualTo(size);
        assertThat(totals.<BigInteger>get(1)).isEqualTo(accountValue);
        assertThat(totals.<BigInteger>get(2))
                .isEqualTo(floorDiv(requirement.negate(), E12).negate());
        assertThat(totals.<BigInteger>get(3)).isEqualTo(nav);
        byte[] primitives = views.call(gauge, PRIMITIVES, who).get(0);
        Map<String, Object> state = vectors.read(primitives);
        assertThat(state)
                .containsEntry("positionSize", size.toString())
                .containsEntry("openNotional", notional.toString())
                .containsEntry("pendingFunding", funding.toString())
                .containsEntry("marginRequirement", requirement.toString())
                .containsEntry("accountValue", accountValue.multiply(E12).toString());
        vectors.add(priceE18, state, totals);
    }

    private Tuple totalsWith(ForkedChain chain, Desk trader, Map<String, Object> override) {
        byte[] data = Views.TOTALS
                .encodeCallWithArgs(abi(trader.account), Views.TWO_THOUSAND)
                .array();
        byte[] answer = JsonRpc.bytes(chain.rpc()
                .request("eth_call", Map.of("to", gauge.hex(), "data", JsonRpc.hex(data)), "latest", override));
        return Views.TOTALS.decodeReturn(answer).get(0);
    }

    private static BigInteger perpBalance(ForkedChain chain, Desk trader) {
        return new Views(chain)
                .integer(chain.addresses().get("perpV2.vault"), "getBalance(address)", abi(trader.account));
    }

    /** Where the protocol's vault keeps this trader's USDC: found by its value, since mappings have no names. */
    private static String balanceSlot(ForkedChain chain, Desk trader) {
        BigInteger balance = perpBalance(chain, trader);
        Address vault = chain.addresses().get("perpV2.vault");
        for (int position = 0; position < 400; position++) {
            byte[] ofTrader = Hash.sha3(concat(padded(trader.account), bytes32(BigInteger.valueOf(position))));
            String slot = JsonRpc.hex(Hash.sha3(concat(padded(trader.usdc), ofTrader)));
            if (JsonRpc.quantity(chain.rpc().request("eth_getStorageAt", vault.hex(), slot, "latest"))
                    .equals(balance)) {
                return slot;
            }
        }
        throw new AssertionError("no slot of the vault holds " + balance);
    }

    static BigInteger floorDiv(BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    static String word(BigInteger value) {
        return "0x" + HexFormat.of().formatHex(bytes32(value));
    }

    private static byte[] bytes32(BigInteger value) {
        byte[] two = value.toByteArray();
        byte[] padded = new byte[32];
        if (value.signum() < 0) {
            java.util.Arrays.fill(padded, (byte) -1);
        }
        int from = Math.max(0, two.length - 32);
        System.arraycopy(two, from, padded, 32 - (two.length - from), two.length - from);
        return padded;
    }

    private static byte[] padded(Address address) {
        return concat(new byte[12], address.bytes());
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
