package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.RiskFactor.Basis;
import io.evenkeel.market.RiskFactor.BorrowRate;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.RiskFactor.SupplyRate;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.TokenPricing.Plain;
import io.evenkeel.market.TokenPricing.Staked;
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
import java.util.List;
import java.util.SplittableRandom;

/** Vaults of about two million with a thousand positions, a perpetual and a loan to hedge them with. */
final class BigVault {
    static final int POSITIONS = 1_000;
    private static final int KINDS = 10;

    private static final Asset ETH = new Asset("ETH");
    private static final Basis BASIS = new Basis("stETH/ETH");
    private static final VenueId ELSEWHERE = new VenueId(CHAIN, "elsewhere:ETH");
    private static final VenueId SQUEETH = new VenueId(CHAIN, "squeeth:ETH");
    private static final VenueId LENDER = new VenueId(CHAIN, "lender");
    private static final Token WSTETH = token("a2", "wstETH");
    private static final Token OSQTH = token("d1", "oSQTH");
    private static final Token SHARES = token("f1", "shares");
    private static final PowerPerp.Terms POWER =
            new PowerPerp.Terms(SQUEETH, WETH, 2, 10_000, Duration.ofHours(17 * 24 + 12));

    private BigVault() {}

    /** A thousand Uniswap v3 ranges, each with its own bounds. */
    static MarketSnapshot ofRanges() {
        SplittableRandom random = new SplittableRandom(3);
        List<RangePosition> ranges = new ArrayList<>();
        for (int i = 0; i < POSITIONS; i++) {
            double low = 3000 * random.nextDouble(0.7, 0.99);
            double high = 3000 * random.nextDouble(1.01, 1.4);
            ranges.add(AVault.range(i + 1, 1_200, 3000, low, high));
        }
        AVault bare = hedged();
        return new AVault(bare.price(), bare.idleBase(), bare.idleQuote(), ranges, bare.venues(), bare.limits())
                .snapshot();
    }

    /** A hundred of each kind. */
    static MarketSnapshot ofEveryKind() {
        SplittableRandom random = new SplittableRandom(5);
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < POSITIONS; i++) {
            positions.add(position(i, random));
        }
        return hedged().snapshot(new Portfolio(market(), positions));
    }

    private static AVault hedged() {
        PerpV2Account perp = new PerpV2Account(
                RealVenues.units(-60, 18),
                RealVenues.units(180_000, 18),
                RealVenues.units(90_000, 6),
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO);
        return AVault.aVault()
                .holding("150", "500000")
                .with(RealVenues.perp(perp, 3000, 3000), RealVenues.loan(90, 40, 3000, 3000));
    }

    private static Position position(int i, SplittableRandom random) {
        double size = random.nextDouble(0.05, 0.5);
        String name = "position " + i;
        return switch (i % KINDS) {
            case 0 -> new Spot(name, delta(WETH, size));
            case 1 -> new Spot(name, delta(WSTETH, size));
            case 2 -> new PoolRange(AVault.range(i, 3000 * size, 3000, 2500, 3600));
            case 3 ->
                new LendingAccount(name, LENDER, List.of(amount(WSTETH, 3 * size)), List.of(amount(WETH, 2 * size)));
            case 4 -> perp(name, -size / 2);
            case 5 -> new PowerPerp(name, delta(OSQTH, size), POWER);
            case 6 -> option(name, OptionType.CALL, -size, random);
            case 7 -> option(name, OptionType.PUT, -size, random);
            case 8 ->
                new VaultShares(
                        name,
                        TokenAmount.of(SHARES, "1"),
                        new VaultShares.Vault(
                                TokenAmount.of(SHARES, "5"),
                                List.of(new Spot("eth", delta(WETH, 4 * size)), perp("short", -size))));
            default -> new PendingOrder(name, perp("perp", -size / 10));
        };
    }

    private static Position perp(String name, double size) {
        return new LinearPerp(name, ELSEWHERE, delta(WETH, size), delta(USDC, -3500 * size));
    }

    private static Position option(String name, OptionType type, double contracts, SplittableRandom random) {
        int strike = random.nextInt(2000, 4000);
        return new OptionPosition(
                name,
                type,
                Price.of(WETH, USDC, Integer.toString(strike)),
                AVault.NOW.plus(Duration.ofDays(random.nextInt(3, 90))),
                delta(WETH, contracts));
    }

    private static Market market() {
        return Market.at(AVault.NOW)
                .withToken(WETH, new Plain(ETH))
                .withToken(USDC, new Plain(new Asset("USDC")))
                .withToken(WSTETH, new Staked(ETH, 1.19, BASIS))
                .withPrice(ETH, 3000)
                .withPrice(new Asset("USDC"), 0.999)
                .with(BASIS, 0.998)
                .with(new Volatility(ETH), 0.8)
                .with(new DiscountRate(), 0.03)
                .with(new CarryRate(ETH), 0.01)
                .with(new FundingRate(ELSEWHERE), 0.1)
                .with(new FundingRate(SQUEETH), 0.7)
                .with(new SupplyRate(LENDER, WSTETH), 0.001)
                .with(new BorrowRate(LENDER, WETH), 0.03)
                .withNormalisation(SQUEETH, 0.62);
    }

    private static Token token(String lastByte, String symbol) {
        return new Token(CHAIN, Address.of("0x" + "0".repeat(38) + lastByte), symbol, 18);
    }

    private static TokenAmount amount(Token token, double whole) {
        return TokenDelta.ofModel(token, whole).abs();
    }

    private static TokenDelta delta(Token token, double whole) {
        return TokenDelta.ofModel(token, whole);
    }
}
