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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gauge says of Uniswap v3 ranges what burning them would give with the pool at the oracle price. */
@ForkedChainTest
class UniswapV3RangeGaugeTest {
    private static final Function SLOT0 = Function.parse("slot0()", "(uint160,int24,uint16,uint16,uint16,uint8,bool)");
    private static final Function PRIMITIVES = Function.parse("primitives(address)", "(bytes)");
    private static final BigInteger Q192 = BigInteger.ONE.shiftLeft(192);
    private static final BigInteger E30 = BigInteger.TEN.pow(30);

    private Address gauge = Address.ZERO;

    @BeforeEach
    void deploy(ForkedChain chain) {
        Transactor owner = new Transactor(
                chain.rpc(), new BlockProducer(chain.rpc()), chain.addresses().get("accounts.owner"));
        gauge = owner.deploy(
                "UniswapV3RangeGauge",
                ContractArtifacts.find()
                        .creation(
                                "gauges/UniswapV3RangeGauge",
                                "(string,address,address,address,address)",
                                DeployedVault.RANGE,
                                abi(chain.addresses().get("uniswapV3.positionManager")),
                                abi(chain.addresses().get("uniswapV3.pool")),
                                abi(chain.addresses().get("tokens.weth")),
                                abi(chain.addresses().get("tokens.usdc"))));
        owner.mine();
    }

    @Test
    void withThePoolAtTheOraclePriceTheTotalsAreWhatBurningGives(ForkedChain chain) {
        Random random = new Random(1);
        Desk account = new Desk(chain, 10).withTokens(60_000, 200_000_000);
        GaugeVectors vectors = new GaugeVectors("uniswap-v3-range", "gauges/UniswapV3RangeGauge");
        Views views = new Views(chain);
        int centre = Math.floorDiv(slot0(views, chain).<Integer>get(1), 10) * 10;
        for (int i = 0; i < 4; i++) {
            int below = 10 * (1 + random.nextInt(150));
            int above = 10 * (1 + random.nextInt(150));
            assertThat(account.mintRange(centre - below, centre + above, Desk.ether(20), Desk.dollars(40_000)))
                    .isTrue();
        }
        for (int state = 0; state < 24; state++) {
            BigInteger priceE18 = BigInteger.valueOf(Math.round((1700 + random.nextDouble() * 600) * 1e8))
                    .multiply(BigInteger.TEN.pow(10));
            movePoolTo(chain, account, priceE18);
            Tuple totals = views.totals(gauge, account.account, priceE18);
            Map<String, Object> primitives = vectors.read(
                    views.call(gauge, PRIMITIVES, abi(account.account)).get(0));

            BigInteger weth = BigInteger.ZERO;
            BigInteger usdc = BigInteger.ZERO;
            for (Map<String, Object> position : positions(primitives)) {
                Tuple burned = burn(chain, account, position);
                BigInteger amount0 = burned.<BigInteger>get(0).add(number(position, "tokensOwed0"));
                BigInteger amount1 = burned.<BigInteger>get(1).add(number(position, "tokensOwed1"));
                weth = weth.add(account.wethFirst() ? amount0 : amount1);
                usdc = usdc.add(account.wethFirst() ? amount1 : amount0);
            }
            assertThat(totals.<BigInteger>get(0)).isEqualTo(weth);
            assertThat(totals.<BigInteger>get(3))
                    .isEqualTo(usdc.add(weth.multiply(priceE18).divide(E30)));
            vectors.add(priceE18, primitives, totals);
            // somewhere else than the pool, for the vectors: valued at the oracle price all the same
            BigInteger elsewhere = priceE18.multiply(BigInteger.valueOf(80 + random.nextInt(40)))
                    .divide(BigInteger.valueOf(100));
            vectors.add(elsewhere, primitives, views.totals(gauge, account.account, elsewhere));
        }
        vectors.recordIfAsked();
        assertThat(vectors.committedFields()).isIn(List.of(), vectors.currentFields());
    }

    @Test
    void movingThePoolMovesNoTotal(ForkedChain chain, MarketDriver market) {
        Desk account = new Desk(chain, 10).withTokens(60_000, 200_000_000);
        Views views = new Views(chain);
        int centre = Math.floorDiv(slot0(views, chain).<Integer>get(1), 10) * 10;
        assertThat(account.mintRange(centre - 1000, centre + 1000, Desk.ether(100), Desk.dollars(200_000)))
                .isTrue();
        Tuple before = views.totals(gauge, account.account);

        movePoolTo(chain, account, BigInteger.valueOf(1600).multiply(BigInteger.TEN.pow(18)));
        assertThat(views.totals(gauge, account.account)).isEqualTo(before);

        market.step(MarketPrice.of("2400"));
        assertThat(views.totals(gauge, account.account)).isEqualTo(before);
    }

    @Test
    void emptyAndForeignPositionsDoNotCountAndTheSearchIsBounded(ForkedChain chain) {
        Desk account = new Desk(chain, 10).withTokens(1_000, 2_000_000);
        GaugeVectors vectors = new GaugeVectors("uniswap-v3-range", "gauges/UniswapV3RangeGauge");
        Views views = new Views(chain);
        int centre = Math.floorDiv(slot0(views, chain).<Integer>get(1), 10) * 10;
        for (int i = 1; i <= 10; i++) {
            account.mintRange(centre - 10 * i, centre + 10 * i, Desk.ether(1), Desk.dollars(2_000));
        }
        List<Map<String, Object>> all = positions(
                vectors.read(views.call(gauge, PRIMITIVES, abi(account.account)).get(0)));
        assertThat(all).hasSize(8);

        Map<String, Object> first = all.getFirst();
        account.must(
                "uniswapV3.positionManager",
                Desk.DECREASE,
                Tuple.from(
                        number(first, "tokenId"),
                        number(first, "liquidity"),
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        Desk.NEVER));
        Map<String, Object> emptied = positions(vectors.read(
                        views.call(gauge, PRIMITIVES, abi(account.account)).get(0)))
                .getFirst();
        // burned but not yet collected: it still belongs to the account
        assertThat(number(emptied, "liquidity")).isZero();
        assertThat(number(emptied, "tokensOwed0")).isPositive();
    }

    private static Tuple slot0(Views views, ForkedChain chain) {
        return views.call(chain.addresses().get("uniswapV3.pool"), SLOT0);
    }

    /** To exactly the root that the gauge takes for this price. */
    private static void movePoolTo(ForkedChain chain, Desk account, BigInteger priceE18) {
        BigInteger target = account.wethFirst()
                ? priceE18.multiply(Q192).divide(E30).sqrt()
                : E30.multiply(Q192).divide(priceE18).sqrt();
        BigInteger current = slot0(new Views(chain), chain).get(0);
        boolean token0In = target.compareTo(current) < 0;
        account.moveUniswapTo(target, token0In == account.wethFirst());
        assertThat(slot0(new Views(chain), chain).<BigInteger>get(0)).isEqualTo(target);
    }

    private static Tuple burn(ForkedChain chain, Desk account, Map<String, Object> position) {
        byte[] call = Desk.DECREASE
                .encodeCallWithArgs(Tuple.from(
                        number(position, "tokenId"),
                        number(position, "liquidity"),
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        Desk.NEVER))
                .array();
        return Desk.DECREASE.decodeReturn(JsonRpc.bytes(chain.rpc()
                .request(
                        "eth_call",
                        Map.of(
                                "from", account.account.hex(),
                                "to",
                                        chain.addresses()
                                                .get("uniswapV3.positionManager")
                                                .hex(),
                                "data", JsonRpc.hex(call)),
                        "latest")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> positions(Map<String, Object> state) {
        return (List<Map<String, Object>>) Objects.requireNonNull(state.get("positions"));
    }

    private static BigInteger number(Map<String, Object> position, String field) {
        return new BigInteger((String) Objects.requireNonNull(position.get(field)));
    }
}
