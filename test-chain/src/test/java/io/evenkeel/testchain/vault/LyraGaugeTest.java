package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.lyra.LyraState;
import io.evenkeel.margin.lyra.LyraBoard;
import io.evenkeel.margin.lyra.LyraMarket;
import io.evenkeel.margin.lyra.LyraPosition;
import io.evenkeel.margin.lyra.LyraPrices;
import io.evenkeel.margin.lyra.LyraStrike;
import io.evenkeel.margin.lyra.LyraTotals;
import io.evenkeel.margin.lyra.LyraTrade;
import io.evenkeel.margin.lyra.LyraType;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.LyraDesk;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The gauge says of an account's options what the protocol says, and our own arithmetic says both, to the last digit:
 * totals, collateral asked for, what a trade costs, and the price at which a sold option is liquidated.
 */
@ForkedChainTest(usdPerEth = 2000, with = "lyra")
class LyraGaugeTest {
    private static final Function PRIMITIVES = Function.parse("primitives(address)", "(bytes)");
    private static final Function CAN_LIQUIDATE = Function.parse(
            "canLiquidate((uint256,uint256,uint8,uint256,uint256,uint8),uint256,uint256,uint256)", "(bool)");
    private static final Function MIN_COLLATERAL =
            Function.parse("getMinCollateral(uint8,uint256,uint256,uint256,uint256)", "(uint256)");
    private static final Function STATUS = Function.parse("status()", "(uint8)");
    private static final Function PAUSE = Function.parse("setGlobalPaused(bool)");
    private static final Function DECLARE = Function.parse("declare(bool)");
    private static final int ACTIVE = 1;
    private static final int STATES = 30;
    private static final int STATES_A_VECTOR = 4;
    private static final int AT_THE_MONEY = 2;

    private Address gauge = Address.ZERO;
    private BlockProducer blocks;
    private LyraDesk trader;

    @BeforeEach
    void deploy(ForkedChain chain) {
        blocks = new BlockProducer(chain.rpc());
        Transactor owner = owner(chain);
        gauge = LyraListing.ETH
                .deploy(owner, ContractArtifacts.find(), chain.addresses())
                .gauge();
        owner.mine();
        trader = new LyraDesk(chain, blocks, 10);
    }

    @Test
    void totalsQuotesAndLiquidationsAreTheProtocolsOwnWhateverHasHappened(ForkedChain chain, MarketDriver market) {
        Random random = new Random(20210519);
        LyraDesk others = new LyraDesk(chain, blocks, 11);
        double usd = 2000;
        int trades = 0;
        GaugeVectors vectors = new GaugeVectors("lyra", "gauges/LyraGauge");
        for (int state = 0; state < STATES; state++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> trades += tradeSomething(chain, trader, random) ? 1 : 0;
                case 2 -> trades += tradeSomething(chain, others, random) ? 1 : 0;
                case 3 -> blocks.mineAt(blocks.head().time().plusSeconds(1 + random.nextInt(40_000)));
                default -> usd *= 1 + (random.nextDouble() - 0.5) * 0.08;
            }
            market.step(MarketPrice.ofModel(usd));
            assertSaysWhatTheProtocolSays(chain, usd);
            if (state % STATES_A_VECTOR == 0) {
                add(vectors, chain, usd);
            }
        }
        vectors.recordIfAsked();
        assertThat(vectors.committedFields()).isEqualTo(vectors.currentFields());
        assertThat(trades).isGreaterThan(STATES / 6);
    }

    /** With what the protocol asks for a call at the money. */
    private void add(GaugeVectors vectors, ForkedChain chain, double usd) {
        Views views = new Views(chain);
        byte[] primitives = views.call(gauge, PRIMITIVES, abi(trader.account())).get(0);
        LyraState state = LyraState.decode(primitives);
        LyraStrike strike = state.market().boards().getLast().strikes().get(AT_THE_MONEY);
        BigInteger amount = e18(3);
        Map<String, Object> answers = new TreeMap<>();
        answers.put("strikeId", strike.strikeId().toString());
        answers.put("amount", amount.toString());
        LyraDesk.Quote quote = trader.quoteOpen(
                        strike.strikeId(), BigInteger.ZERO, LyraType.LONG_CALL, amount, BigInteger.ZERO)
                .orElseThrow();
        answers.put("total", quote.total().toString());
        answers.put("fees", quote.fees().toString());
        BigInteger priceE18 = priceE18(usd);
        vectors.add(priceE18, vectors.read(primitives), views.totals(gauge, trader.account(), priceE18), answers);
    }

    private static BigInteger priceE18(double usd) {
        return BigInteger.valueOf(Math.round(usd * 1e8)).multiply(BigInteger.TEN.pow(10));
    }

    private boolean tradeSomething(ForkedChain chain, LyraDesk desk, Random random) {
        LyraState state = state(chain, desk.account());
        List<LyraPosition> held = state.account().positions();
        if (!held.isEmpty() && random.nextInt(4) == 0) {
            LyraPosition one = held.get(random.nextInt(held.size()));
            if (desk.quoteClose(one.strikeId(), one.positionId(), one.type(), one.amount(), BigInteger.ZERO)
                    .isPresent()) {
                desk.close(one.strikeId(), one.positionId(), one.type(), one.amount(), BigInteger.ZERO);
                return true;
            }
        }
        LyraMarket market = state.market();
        LyraBoard board = market.boards().get(random.nextInt(market.boards().size()));
        LyraStrike strike = board.strikes().get(random.nextInt(board.strikes().size()));
        LyraType type = LyraType.of(random.nextInt(5));
        BigInteger amount = e18(1 + random.nextDouble() * 20);
        BigInteger collateral = type.isShort()
                ? new BigDecimal(market.collateral()
                                .minimum(
                                        type,
                                        amount,
                                        strike.strike(),
                                        market.secondsTo(board.expiry()),
                                        market.spot(),
                                        market.rate()))
                        .multiply(BigDecimal.valueOf(1 + random.nextDouble()))
                        .toBigInteger()
                : BigInteger.ZERO;
        Optional<LyraDesk.Quote> asked = desk.quoteOpen(strike.strikeId(), BigInteger.ZERO, type, amount, collateral);
        if (asked.isEmpty()) {
            return false;
        }
        LyraTrade ours = LyraTrade.of(market, board, strike, type.isPut(), amount, !type.isShort());
        assertThat(ours.total())
                .as("%s of %s", type, strike)
                .isEqualTo(asked.get().total());
        assertThat(ours.fees()).isEqualTo(asked.get().fees());
        desk.open(strike.strikeId(), BigInteger.ZERO, type, amount, collateral);
        return true;
    }

    private void assertSaysWhatTheProtocolSays(ForkedChain chain, double usd) {
        Views views = new Views(chain);
        BigInteger priceE18 = priceE18(usd);
        LyraState state = state(chain, trader.account());
        Tuple totals = views.totals(gauge, trader.account(), priceE18);
        LyraTotals ours = LyraTotals.of(state.account(), state.market(), priceE18);
        assertThat(totals.<BigInteger>get(0)).isEqualTo(ours.delta());
        assertThat(totals.<BigInteger>get(1)).isEqualTo(ours.protocolEquity());
        assertThat(totals.<BigInteger>get(2)).isEqualTo(ours.maintenance());
        assertThat(totals.<BigInteger>get(3)).isEqualTo(ours.oracleNav());

        boolean any = false;
        BigInteger spot = state.market().spot();
        for (LyraPosition position : state.account().positions()) {
            any |= canLiquidate(views, chain, position, spot);
            if (!position.type().isShort()) {
                continue;
            }
            assertThat(state.market().collateral().minimum(position, state.market(), spot))
                    .isEqualTo(minCollateral(views, chain, position, spot));
            LyraPrices prices = new LyraPrices(state.market(), spot);
            prices.highestSafe(position)
                    .ifPresent(price -> assertBracketed(views, chain, position, price, BigInteger.ONE, spot));
            prices.lowestSafe(position)
                    .ifPresent(price -> assertBracketed(views, chain, position, price, BigInteger.ONE.negate(), spot));
        }
        assertThat(totals.<BigInteger>get(1).compareTo(totals.get(2)) < 0).isEqualTo(any);
    }

    /** Healthy there, liquidatable one unit further; where it is liquidatable at the spot already, there it is. */
    private static void assertBracketed(
            Views views,
            ForkedChain chain,
            LyraPosition position,
            BigInteger price,
            BigInteger further,
            BigInteger spot) {
        boolean already = canLiquidate(views, chain, position, spot);
        assertThat(canLiquidate(views, chain, position, price)).isEqualTo(already);
        if (!already) {
            assertThat(canLiquidate(views, chain, position, price.add(further)))
                    .as("%s at %s", position, price)
                    .isTrue();
        }
    }

    @Test
    void statusFollowsPausesAndTheRate(ForkedChain chain) {
        Views views = new Views(chain);
        Transactor owner = owner(chain);
        assertThat(views.call(gauge, STATUS).<Integer>get(0)).isZero();
        owner.call(chain.addresses().get("lyra.synthetixAdapter"), PAUSE, true);
        owner.mine();
        assertThat(views.call(gauge, STATUS).<Integer>get(0)).isOne();
        owner.call(chain.addresses().get("lyra.synthetixAdapter"), PAUSE, false);
        owner.call(chain.addresses().get("lyra.exchangeRatesDouble"), DECLARE, true);
        owner.mine();
        assertThat(views.call(gauge, STATUS).<Integer>get(0)).isOne();
        assertThat(state(chain, trader.account()).market().spot()).isZero();
        assertThat(views.totals(gauge, trader.account()).<BigInteger>get(3))
                .as("still counted")
                .isPositive();
    }

    @Test
    void oneReadingOfAFullBookStaysInsideWhatThePolicyAllows(ForkedChain chain) {
        LyraMarket market = state(chain, trader.account()).market();
        for (LyraBoard board : market.boards()) {
            for (int strike = 1; strike <= 3; strike++) {
                LyraStrike one = board.strikes().get(strike);
                trader.open(one.strikeId(), BigInteger.ZERO, LyraType.SHORT_PUT_QUOTE, e18(5), e18(12_000));
            }
        }
        assertThat(state(chain, trader.account()).account().positions())
                .as("and no more")
                .hasSize(5);
        byte[] data = Views.TOTALS
                .encodeCallWithArgs(abi(trader.account()), Views.TWO_THOUSAND)
                .array();
        BigInteger gas = JsonRpc.quantity(
                chain.rpc().request("eth_estimateGas", Map.of("to", gauge.hex(), "data", JsonRpc.hex(data)), "latest"));

        assertThat(gas.longValueExact()).isLessThan(1_400_000);
    }

    private LyraState state(ForkedChain chain, Address account) {
        return LyraState.decode(
                new Views(chain).call(gauge, PRIMITIVES, abi(account)).get(0));
    }

    private static boolean canLiquidate(Views views, ForkedChain chain, LyraPosition position, BigInteger spot) {
        return views.call(
                        chain.addresses().get("lyra.optionToken"),
                        CAN_LIQUIDATE,
                        Tuple.of(
                                position.positionId(),
                                position.strikeId(),
                                position.type().ordinal(),
                                position.amount(),
                                position.collateral(),
                                ACTIVE),
                        BigInteger.valueOf(position.expiry()),
                        position.strike(),
                        spot)
                .get(0);
    }

    private static BigInteger minCollateral(Views views, ForkedChain chain, LyraPosition position, BigInteger spot) {
        return views.call(
                        chain.addresses().get("lyra.optionGreekCache"),
                        MIN_COLLATERAL,
                        position.type().ordinal(),
                        position.strike(),
                        BigInteger.valueOf(position.expiry()),
                        spot,
                        position.amount())
                .get(0);
    }

    private Transactor owner(ForkedChain chain) {
        return new Transactor(chain.rpc(), blocks, chain.addresses().get("accounts.owner"));
    }

    private static BigInteger e18(double whole) {
        return new BigDecimal(whole).movePointRight(18).toBigInteger();
    }
}
