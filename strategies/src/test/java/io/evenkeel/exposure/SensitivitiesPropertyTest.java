package io.evenkeel.exposure;

import static io.evenkeel.exposure.AMarket.AAVE;
import static io.evenkeel.exposure.AMarket.BTC;
import static io.evenkeel.exposure.AMarket.DOLLAR_COIN;
import static io.evenkeel.exposure.AMarket.ETH;
import static io.evenkeel.exposure.AMarket.NOW;
import static io.evenkeel.exposure.AMarket.OSQTH;
import static io.evenkeel.exposure.AMarket.PERP;
import static io.evenkeel.exposure.AMarket.SHARES;
import static io.evenkeel.exposure.AMarket.SQUEETH;
import static io.evenkeel.exposure.AMarket.SQUEETH_TERMS;
import static io.evenkeel.exposure.AMarket.STAKED_BASIS;
import static io.evenkeel.exposure.AMarket.WBTC;
import static io.evenkeel.exposure.AMarket.WSTETH;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.Market;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.Basis;
import io.evenkeel.market.RiskFactor.BorrowRate;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.RiskFactor.SupplyRate;
import io.evenkeel.market.RiskFactor.TimePassed.OptionDecay;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.position.LendingAccount;
import io.evenkeel.market.position.LinearPerp;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.PendingOrder;
import io.evenkeel.market.position.PoolRange;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.PowerPerp;
import io.evenkeel.market.position.Spot;
import io.evenkeel.market.position.VaultShares;
import io.evenkeel.options.OptionType;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is held and whatever the market: sensitivities are the slopes of the value, and they add up. */
class SensitivitiesPropertyTest {
    private static final double PART = 1e-3;

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void everyFirstDerivativeIsTheSlopeOfTheValue(
            @ForAll("positions") Position position, @ForAll("markets") Market market) {
        Sensitivities here = of(market, position);

        assertThat(here.factors()).isNotEmpty();
        for (RiskFactor factor : here.factors()) {
            double scale = Math.abs(here.by(factor)) + Math.abs(here.value());
            assertThat(slope(position, market, factor, Sensitivities::value))
                    .as("%s by %s", position, factor)
                    .isCloseTo(here.by(factor), within(1e-6 * scale + 1e-6));
        }
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void everySecondDerivativeIsTheSlopeOfTheFirst(
            @ForAll("positions") Position position, @ForAll("markets") Market market) {
        Sensitivities here = of(market, position);

        for (RiskFactor factor : here.factors()) {
            if (!(factor instanceof AssetPrice || factor instanceof Basis || factor instanceof Volatility)) {
                continue;
            }
            for (RiskFactor other : here.factors()) {
                if (other instanceof AssetPrice || other instanceof Basis || other instanceof Volatility) {
                    double cross = here.cross(factor, other);
                    double scale = Math.abs(cross) + Math.abs(here.by(factor));
                    assertThat(slope(position, market, other, moved -> moved.by(factor)))
                            .as("%s by %s and %s", position, factor, other)
                            .isCloseTo(cross, within(1e-6 * scale + 1e-6));
                    assertThat(cross).isEqualTo(here.cross(other, factor));
                }
            }
        }
    }

    /** Vanna and volga are second derivatives by prices and volatilities; charm and the carries have time in them. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void greeksAndCarriesAreSlopesInTime(@ForAll("positions") Position position, @ForAll("markets") Market market) {
        Sensitivities here = of(market, position);
        Greeks greeks = here.greeks(ETH);

        double charm = slope(position, market, new OptionDecay(ETH), moved -> moved.delta(ETH));
        assertThat(charm).isCloseTo(greeks.charm(), within(1e-5 * (Math.abs(greeks.charm()) + 1)));
        for (RiskFactor rate : here.factors()) {
            if (rate instanceof FundingRate || rate instanceof BorrowRate || rate instanceof SupplyRate) {
                double bySlope =
                        slope(position, market, rate, moved -> moved.fundingPerYear() + moved.interestPerYear());
                assertThat(bySlope).isCloseTo(here.carryBy(rate), within(1e-6 * (Math.abs(here.carryBy(rate)) + 1)));
            }
        }
        assertThat(greeks.vanna()).isEqualTo(here.cross(new AssetPrice(ETH), new Volatility(ETH)));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void netIsTheSumOfTheLinesInWhateverOrder(
            @ForAll("books") List<Position> book, @ForAll("markets") Market market, @ForAll long seed) {
        NetExposure whole = NetExposure.of(market, book);
        List<Position> shuffled = new ArrayList<>(book);
        Collections.shuffle(shuffled, new Random(seed));
        NetExposure otherOrder = NetExposure.of(market, shuffled);

        for (RiskFactor factor : whole.net().factors()) {
            double sum = whole.lines().stream()
                    .mapToDouble(line -> line.sensitivities().by(factor))
                    .sum();
            double size = whole.lines().stream()
                    .mapToDouble(line -> Math.abs(line.sensitivities().by(factor)))
                    .sum();
            assertThat(whole.net().by(factor)).isCloseTo(sum, within(1e-12 * size));
            assertThat(otherOrder.net().by(factor)).isCloseTo(sum, within(1e-12 * size));
        }
        double gross = whole.lines().stream()
                .mapToDouble(line -> Math.abs(line.sensitivities().value()))
                .sum();
        assertThat(otherOrder.nav()).isCloseTo(whole.nav(), within(1e-12 * gross));
        assertThat(otherOrder.net().factors()).isEqualTo(whole.net().factors());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void twoBooksTogetherAreExposedToTheSumOfBoth(
            @ForAll("books") List<Position> one,
            @ForAll("books") List<Position> other,
            @ForAll("markets") Market market) {
        List<Position> both = new ArrayList<>(one);
        both.addAll(other);

        Sensitivities first = NetExposure.of(market, one).net();
        Sensitivities second = NetExposure.of(market, other).net();
        Sensitivities together = NetExposure.of(market, both).net();

        for (RiskFactor factor : together.factors()) {
            double size = Math.abs(first.by(factor)) + Math.abs(second.by(factor));
            assertThat(together.by(factor))
                    .isCloseTo(first.by(factor) + second.by(factor), within(1e-11 * size + 1e-6));
        }
        Greeks sum = first.greeks(ETH).plus(second.greeks(ETH));
        assertThat(together.greeks(ETH).gamma()).isCloseTo(sum.gamma(), within(1e-9 * (1 + Math.abs(sum.gamma()))));
        assertThat(together.greeks(ETH).vega()).isCloseTo(sum.vega(), within(1e-9 * (1 + Math.abs(sum.vega()))));
    }

    /** Held through a vault inside a vault, a quarter of a half is an eighth of everything. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aShareOfAVaultIsThatPartOfAllItHolds(@ForAll("books") List<Position> book, @ForAll("markets") Market market) {
        VaultShares inner = new VaultShares("inner", shares("500"), new VaultShares.Vault(shares("1000"), book));
        VaultShares outer =
                new VaultShares("outer", shares("25"), new VaultShares.Vault(shares("100"), List.of(inner)));

        NetExposure whole = NetExposure.of(market, book);
        NetExposure eighth = NetExposure.of(market, List.of(outer));

        assertThat(eighth.nav()).isCloseTo(whole.nav() / 8, within(1e-9 * Math.abs(whole.nav()) + 1e-9));
        for (RiskFactor factor : whole.net().factors()) {
            double all = whole.net().by(factor);
            assertThat(eighth.net().by(factor)).isCloseTo(all / 8, within(1e-9 * Math.abs(all) + 1e-6));
        }
        assertThat(eighth.lines()).hasSameSizeAs(whole.lines());
        assertThat(eighth.lines()).allSatisfy(line -> assertThat(line.name()).startsWith("outer > inner > "));
    }

    private static Sensitivities of(Market market, Position position) {
        return NetExposure.of(market, List.of(position)).net();
    }

    /** Central difference of the fourth order. */
    private static double slope(
            Position position, Market market, RiskFactor factor, ToDoubleFunction<Sensitivities> what) {
        double level = market.level(factor);
        double step = level == 0 ? 1e-4 : Math.abs(level) * PART;
        double near =
                at(position, market, factor, level + step, what) - at(position, market, factor, level - step, what);
        double far = at(position, market, factor, level + 2 * step, what)
                - at(position, market, factor, level - 2 * step, what);
        return (8 * near - far) / (12 * step);
    }

    private static double at(
            Position position, Market market, RiskFactor factor, double level, ToDoubleFunction<Sensitivities> what) {
        return what.applyAsDouble(of(market.with(factor, level), position));
    }

    @Provide
    Arbitrary<List<Position>> books() {
        return positions().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<Position> positions() {
        Arbitrary<Double> size =
                Arbitraries.doubles().between(-50, 50).ofScale(4).filter(x -> Math.abs(x) > 0.01);
        Arbitrary<Double> amount = Arbitraries.doubles().between(0.01, 50).ofScale(4);
        Arbitrary<Position> leaf = Arbitraries.oneOf(
                size.map(x -> new Spot("spot", delta(WETH, x))),
                size.map(x -> new Spot("dollars", delta(USDC, 1000 * x))),
                size.map(x -> new Spot("staked", delta(WSTETH, x))),
                Arbitraries.of(-200_311, -195_311, -206_311).map(SensitivitiesPropertyTest::range),
                Combinators.combine(amount, amount, amount).as(SensitivitiesPropertyTest::loop),
                Combinators.combine(size, size)
                        .as((x, cash) -> new LinearPerp("perp", PERP, delta(WETH, x), delta(USDC, cash * 2000))),
                size.map(x -> new PowerPerp("squeeth", delta(OSQTH, x), SQUEETH_TERMS)),
                Combinators.combine(
                                Arbitraries.of(OptionType.values()),
                                Arbitraries.of(1500, 1900, 2000, 2100, 2800),
                                Arbitraries.integers().between(14, 365),
                                size)
                        .as(SensitivitiesPropertyTest::option));
        return Combinators.combine(leaf, Arbitraries.integers().between(0, 9)).as((position, kind) -> switch (kind) {
            case 0 -> new PendingOrder("order", position);
            case 1 -> new VaultShares("vault", shares("3"), new VaultShares.Vault(shares("7"), List.of(position)));
            default -> position;
        });
    }

    @Provide
    Arbitrary<Market> markets() {
        Arbitrary<Double> around = Arbitraries.doubles().between(0.9, 1.1).ofScale(6);
        Arbitrary<Double> rate = Arbitraries.doubles().between(-0.5, 0.5).ofScale(4);
        return Combinators.combine(around, around, around, around, around, rate)
                .as((eth, btc, usdc, basis, volatility, funding) -> AMarket.inDollars()
                        .withPrice(ETH, 2000 * eth)
                        .withPrice(BTC, 25_000 * btc)
                        .withPrice(DOLLAR_COIN, 0.97 * usdc)
                        .with(STAKED_BASIS, 0.97 * basis)
                        .with(new Volatility(ETH), 0.8 * volatility)
                        .with(new FundingRate(PERP), funding)
                        .with(new FundingRate(SQUEETH), 0.7 + funding));
    }

    /** Wide enough around its middle for no step to reach an end. */
    private static Position range(int middle) {
        int half = middle == -200_311 ? 4000 : 2000;
        return new PoolRange(new RangePosition(
                BigInteger.valueOf(-middle),
                middle - half,
                middle + half,
                new BigInteger("50000000000000000"),
                true,
                TokenAmount.of(WETH, "0.25"),
                TokenAmount.of(USDC, "170")));
    }

    private static Position loop(double staked, double borrowed, double dollars) {
        return new LendingAccount(
                "loop",
                AAVE,
                List.of(amount(WSTETH, staked), amount(WBTC, staked / 10)),
                List.of(amount(WETH, borrowed), amount(USDC, 100 * dollars)));
    }

    private static Position option(OptionType type, int strike, int days, double contracts) {
        return new OptionPosition(
                "option",
                type,
                Price.of(WETH, USDC, Integer.toString(strike)),
                NOW.plus(Duration.ofDays(days)),
                delta(WETH, contracts));
    }

    private static TokenAmount shares(String whole) {
        return TokenAmount.of(SHARES, whole);
    }

    private static TokenAmount amount(Token token, double whole) {
        return TokenDelta.ofModel(token, whole).abs();
    }

    private static TokenDelta delta(Token token, double whole) {
        return TokenDelta.ofModel(token, whole);
    }
}
