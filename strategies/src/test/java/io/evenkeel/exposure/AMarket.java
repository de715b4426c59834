package io.evenkeel.exposure;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.Basis;
import io.evenkeel.market.RiskFactor.BorrowRate;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.RiskFactor.SupplyRate;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.TokenPricing.Plain;
import io.evenkeel.market.TokenPricing.Staked;
import io.evenkeel.market.position.PowerPerp;
import io.evenkeel.units.Token;
import java.time.Duration;
import java.time.Instant;

/** A market in dollars on the day of a storm: the staked token at a discount, the stablecoin below its peg. */
final class AMarket {
    static final Instant NOW = Instant.parse("2023-03-11T07:00:00Z");

    static final Asset ETH = new Asset("ETH");
    static final Asset BTC = new Asset("BTC");
    static final Asset DOLLAR_COIN = new Asset("USDC");

    static final AssetPrice ETH_PRICE = new AssetPrice(ETH);
    static final AssetPrice USDC_PRICE = new AssetPrice(DOLLAR_COIN);
    static final Basis STAKED_BASIS = new Basis("stETH/ETH");

    static final Token STETH = token("a1", "stETH");
    static final Token WSTETH = token("a2", "wstETH");
    static final Token WBTC = new Token(CHAIN, address("b1"), "WBTC", 8);
    static final Token OSQTH = token("d1", "oSQTH");
    static final Token SHARES = token("f1", "shares");

    static final VenueId PERP = new VenueId(CHAIN, "perp-v2:ETH");
    static final VenueId SQUEETH = new VenueId(CHAIN, "squeeth:ETH");
    static final VenueId AAVE = new VenueId(CHAIN, "aave-v3");

    static final PowerPerp.Terms SQUEETH_TERMS =
            new PowerPerp.Terms(SQUEETH, WETH, 2, 10_000, Duration.ofHours(17 * 24 + 12));

    private AMarket() {}

    static Market inDollars() {
        Market market = Market.at(NOW)
                .withToken(WETH, new Plain(ETH))
                .withToken(USDC, new Plain(DOLLAR_COIN))
                .withToken(WBTC, new Plain(BTC))
                .withToken(STETH, new Staked(ETH, 1, STAKED_BASIS))
                .withToken(WSTETH, new Staked(ETH, 1.19, STAKED_BASIS))
                .withPrice(ETH, 2000)
                .withPrice(BTC, 25_000)
                .withPrice(DOLLAR_COIN, 0.96)
                .with(STAKED_BASIS, 0.97)
                .with(new Volatility(ETH), 0.8)
                .with(new DiscountRate(), 0.04)
                .with(new CarryRate(ETH), 0.01)
                .with(new FundingRate(PERP), 0.12)
                .with(new FundingRate(SQUEETH), 0.7)
                .withNormalisation(SQUEETH, 0.62);
        for (Token token : new Token[] {WETH, USDC, WSTETH, WBTC}) {
            market = market.with(new BorrowRate(AAVE, token), 0.05).with(new SupplyRate(AAVE, token), 0.02);
        }
        return market;
    }

    private static Token token(String lastByte, String symbol) {
        return new Token(CHAIN, address(lastByte), symbol, 18);
    }

    private static Address address(String lastByte) {
        return Address.of("0x" + "0".repeat(38) + lastByte);
    }
}
