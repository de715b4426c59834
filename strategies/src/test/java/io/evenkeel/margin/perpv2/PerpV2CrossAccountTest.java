package io.evenkeel.margin.perpv2;

import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.margin.perpv2.PerpV2CrossAccount.Sleeve;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class PerpV2CrossAccountTest {
    /** At the move just safe, a millionth of a percent beyond it liquidatable: by the protocol's own arithmetic. */
    @Property(tries = 500)
    void theMoveIsTheProtocolsBoundary(
            @ForAll @Scale(6) @DoubleRange(min = -50, max = 50) double ether,
            @ForAll @Scale(6) @DoubleRange(min = -3, max = 3) double bitcoin,
            @ForAll @Scale(6) @DoubleRange(min = 0.2, max = 2) double beta,
            @ForAll @Scale(2) @DoubleRange(min = 20_000, max = 200_000) double balance,
            @ForAll boolean up) {
        PerpV2CrossAccount account = account(ether, bitcoin, 3000, 50_000, balance);
        List<Double> betas = List.of(1.0, beta);
        if (account.isLiquidatable()) {
            return;
        }

        OptionalDouble move = account.margin().liquidatingMove(betas, up ? 1 : -1);

        if (move.isEmpty()) {
            double far = up ? 4 : -4;
            assertThat(moved(ether, bitcoin, far, beta, balance).isLiquidatable())
                    .isFalse();
        } else {
            double safe = move.getAsDouble() * (up ? 1 : -1);
            double beyond = safe + (up ? 1e-8 : -1e-8) + 2e-6 / slope(ether, bitcoin, safe, beta) * (up ? 1 : -1);
            assertThat(moved(ether, bitcoin, safe, beta, balance).isLiquidatable())
                    .isFalse();
            assertThat(moved(ether, bitcoin, beyond, beta, balance).isLiquidatable()
                            || Math.abs(slope(ether, bitcoin, safe, beta)) < 100)
                    .isTrue();
        }
    }

    @Example
    void oneMarketIsTheAccountThatWeKnow() {
        PerpV2Position alone = PerpV2Example.at2000().position();
        PerpV2Account known = new PerpV2Account(
                units(-10, 18), units(20_000, 18), units(5_000, 6), BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
        PerpV2Market market = alone.market();
        PerpV2CrossAccount cross = new PerpV2CrossAccount(
                known.vaultBalance(),
                known.owedRealizedPnl(),
                known.pendingFee(),
                market.mmRatio(),
                List.of(new Sleeve(
                        "ETH",
                        known.positionSize(),
                        known.openNotional(),
                        known.pendingFunding(),
                        market.markPrice())));

        PerpV2Totals totals = PerpV2Totals.of(known, market);

        assertThat(cross.accountValue()).isEqualTo(totals.accountValue());
        assertThat(cross.marginRequirement()).isEqualTo(totals.marginRequirement());
        double level =
                new PerpV2Margin(alone.pair(), market).highestSafePrice(known).asDouble();
        double move = cross.margin().liquidatingMove(List.of(1.0), 1).orElseThrow();
        assertThat(price("2000").asDouble() * Math.exp(move)).isCloseTo(level, within(1e-5));
    }

    private static double slope(double ether, double bitcoin, double at, double beta) {
        double one = (ether - 0.0625 * Math.abs(ether)) * 3000 * Math.exp(at);
        double other = (bitcoin - 0.0625 * Math.abs(bitcoin)) * 50_000 * Math.exp(beta * at) * beta;
        return Math.abs(one + other);
    }

    private static PerpV2CrossAccount moved(double ether, double bitcoin, double move, double beta, double balance) {
        return account(ether, bitcoin, 3000 * Math.exp(move), 50_000 * Math.exp(beta * move), balance);
    }

    private static PerpV2CrossAccount account(
            double ether, double bitcoin, double etherPrice, double bitcoinPrice, double balance) {
        return new PerpV2CrossAccount(
                units(balance, 6),
                BigInteger.ZERO,
                BigInteger.ZERO,
                62_500,
                List.of(
                        new Sleeve(
                                "ETH",
                                units(ether, 18),
                                units(-ether * 3000, 18),
                                BigInteger.ZERO,
                                units(etherPrice, 18)),
                        new Sleeve(
                                "BTC",
                                units(bitcoin, 18),
                                units(-bitcoin * 50_000, 18),
                                BigInteger.ZERO,
                                units(bitcoinPrice, 18))));
    }

    private static BigInteger units(double whole, int decimals) {
        return new BigDecimal(whole).movePointRight(decimals).toBigInteger();
    }
}
