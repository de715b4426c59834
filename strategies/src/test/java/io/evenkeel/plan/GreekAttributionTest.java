package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.BlockRef;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.exposure.GreekAttribution;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.Position;
import io.evenkeel.options.EuropeanOption;
import io.evenkeel.options.OptionGreeks;
import io.evenkeel.options.OptionMarket;
import io.evenkeel.options.OptionType;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Years;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Every term against Black and Scholes, and all of them against what NAV changed by. */
class GreekAttributionTest {
    private static final Asset ETH = new Asset("ETH");
    private static final Instant EXPIRY = AVault.NOW.plus(Duration.ofDays(20));
    private static final double RATE = 0.03;

    @Property(tries = 200)
    void theTermsOfAnOptionAreItsRevaluationsInOrderAndAddUpToWhatItEarned(
            @ForAll @DoubleRange(min = 1200, max = 6000) double to,
            @ForAll @DoubleRange(min = 0.3, max = 2) double volatility,
            @ForAll @DoubleRange(min = 0.3, max = 2) double laterVolatility,
            @ForAll @DoubleRange(min = 2000, max = 4500) double strike,
            @ForAll @DoubleRange(min = -80, max = 80) double contracts,
            @ForAll @IntRange(max = 30) int days,
            @ForAll boolean call) {
        OptionType type = call ? OptionType.CALL : OptionType.PUT;
        OptionPosition option = new OptionPosition(
                "option", type, Price.ofModel(WETH, USDC, strike), EXPIRY, TokenDelta.ofModel(WETH, contracts));
        Instant later = AVault.NOW.plus(Duration.ofDays(days));
        MarketSnapshot before = at(AVault.NOW, aVault().holding("10", "500000"), volatility, option);
        MarketSnapshot after = at(later, aVault().holding("10", "500000").priced(to), laterVolatility, option);

        GreekAttribution split = GreekAttribution.between(before, after, false);

        double size = option.contracts().wholeAsDouble();
        double left = Math.max(0, 20.0 - days) / 365;
        OptionGreeks start = value(type, 3000, strike, 20.0 / 365, volatility);
        double moved = value(type, to, strike, 20.0 / 365, volatility).price();
        double decayed = value(type, to, strike, left, volatility).price();
        double marked = value(type, to, strike, left, laterVolatility).price();
        double scale = 1e-9 * (1 + Math.abs(size) * (to + strike));
        assertThat(split.delta()).isCloseTo((10 + size * start.delta()) * (to - 3000), within(scale + 1e-5));
        assertThat(split.gamma())
                .isCloseTo(size * (moved - start.price() - start.delta() * (to - 3000)), within(scale + 1e-5));
        assertThat(split.theta()).isCloseTo(size * (decayed - moved), within(scale));
        assertThat(split.vega()).isCloseTo(size * (marked - decayed), within(scale));
        assertThat(split.rest()).as("rounding of NAV to the quote's own unit").isCloseTo(0, within(scale + 1e-4));
        assertThat(split.hedge() + split.funding() + split.fees()).isZero();
        assertThat(split.total()).isCloseTo(nav(after) - nav(before), within(1e-4));
    }

    @Property(tries = 50)
    void aHedgeAtAVenueIsATermOfItsOwnAndCarriesItsFunding(@ForAll @DoubleRange(min = 2000, max = 4000) double to) {
        AVault vault =
                aVault().holding("10", "500000").with(PaperPerp.flat("perp-one").shortOf(10, 3000, 100_000));
        MarketSnapshot before = at(AVault.NOW, vault, 0.8);
        MarketSnapshot after = at(AVault.NOW.plus(Duration.ofHours(1)), vault.priced(to), 0.8);

        GreekAttribution split = GreekAttribution.between(before, after, false);

        assertThat(split.hedge()).isCloseTo(-10 * (to - 3000), within(1e-3));
        assertThat(split.delta()).isCloseTo(10 * (to - 3000), within(1e-3));
        double carry = before.venues().getFirst().carryQuotePerYear(-10, price("3000"));
        assertThat(split.funding()).isCloseTo(-carry * Years.of(Duration.ofHours(1)), within(1e-9));
        assertThat(split.total()).isCloseTo(nav(after) - nav(before), within(1e-4));
    }

    @Property(tries = 20)
    void whatIsLeftIsFeesWhereTheVaultTradedAndTheRestWhereItDidNot(
            @ForAll @DoubleRange(min = 1, max = 500) double paid) {
        MarketSnapshot before = at(AVault.NOW, aVault().holding("10", "500000"), 0.8);
        MarketSnapshot after =
                at(AVault.NOW, aVault().holding("10", String.format(Locale.ROOT, "%.6f", 500_000 - paid)), 0.8);

        assertThat(GreekAttribution.between(before, after, true).fees()).isCloseTo(-paid, within(1e-5));
        assertThat(GreekAttribution.between(before, after, false).rest()).isCloseTo(-paid, within(1e-5));
    }

    @Property(tries = 50)
    void aPathSplitIntoPeriodsAddsUpToTheWhole(
            @ForAll @DoubleRange(min = 2000, max = 4000) double middle,
            @ForAll @DoubleRange(min = 2000, max = 4000) double end) {
        OptionPosition option =
                new OptionPosition("option", OptionType.CALL, price("3200"), EXPIRY, TokenDelta.of(WETH, "-20"));
        AVault vault = aVault().holding("10", "500000").withRange(100_000, 2500, 3600);
        MarketSnapshot first = at(AVault.NOW, vault, 0.8, option);
        MarketSnapshot second = at(AVault.NOW.plus(Duration.ofDays(3)), vault.priced(middle), 0.9, option);
        MarketSnapshot third = at(AVault.NOW.plus(Duration.ofDays(7)), vault.priced(end), 0.7, option);

        GreekAttribution sum =
                GreekAttribution.between(first, second, false).plus(GreekAttribution.between(second, third, false));

        assertThat(sum.total()).isCloseTo(nav(third) - nav(first), within(1e-3));
        assertThat(sum.rest()).isCloseTo(0, within(1e-2));
    }

    private static double nav(MarketSnapshot snapshot) {
        return Exposures.of(snapshot, snapshot.price().best()).nav().wholeAsDouble();
    }

    private static OptionGreeks value(OptionType type, double spot, double strike, double years, double volatility) {
        return new EuropeanOption(type, Price.ofModel(WETH, USDC, strike).asDouble(), years)
                .greeks(new OptionMarket(Price.ofModel(WETH, USDC, spot).asDouble(), volatility, RATE, RATE));
    }

    private static MarketSnapshot at(Instant now, AVault vault, double volatility, Position... held) {
        Market market = Market.at(now)
                .withToken(WETH, new TokenPricing.Plain(ETH))
                .withToken(USDC, new TokenPricing.Plain(new Asset("USDC")))
                .withPrice(ETH, 1)
                .withPrice(new Asset("USDC"), 1)
                .with(new Volatility(ETH), volatility)
                .with(new DiscountRate(), RATE)
                .with(new CarryRate(ETH), RATE);
        MarketSnapshot plain = vault.snapshot();
        BlockRef block = plain.block();
        Holdings holdings = new Holdings(
                plain.holdings().idleBase(),
                plain.holdings().idleQuote(),
                plain.holdings().ranges(),
                new Portfolio(market, new ArrayList<>(List.of(held))));
        return new MarketSnapshot(
                new BlockRef(block.chainId(), block.number(), block.parentHash(), now),
                plain.account(),
                plain.pair(),
                plain.sequence(),
                plain.price(),
                holdings,
                plain.venues(),
                plain.envelope(),
                plain.baseFee(),
                plain.keeperBalance());
    }
}
