package io.evenkeel.exposure;

import static io.evenkeel.exposure.AMarket.BTC;
import static io.evenkeel.exposure.AMarket.DOLLAR_COIN;
import static io.evenkeel.exposure.AMarket.ETH;
import static io.evenkeel.exposure.AMarket.ETH_PRICE;
import static io.evenkeel.exposure.AMarket.STAKED_BASIS;
import static io.evenkeel.exposure.AMarket.USDC_PRICE;
import static io.evenkeel.exposure.AMarket.WBTC;
import static io.evenkeel.exposure.AMarket.WSTETH;
import static io.evenkeel.exposure.AMarket.inDollars;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.Market;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.Spot;
import io.evenkeel.units.TokenDelta;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What cannot be traded is hedged by what can, and what is left over has a name. */
class CrossHedgeTest {
    private static final AssetPrice BTC_PRICE = new AssetPrice(BTC);
    private static final ReturnCovariances COVARIANCES = ReturnCovariances.of(
                    Map.of(ETH_PRICE, 0.8, BTC_PRICE, 0.6, USDC_PRICE, 0.0, STAKED_BASIS, 0.05))
            .withCorrelation(ETH_PRICE, BTC_PRICE, 0.75);

    /** β = 0.75 × 0.6 / 0.8 = 0.5625: ten BTC, 250,000 dollars, move like 140,625 dollars of ETH. */
    @Test
    void bitcoinMovesLikeItsBetaInEther() {
        CrossHedge hedge = of(new Spot("btc", TokenDelta.of(WBTC, "10")));

        assertThat(hedge.delta()).isCloseTo(140_625 / 2000.0, within(1e-9));
        assertThat(hedge.variance()).isCloseTo(Math.pow(250_000 * 0.6, 2), within(1e-3));
        assertThat(hedge.residualVariance())
                .as("1 − ρ² of it")
                .isCloseTo(Math.pow(250_000 * 0.6, 2) * (1 - 0.75 * 0.75), within(1e-3));
    }

    @Test
    void etherIsHedgedByItselfWhole() {
        CrossHedge hedge = of(new Spot("eth", weth("3")), new Spot("cash", usdc("1000")));

        assertThat(hedge.delta()).isCloseTo(3, within(1e-12));
        assertThat(hedge.residualVariance()).isCloseTo(0, within(1e-6));
    }

    @Test
    void theBasisOfAStakedTokenIsWhatEtherCannotHedge() {
        CrossHedge hedge = of(new Spot("staked", TokenDelta.of(WSTETH, "100")));

        double value = 100 * 1.19 * 0.97 * 2000;
        assertThat(hedge.delta()).isCloseTo(value / 2000, within(1e-9));
        assertThat(Math.sqrt(hedge.residualVariance())).isCloseTo(0.05 * value, within(1e-6));
        assertThat(hedge.parts())
                .filteredOn(part -> part.factor().equals(STAKED_BASIS))
                .singleElement()
                .satisfies(
                        part -> assertThat(part.residualVariance()).isCloseTo(hedge.residualVariance(), within(1e-3)));
    }

    /** No other size of hedge leaves less: the residual is the variance with the hedge in the book, and its minimum. */
    @Property(tries = 100)
    void noOtherHedgeLeavesLess(
            @ForAll @DoubleRange(min = -20, max = 20) double btc,
            @ForAll @DoubleRange(min = -300, max = 300) double eth,
            @ForAll @DoubleRange(min = -10, max = 10) double amiss) {
        Position bitcoin = new Spot("btc", TokenDelta.ofModel(WBTC, btc));
        Position ether = new Spot("eth", TokenDelta.ofModel(WSTETH, eth));
        CrossHedge best = of(bitcoin, ether);

        double hedged = of(bitcoin, ether, spot(-best.delta())).variance();
        double otherwise = of(bitcoin, ether, spot(-best.delta() + amiss)).variance();

        assertThat(hedged).isCloseTo(best.residualVariance(), within(1e-6 * best.variance() + 1e-3));
        assertThat(otherwise).isGreaterThanOrEqualTo(hedged - 1e-6 * best.variance() - 1e-3);
        assertThat(best.parts().stream()
                        .mapToDouble(CrossHedge.Part::residualVariance)
                        .sum())
                .isCloseTo(best.residualVariance(), within(1e-9 * best.variance() + 1e-6));
    }

    @Test
    void whatIsNotKnownToMoveIsNotTakenToStandStill() {
        ReturnCovariances onlyEther = ReturnCovariances.of(Map.of(ETH_PRICE, 0.8));
        Market market = inDollars();
        Sensitivities bitcoin = NetExposure.of(market, List.of(new Spot("btc", TokenDelta.of(WBTC, "1"))))
                .net();

        assertThatThrownBy(() -> CrossHedge.of(market, bitcoin, ETH, onlyEther))
                .hasMessageContaining("nothing is known of how much BTC price moves");
        assertThatThrownBy(() -> CrossHedge.of(market, bitcoin, DOLLAR_COIN, COVARIANCES))
                .hasMessageContaining("nothing can be hedged by USDC price");
        assertThatThrownBy(() -> COVARIANCES.withCorrelation(ETH_PRICE, BTC_PRICE, 1.1))
                .hasMessageContaining("cannot be 1.1");
    }

    private static Position spot(double ether) {
        return new Spot("hedge", TokenDelta.ofModel(WETH, ether));
    }

    private static CrossHedge of(Position... positions) {
        Market market = inDollars();
        return CrossHedge.of(market, NetExposure.of(market, List.of(positions)).net(), ETH, COVARIANCES);
    }
}
