package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.PerpV2GaugeTest.floorDiv;
import static io.evenkeel.testchain.vault.PerpV2GaugeTest.word;
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
import io.evenkeel.testchain.market.PerpsV2Desk;
import io.evenkeel.testchain.market.PerpsV2Executor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

/** The gauge says of a PerpsV2 account what the protocol says, to the last digit, and of its order what it promises. */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class PerpsV2GaugeTest {
    private static final Function PRIMITIVES = Function.parse("primitives(address)", "(bytes)");
    private static final Function STATUS = Function.parse("status()", "(uint8)");
    private static final Function CAN_LIQUIDATE = Function.parse("canLiquidate(address)", "(bool)");
    private static final Function FLAG = Function.parse("flagPosition(address)");
    private static final Function AMOUNT_AND_INVALID = Function.parse("remainingMargin(address)", "(uint256,bool)");
    private static final Function FUNDING = Function.parse("accruedFunding(address)", "(int256,bool)");
    private static final Function LIQUIDATION_PRICE = Function.parse("liquidationPrice(address)", "(uint256,bool)");
    private static final Function FILL_PRICE = Function.parse("fillPrice(int256)", "(uint256,bool)");
    private static final Function ORDER_FEE = Function.parse("orderFee(int256,uint8)", "(uint256,bool)");
    private static final Function POST_TRADE = Function.parse(
            "postTradeDetails(int256,uint256,uint8,address)", "(uint256,int256,uint256,uint256,uint256,uint8)");
    private static final Function SUSPEND = Function.parse("suspendFuturesMarket(bytes32,uint256)");
    private static final Function RESUME = Function.parse("resumeFuturesMarket(bytes32)");
    private static final Function ALLOW = Function.parse("updateAccessControl(bytes32,address,bool,bool)");

    private static final int OFFCHAIN = 2;
    private static final int OPEN = 0;
    private static final int PAUSED = 1;
    private static final BigInteger E12 = BigInteger.TEN.pow(12);

    private Address gauge = Address.ZERO;
    private BlockProducer blocks;
    private PerpsV2Executor executor;

    @BeforeEach
    void deploy(ForkedChain chain) {
        blocks = new BlockProducer(chain.rpc());
        Transactor owner = owner(chain);
        gauge = PerpsV2Listing.ETH
                .deploy(owner, ContractArtifacts.find(), chain.addresses())
                .gauge();
        owner.mine();
        executor = new PerpsV2Executor(
                chain,
                blocks,
                Address.of(chain.rpc().request("eth_accounts").get(12).asString()));
    }

    @Test
    void totalsAreTheProtocolsOwnWhateverHasHappened(ForkedChain chain, MarketDriver market) {
        Random random = new Random(20210519);
        PerpsV2Desk trader = new PerpsV2Desk(chain, blocks, 10).withMargin("40000");
        PerpsV2Desk others = new PerpsV2Desk(chain, blocks, 11).withMargin("3000000");
        GaugeVectors vectors = new GaugeVectors("perps-v2", "gauges/PerpsV2Gauge");
        double usd = 2000;
        assertSaysWhatTheProtocolSays(chain, trader, vectors, usd, random);
        for (int state = 0; state < 40; state++) {
            switch (random.nextInt(9)) {
                case 0 -> trader.tryTransfer(amount(1 + random.nextDouble() * 9000));
                case 1 -> trader.tryTransfer(amount(-1 - random.nextDouble() * 9000));
                case 2, 3 -> trade(trader, size(random, 60), usd);
                // an order that is left alone for a while, and in the end goes
                case 4 -> commit(trader, size(random, 30), usd);
                case 5 -> trade(others, size(random, 900), usd);
                case 6 -> blocks.mineAt(blocks.head().time().plusSeconds(1 + random.nextInt(20_000)));
                default -> {
                    usd *= 1 + (random.nextDouble() - 0.5) * 0.03;
                    market.step(MarketPrice.ofModel(usd));
                }
            }
            if (random.nextBoolean()) {
                market.step(MarketPrice.ofModel(usd));
            }
            assertSaysWhatTheProtocolSays(chain, trader, vectors, usd, random);
            clearAway(trader);
        }
        // and on into liquidation, where nothing can be done any more
        boolean isShort = trader.size().signum() < 0;
        for (int move = 0; move < 8; move++) {
            usd *= isShort ? 1.07 : 0.93;
            market.step(MarketPrice.ofModel(usd));
            assertSaysWhatTheProtocolSays(chain, trader, vectors, usd, random);
        }
        Tuple last = new Views(chain).totals(gauge, trader.account());
        assertThat(last.<BigInteger>get(1)).isLessThan(last.get(2));
        vectors.recordIfAsked();
        assertThat(vectors.committedFields()).isIn(List.of(), vectors.currentFields());
    }

    @Test
    void equityBelowMaintenanceIsExactlyTheProtocolsLiquidation(ForkedChain chain) {
        for (String size : new String[] {"-20", "0.5", "900"}) {
            PerpsV2Desk trader = new PerpsV2Desk(chain, blocks, size.equals("-20") ? 10 : size.equals("900") ? 11 : 13)
                    .withMargin("60000");
            trade(trader, size, 2000);
            assertThat(trader.size()).isEqualTo(PerpsV2Desk.e18(size));
            MarginSlot slot = MarginSlot.of(chain, trader);
            // the least margin that stands, found by asking the protocol alone
            BigInteger least = BigInteger.ZERO;
            BigInteger most = slot.margin();
            while (most.subtract(least).compareTo(BigInteger.ONE) > 0) {
                BigInteger middle = most.add(least).shiftRight(1);
                if (canLiquidate(chain, trader, slot.with(middle))) {
                    least = middle;
                } else {
                    most = middle;
                }
            }
            for (int units = -2; units <= 2; units++) {
                Map<String, Object> override = slot.with(most.add(BigInteger.valueOf(units)));
                Tuple totals = totalsWith(chain, trader, override);
                assertThat(totals.<BigInteger>get(1).compareTo(totals.get(2)) < 0)
                        .as("%s, %s units from the limit", size, units)
                        .isEqualTo(units < 0)
                        .isEqualTo(wouldFlag(chain, trader, override));
            }
        }
    }

    @Test
    void anOrderCountsFromItsCommitmentUntilItCanNoLongerBeFilled(ForkedChain chain) {
        PerpsV2Desk trader = new PerpsV2Desk(chain, blocks, 10).withMargin("5000");
        Views views = new Views(chain);
        Instant committed = trader.submit("-5", "1990");
        Tuple promised = views.totals(gauge, trader.account());
        assertThat(promised.<BigInteger>get(0)).isEqualTo(PerpsV2Desk.e18("-5"));
        assertThat(promised.<BigInteger>get(2)).isPositive();

        blocks.mineAt(committed.plusSeconds(29));
        assertThat(views.totals(gauge, trader.account()).<BigInteger>get(0)).isEqualTo(PerpsV2Desk.e18("-5"));
        blocks.mineAt(committed.plusSeconds(30));
        assertThat(views.totals(gauge, trader.account()).<BigInteger>get(0)).isZero();
        assertThat(views.totals(gauge, trader.account()).<BigInteger>get(2)).isZero();
        assertThat(trader.pendingSize()).as("still there").isEqualTo(PerpsV2Desk.e18("-5"));
    }

    @Test
    void statusFollowsEveryWayTheProtocolCanStop(ForkedChain chain) {
        Views views = new Views(chain);
        Transactor owner = owner(chain);
        Address system = chain.addresses().get("perpsV2.systemStatus");
        byte[] futures = bytes32("Futures");
        owner.call(system, ALLOW, futures, abi(owner.from()), true, true);
        owner.mine();
        assertThat(status(views)).isEqualTo(OPEN);
        for (String key : new String[] {"sETHPERP", "ocETHPERP"}) {
            owner.call(system, SUSPEND, bytes32(key), BigInteger.ONE);
            owner.mine();
            assertThat(status(views)).as(key).isEqualTo(PAUSED);
            owner.call(system, RESUME, (Object) bytes32(key));
            owner.mine();
            assertThat(status(views)).isEqualTo(OPEN);
        }
        // nobody feeds the oracle: its rate is stale after 4200 s
        blocks.mineAt(blocks.head().time().plusSeconds(4300));
        assertThat(status(views)).isEqualTo(PAUSED);
    }

    @Test
    void oneReadingTakesALittleOfWhatThePolicyAllows(ForkedChain chain) {
        PerpsV2Desk trader = new PerpsV2Desk(chain, blocks, 10).withMargin("5000");
        trade(trader, "-5", 2000);
        trader.submit("2", "2010");
        byte[] data = Views.TOTALS
                .encodeCallWithArgs(abi(trader.account()), Views.TWO_THOUSAND)
                .array();
        BigInteger gas = JsonRpc.quantity(
                chain.rpc().request("eth_estimateGas", Map.of("to", gauge.hex(), "data", JsonRpc.hex(data)), "latest"));

        assertThat(gas.longValueExact()).isLessThan(750_000);
    }

    private void trade(PerpsV2Desk desk, String size, double usd) {
        if (commit(desk, size, usd)) {
            executor.execute(
                    desk.account(),
                    BigInteger.valueOf(Math.round(usd * 1e8)),
                    blocks.head().time().plusSeconds(12));
            clearAway(desk);
        }
    }

    private boolean commit(PerpsV2Desk desk, String size, double usd) {
        String limit = amount(usd * (size.startsWith("-") ? 0.95 : 1.05));
        if (!desk.refusalOf(size, limit).isEmpty()) {
            return false;
        }
        desk.submit(size, limit);
        return true;
    }

    private void clearAway(PerpsV2Desk desk) {
        if (desk.pendingSize().signum() != 0) {
            executor.cancel(desk.account(), blocks.head().time().plusSeconds(60));
        }
    }

    private void assertSaysWhatTheProtocolSays(
            ForkedChain chain, PerpsV2Desk trader, GaugeVectors vectors, double usd, Random random) {
        Views views = new Views(chain);
        Address market = chain.addresses().get("perpsV2.market");
        Object who = abi(trader.account());
        BigInteger priceE18 = BigInteger.valueOf(Math.round(usd * 1e8)).multiply(BigInteger.TEN.pow(10));
        Tuple totals = views.totals(gauge, trader.account(), priceE18);
        BigInteger remaining = views.call(market, AMOUNT_AND_INVALID, who).get(0);
        BigInteger funding = views.call(market, FUNDING, who).get(0);
        boolean liquidatable = views.call(market, CAN_LIQUIDATE, who).get(0);
        Map<String, Object> state =
                vectors.read(views.call(gauge, PRIMITIVES, who).get(0));
        boolean live = Boolean.TRUE.equals(state.get("orderLive"));
        BigInteger pending = live ? trader.pendingSize() : BigInteger.ZERO;

        assertThat(totals.<BigInteger>get(0)).isEqualTo(trader.size().add(pending));
        assertThat(totals.<BigInteger>get(1)).isEqualTo(floorDiv(remaining, E12));
        if (!live) {
            assertThat(totals.<BigInteger>get(1).compareTo(totals.get(2)) < 0).isEqualTo(liquidatable);
        }
        assertThat(state)
                .containsEntry("size", trader.size().toString())
                .containsEntry("margin", trader.margin().toString())
                .containsEntry("accruedFunding", funding.toString())
                .containsEntry("remainingMargin", remaining.toString())
                .containsEntry("liquidatable", liquidatable);
        vectors.add(
                priceE18,
                state,
                totals,
                answers(views, market, who, size(random, random.nextInt(4) == 0 ? 40_000 : 40)));
    }

    /** What the protocol itself makes of one more trade at its own price. */
    private static Map<String, Object> answers(Views views, Address market, Object who, String size) {
        BigInteger change = PerpsV2Desk.e18(size);
        Tuple after = views.call(market, POST_TRADE, change, BigInteger.ZERO, OFFCHAIN, who);
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put(
                "currentFundingRate",
                views.integer(market, "currentFundingRate()").toString());
        answers.put(
                "currentFundingVelocity",
                views.integer(market, "currentFundingVelocity()").toString());
        answers.put(
                "liquidationPrice",
                views.call(market, LIQUIDATION_PRICE, who).get(0).toString());
        answers.put("trade", change.toString());
        answers.put("fillPrice", views.call(market, FILL_PRICE, change).get(0).toString());
        answers.put(
                "orderFee",
                views.call(market, ORDER_FEE, change, OFFCHAIN).get(0).toString());
        answers.put("marginAfter", after.get(0).toString());
        answers.put("status", after.get(5).toString());
        return answers;
    }

    private int status(Views views) {
        return views.call(gauge, STATUS).get(0);
    }

    private static boolean canLiquidate(ForkedChain chain, PerpsV2Desk trader, Map<String, Object> override) {
        byte[] data = CAN_LIQUIDATE.encodeCallWithArgs(abi(trader.account())).array();
        Address market = chain.addresses().get("perpsV2.market");
        byte[] answer = JsonRpc.bytes(chain.rpc()
                .request("eth_call", Map.of("to", market.hex(), "data", JsonRpc.hex(data)), "latest", override));
        return CAN_LIQUIDATE.decodeReturn(answer).get(0);
    }

    private static boolean wouldFlag(ForkedChain chain, PerpsV2Desk trader, Map<String, Object> override) {
        Desk liquidator = new Desk(chain, 14);
        byte[] data = FLAG.encodeCallWithArgs(abi(trader.account())).array();
        return liquidator.wouldSucceed(chain.addresses().get("perpsV2.market"), data, override);
    }

    private Tuple totalsWith(ForkedChain chain, PerpsV2Desk trader, Map<String, Object> override) {
        byte[] data = Views.TOTALS
                .encodeCallWithArgs(abi(trader.account()), Views.TWO_THOUSAND)
                .array();
        byte[] answer = JsonRpc.bytes(chain.rpc()
                .request("eth_call", Map.of("to", gauge.hex(), "data", JsonRpc.hex(data)), "latest", override));
        return Views.TOTALS.decodeReturn(answer).get(0);
    }

    /** Where the market keeps a position's margin: the upper half of a word, found by its value. */
    private record MarginSlot(Address state, String slot, BigInteger content) {
        static MarginSlot of(ForkedChain chain, PerpsV2Desk trader) {
            Address state = chain.addresses().get("perpsV2.perpsV2MarketState");
            byte[] key = Arrays.copyOf(new byte[12], 32);
            System.arraycopy(trader.account().bytes(), 0, key, 12, 20);
            for (int position = 0; position < 60; position++) {
                byte[] both = Arrays.copyOf(key, 64);
                both[63] = (byte) position;
                String slot = JsonRpc.hex(Hash.sha3(both));
                BigInteger content =
                        JsonRpc.quantity(chain.rpc().request("eth_getStorageAt", state.hex(), slot, "latest"));
                if (content.shiftRight(128).equals(trader.margin())) {
                    return new MarginSlot(state, slot, content);
                }
            }
            throw new AssertionError("no slot of the market holds " + trader.margin());
        }

        BigInteger margin() {
            return content.shiftRight(128);
        }

        Map<String, Object> with(BigInteger margin) {
            BigInteger low = content.subtract(margin().shiftLeft(128));
            return Map.of(
                    state.hex(),
                    Map.of("stateDiff", Map.of(slot, word(margin.shiftLeft(128).add(low)))));
        }
    }

    private static String size(Random random, double most) {
        return amount((random.nextDouble() - 0.5) * 2 * most);
    }

    private static String amount(double value) {
        return BigDecimal.valueOf(value).setScale(9, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static byte[] bytes32(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 32);
    }

    private static Transactor owner(ForkedChain chain) {
        return new Transactor(
                chain.rpc(), new BlockProducer(chain.rpc()), chain.addresses().get("accounts.owner"));
    }
}
