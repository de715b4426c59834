package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.market.GmxV2Desk.ANY_PURCHASE;
import static io.evenkeel.testchain.market.GmxV2Desk.ANY_SALE;
import static io.evenkeel.testchain.market.GmxV2Desk.usd;
import static io.evenkeel.testchain.vault.PerpV2GaugeTest.floorDiv;
import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.gmxv2.GmxV2Position;
import io.evenkeel.market.Pair;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.GmxV2Desk;
import io.evenkeel.testchain.market.GmxV2Desk.Verdict;
import io.evenkeel.testchain.market.GmxV2Governance;
import io.evenkeel.testchain.market.GmxV2Keeper;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.units.Bps;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gauge says of a short what GMX v2's double says, to the last digit, and of its order what it promises. */
@ForkedChainTest(usdPerEth = 2000, with = "gmx-v2-double")
class GmxV2GaugeTest {
    private static final Function PRIMITIVES = Function.parse("primitives(address)", "(bytes)");
    private static final Function STATUS = Function.parse("status()", "(uint8)");
    private static final Function PRICE_SOURCE = Function.parse("priceSource()", "(address)");

    private static final int TRADER = 10;
    private static final int OTHERS = 11;
    private static final int KEEPER = 12;
    private static final int STATES = 26;
    /** Moves of the price after the first that makes the short liquidatable. */
    private static final int BEYOND = 3;

    private static final int POSITIONS = 6;
    private static final int OPEN = 0;
    private static final int PAUSED = 1;
    private static final BigInteger E6 = BigInteger.TEN.pow(6);
    private static final BigInteger USD_PER_QUOTE = BigInteger.TEN.pow(24);

    private Address gauge = Address.ZERO;
    private Address priceSource = Address.ZERO;
    private BlockProducer blocks;
    private GmxV2Keeper keeper;
    private GmxV2Governance governance;
    private Views views;
    private double usdPerEth = 2000;

    @BeforeEach
    void deploy(ForkedChain chain) {
        blocks = new BlockProducer(chain.rpc());
        Transactor owner = new Transactor(chain.rpc(), blocks, chain.addresses().get("accounts.owner"));
        gauge = GmxV2Listing.ETH
                .deploy(owner, ContractArtifacts.find(), chain.addresses())
                .gauge();
        owner.mine();
        views = new Views(chain);
        priceSource = Address.of(views.call(gauge, PRICE_SOURCE).get(0).toString());
        governance = new GmxV2Governance(chain, blocks);
        keeper = new GmxV2Keeper(
                chain,
                blocks,
                Address.of(chain.rpc().request("eth_accounts").get(KEEPER).asString()));
    }

    @Test
    void totalsAreTheProtocolsOwnWhateverHasHappened(ForkedChain chain, MarketDriver market) {
        Random random = new Random(20210519);
        GmxV2Desk trader = new GmxV2Desk(chain, blocks, TRADER);
        GmxV2Desk others = new GmxV2Desk(chain, blocks, OTHERS);
        GaugeVectors vectors = new GaugeVectors("gmx-v2", "gauges/GmxV2Gauge");
        assertSaysWhatTheProtocolSays(trader, vectors);
        others.increase(usd(3_000_000), dollars(30_000_000), ANY_SALE);
        fill(others);
        for (int state = 0; state < STATES; state++) {
            switch (random.nextInt(9)) {
                case 0 -> trader.increase(BigInteger.ZERO, dollars(1 + random.nextDouble() * 9000), ANY_SALE);
                case 1 -> trader.decrease(BigInteger.ZERO, dollars(1 + random.nextDouble() * 4000), ANY_PURCHASE);
                case 2, 3 -> open(trader, random);
                case 4 ->
                    trader.decrease(part(trader.sizeUsd(), random), BigInteger.ZERO, GmxV2Desk.price(usdPerEth * 1.05));
                case 5 -> {
                    others.increase(usd(10_000 + random.nextInt(500_000)), dollars(50_000), ANY_SALE);
                    fill(others);
                }
                case 6 -> blocks.mineAt(blocks.head().time().plusSeconds(1 + random.nextInt(200_000)));
                case 7 -> govern(random);
                default -> {
                    usdPerEth *= 1 + (random.nextDouble() - 0.5) * 0.05;
                    market.step(MarketPrice.ofModel(usdPerEth));
                }
            }
            writeDownWhatIsOwed(trader, others);
            assertSaysWhatTheProtocolSays(trader, vectors);
            if (trader.orders().length != 0) {
                if (random.nextInt(5) == 0) {
                    keeper.freeze(trader.account());
                    writeDownWhatIsOwed(trader, others);
                    assertSaysWhatTheProtocolSays(trader, vectors);
                    blocks.mineAt(blocks.head().time().plusSeconds(300));
                    trader.cancel(trader.orders()[0]);
                } else {
                    fill(trader);
                }
            }
            if (random.nextBoolean()) {
                market.step(MarketPrice.ofModel(usdPerEth));
            }
            writeDownWhatIsOwed(trader, others);
            assertSaysWhatTheProtocolSays(trader, vectors);
            if (isOver(trader)) {
                keeper.liquidate(trader.account(), now().divide(BigInteger.TEN.pow(4)));
            }
        }
        trader.increase(usd(50 * usdPerEth), dollars(5_000), ANY_SALE);
        fill(trader);
        assertThat(trader.sizeUsd()).isPositive();
        for (int beyond = 0; beyond < BEYOND; beyond += isOver(trader) ? 1 : 0) {
            usdPerEth *= 1.05;
            market.step(MarketPrice.ofModel(usdPerEth));
            writeDownWhatIsOwed(trader, others);
            assertSaysWhatTheProtocolSays(trader, vectors);
        }
        Tuple last = views.totals(gauge, trader.account(), views.priceE18(priceSource));
        assertThat(last.<BigInteger>get(1)).isLessThan(last.get(2));
        vectors.recordIfAsked();
        assertThat(vectors.committedFields()).isIn(List.of(), vectors.currentFields());
    }

    /** A unit of the protocol's price is a millionth of a unit of ours. */
    @Test
    void aShortStandsAtItsLiquidationPriceAndNotAUnitBeyond(ForkedChain chain) {
        Random random = new Random(20210519);
        for (int i = 0; i < POSITIONS; i++) {
            GmxV2Desk desk = new GmxV2Desk(chain, blocks, TRADER + i);
            double size = 5_000 + random.nextDouble() * 400_000;
            desk.increase(usd(size), dollars(size * (0.03 + random.nextDouble() * 0.5)), ANY_SALE);
            fill(desk);
            blocks.mineAt(blocks.head().time().plusSeconds(1 + random.nextInt(500_000)));
            GmxV2Position ours = position(chain, desk);
            BigInteger level = ours.liquidationPriceAbove().orElseThrow().e18();
            BigInteger healthy = level.divide(E6);

            Verdict stands = desk.standsAt(healthy).orElseThrow();
            assertThat(ours.position().remainingUsd(healthy, ours.terms())).isEqualTo(stands.remainingUsd());
            assertThat(ours.position().isLiquidatable(healthy, ours.terms())).isFalse();
            assertThat(desk.standsAt(healthy.add(BigInteger.ONE)))
                    .as("short %s a unit beyond %s", i, healthy)
                    .isEmpty();
            assertThat(ours.position().isLiquidatable(healthy.add(BigInteger.ONE), ours.terms()))
                    .isTrue();
            assertThat(isOverAt(desk, level)).isFalse();
            assertThat(isOverAt(desk, level.add(BigInteger.ONE))).isTrue();
        }
    }

    @Test
    void anOrderCountsFromItsCreationUntilItIsFrozen(ForkedChain chain) {
        GmxV2Desk trader = new GmxV2Desk(chain, blocks, TRADER);
        trader.increase(usd(10_000), dollars(2_000), ANY_SALE);
        Tuple promised = views.totals(gauge, trader.account());
        assertThat(promised.<BigInteger>get(0)).isEqualTo(BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(-5)));
        assertThat(promised.<BigInteger>get(1)).isZero();
        // half a percent of 10,000, twice the fee of 6, less what it brings: nothing is asked
        assertThat(promised.<BigInteger>get(2)).isZero();
        assertThat(promised.<BigInteger>get(3)).isEqualTo(dollars(2_000));

        keeper.freeze(trader.account());
        Tuple frozen = views.totals(gauge, trader.account());
        assertThat(frozen.<BigInteger>get(0)).isZero();
        assertThat(frozen.<BigInteger>get(3)).isEqualTo(dollars(2_000));
    }

    @Test
    void anOrderThatTakesOutTooMuchIsAskedForBeforeItIsFilled(ForkedChain chain) {
        GmxV2Desk trader = new GmxV2Desk(chain, blocks, TRADER);
        trader.increase(usd(100_000), dollars(10_000), ANY_SALE);
        fill(trader);
        BigInteger before = views.totals(gauge, trader.account()).get(2);

        trader.decrease(BigInteger.ZERO, dollars(3_000), ANY_PURCHASE);

        assertThat(views.totals(gauge, trader.account()).<BigInteger>get(2)).isEqualTo(before.add(dollars(3_000)));
    }

    @Test
    void statusFollowsEveryWayTheProtocolCanStop() {
        assertThat(status()).isEqualTo(OPEN);
        governance.disableMarket(true);
        assertThat(status()).isEqualTo(PAUSED);
        governance.disableMarket(false);
        for (String feature : new String[] {"CREATE_ORDER_FEATURE_DISABLED", "EXECUTE_ORDER_FEATURE_DISABLED"}) {
            for (int type : new int[] {GmxV2Desk.INCREASE, GmxV2Desk.DECREASE}) {
                governance.disableOrders(feature, type, true);
                assertThat(status()).as("%s of %s", feature, type).isEqualTo(PAUSED);
                governance.disableOrders(feature, type, false);
                assertThat(status()).isEqualTo(OPEN);
            }
        }
    }

    @Test
    void oneReadingTakesALittleOfWhatThePolicyAllows(ForkedChain chain) {
        GmxV2Desk trader = new GmxV2Desk(chain, blocks, TRADER);
        trader.increase(usd(10_000), dollars(2_000), ANY_SALE);
        fill(trader);
        trader.decrease(usd(2_000), BigInteger.ZERO, ANY_PURCHASE);
        byte[] data = Views.TOTALS
                .encodeCallWithArgs(abi(trader.account()), Views.TWO_THOUSAND)
                .array();
        BigInteger gas = JsonRpc.quantity(
                chain.rpc().request("eth_estimateGas", Map.of("to", gauge.hex(), "data", JsonRpc.hex(data)), "latest"));

        assertThat(gas.longValueExact()).isLessThan(750_000);
    }

    /** Of a position that is over: what a liquidator is answered is no more, and its reader knows only what is written. */
    private void writeDownWhatIsOwed(GmxV2Desk trader, GmxV2Desk others) {
        if (isOver(trader)) {
            others.increase(usd(10), dollars(10), ANY_SALE);
            fill(others);
            assertThat(others.newestCancellation()).isEmpty();
        }
    }

    private boolean isOver(GmxV2Desk desk) {
        return desk.sizeUsd().signum() != 0 && desk.standsAt(now()).isEmpty();
    }

    private void open(GmxV2Desk desk, Random random) {
        double size = (0.1 + random.nextDouble() * 60) * usdPerEth;
        BigInteger deposit = dollars(size * (0.02 + random.nextDouble() * 0.3));
        desk.increase(usd(size), deposit, GmxV2Desk.price(usdPerEth * 0.95));
    }

    /** Any of what decides about a short, within what the protocol's governance could mean. */
    private void govern(Random random) {
        BigInteger billionth = BigInteger.TEN.pow(21);
        BigInteger parts = BigInteger.valueOf(1 + random.nextInt(1_000));
        switch (random.nextInt(5)) {
            case 0 ->
                governance.setOfSide(
                        "POSITION_FEE_FACTOR",
                        random.nextBoolean(),
                        parts.multiply(billionth).multiply(BigInteger.valueOf(1_000)));
            // never less than what improving the balance gains
            case 1 ->
                governance.setOfSide(
                        "POSITION_IMPACT_FACTOR", false, billionth.add(parts.multiply(BigInteger.TEN.pow(18))));
            case 2 -> governance.setOfSide("BORROWING_FACTOR", false, parts.multiply(BigInteger.TEN.pow(18)));
            case 3 ->
                governance.setOfMarket(
                        "MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION",
                        parts.multiply(billionth).multiply(BigInteger.valueOf(5_000)));
            default ->
                governance.setOfMarket(
                        "MAX_POSITION_IMPACT_FACTOR_FOR_LIQUIDATIONS",
                        parts.multiply(billionth).multiply(BigInteger.valueOf(5_000)));
        }
    }

    private void fill(GmxV2Desk desk) {
        keeper.execute(desk.account(), BigInteger.valueOf(Math.round(usdPerEth * 1e8)));
    }

    private void assertSaysWhatTheProtocolSays(GmxV2Desk trader, GaugeVectors vectors) {
        BigInteger priceE18 = views.priceE18(priceSource);
        Tuple totals = views.totals(gauge, trader.account(), priceE18);
        Map<String, Object> state = vectors.read(
                views.call(gauge, PRIMITIVES, abi(trader.account())).get(0));
        boolean promises = trader.orders().length != 0 && !Boolean.TRUE.equals(state.get("orderFrozen"));
        Verdict said = verdict(trader);

        assertThat(totals.<BigInteger>get(1)).isEqualTo(floorDiv(said.remainingUsd(), USD_PER_QUOTE));
        if (!promises) {
            assertThat(totals.<BigInteger>get(0)).isEqualTo(trader.sizeBase().negate());
            assertThat(totals.<BigInteger>get(2)).isEqualTo(maintenance(said));
            assertThat(totals.<BigInteger>get(1).compareTo(totals.get(2)) < 0).isEqualTo(said.liquidatable());
        }
        assertThat(state)
                .containsEntry("sizeUsd", trader.sizeUsd().toString())
                .containsEntry("sizeBase", trader.sizeBase().toString())
                .containsEntry("collateral", trader.collateral().toString())
                .containsEntry("remainingUsd", said.remainingUsd().toString())
                .containsEntry("orderCount", Integer.toString(trader.orders().length));
        vectors.add(
                priceE18,
                state,
                totals,
                Map.of(
                        "liquidatable", said.liquidatable(),
                        "remainingUsd", said.remainingUsd().toString()));
    }

    /** The protocol's own, with all that is owed: as it answers a liquidator, or its reader when that one would succeed. */
    private Verdict verdict(GmxV2Desk desk) {
        BigInteger zero = BigInteger.ZERO;
        return desk.sizeUsd().signum() == 0
                ? new Verdict(false, zero, zero, zero)
                : desk.standsAt(now()).orElseGet(() -> desk.read(now()));
    }

    /** Equity less what there is over the least that stands, rounded down. */
    private static BigInteger maintenance(Verdict said) {
        BigInteger least = said.minCollateralUsd().max(said.minCollateralUsdForLeverage());
        return floorDiv(said.remainingUsd(), USD_PER_QUOTE)
                .subtract(floorDiv(said.remainingUsd().subtract(least), USD_PER_QUOTE));
    }

    private boolean isOverAt(GmxV2Desk desk, BigInteger priceE18) {
        Tuple totals = views.totals(gauge, desk.account(), priceE18);
        return totals.<BigInteger>get(1).compareTo(totals.get(2)) < 0;
    }

    private GmxV2Position position(ForkedChain chain, GmxV2Desk desk) {
        AbiRecord state = LiquidationPriceTest.state(chain, "GmxV2Gauge", gauge, desk.account(), Map.of());
        Pair pair = LiquidationPriceTest.pair(chain);
        return GmxV2Position.of(
                new VenueId(pair.base().chainId(), GmxV2Listing.VENUE),
                pair,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                state,
                "");
    }

    /** The protocol's price that the gauge reads at. */
    private BigInteger now() {
        return views.priceE18(priceSource).divide(E6);
    }

    private int status() {
        return views.call(gauge, STATUS).get(0);
    }

    private static BigInteger part(BigInteger whole, Random random) {
        return whole.multiply(BigInteger.valueOf(1 + random.nextInt(1_000))).divide(BigInteger.valueOf(1_000));
    }

    private static BigInteger dollars(double whole) {
        return BigInteger.valueOf(Math.round(whole * 1e6));
    }
}
