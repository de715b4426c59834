package io.evenkeel.exposure;

import static io.evenkeel.exposure.AMarket.ETH;
import static io.evenkeel.exposure.AMarket.SHARES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.Market;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.Basis;
import io.evenkeel.market.RiskFactor.BorrowRate;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.RiskFactor.SupplyRate;
import io.evenkeel.market.RiskFactor.TimePassed.OptionDecay;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.VaultShares;
import io.evenkeel.units.TokenAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitrary;
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
    Arbitrary<Position> positions() {
        return AnyPosition.positions();
    }

    @Provide
    Arbitrary<List<Position>> books() {
        return AnyPosition.books();
    }

    @Provide
    Arbitrary<Market> markets() {
        return AnyPosition.markets();
    }

    private static TokenAmount shares(String whole) {
        return TokenAmount.of(SHARES, whole);
    }
}
