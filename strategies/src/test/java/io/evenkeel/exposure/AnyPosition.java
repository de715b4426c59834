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

import io.evenkeel.market.Market;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.RiskFactor.FundingRate;
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
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Every kind of position, bare and wrapped, and markets around that of {@link AMarket}. */
final class AnyPosition {
    private AnyPosition() {}

    static Arbitrary<List<Position>> books() {
        return positions().list().ofMinSize(1).ofMaxSize(6);
    }

    static Arbitrary<Position> positions() {
        Arbitrary<Double> size =
                Arbitraries.doubles().between(-50, 50).ofScale(4).filter(x -> Math.abs(x) > 0.01);
        Arbitrary<Double> amount = Arbitraries.doubles().between(0.01, 50).ofScale(4);
        Arbitrary<Position> leaf = Arbitraries.oneOf(
                size.map(x -> new Spot("spot", delta(WETH, x))),
                size.map(x -> new Spot("dollars", delta(USDC, 1000 * x))),
                size.map(x -> new Spot("staked", delta(WSTETH, x))),
                Arbitraries.of(-200_311, -195_311, -206_311)
                        .map(middle ->
                                range(middle, middle == -200_311 ? 4000 : 2000, WETH, USDC, "50000000000000000")),
                // 1.19 × 0.97 = 1.15 ETH for one, inside and below its range
                Arbitraries.of(1430, 7000).map(middle -> range(middle, 3000, WSTETH, WETH, "90000000000000000000")),
                // 12.5 ETH for one
                Arbitraries.of(255_500, 265_000).map(middle -> range(middle, 4000, WBTC, WETH, "900000000000000")),
                Combinators.combine(amount, amount, amount).as(AnyPosition::loop),
                Combinators.combine(size, size)
                        .as((x, cash) -> new LinearPerp("perp", PERP, delta(WETH, x), delta(USDC, cash * 2000))),
                size.map(x -> new PowerPerp("squeeth", delta(OSQTH, x), SQUEETH_TERMS)),
                Combinators.combine(
                                Arbitraries.of(OptionType.values()),
                                Arbitraries.of(1500, 1900, 2000, 2100, 2800),
                                Arbitraries.integers().between(14, 365),
                                size)
                        .as(AnyPosition::option));
        return Combinators.combine(leaf, Arbitraries.integers().between(0, 9)).as((position, kind) -> switch (kind) {
            case 0 -> new PendingOrder("order", position);
            case 1 -> new VaultShares("vault", shares("3"), new VaultShares.Vault(shares("7"), List.of(position)));
            default -> position;
        });
    }

    static Arbitrary<Market> markets() {
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

    /** Wide enough around its middle, or far enough away, for no step to reach an end. */
    private static Position range(int middle, int half, Token base, Token quote, String liquidity) {
        return new PoolRange(new RangePosition(
                BigInteger.valueOf(Math.abs(middle)),
                middle - half,
                middle + half,
                new BigInteger(liquidity),
                true,
                TokenAmount.of(base, "0.25"),
                TokenAmount.of(quote, "0.17")));
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
