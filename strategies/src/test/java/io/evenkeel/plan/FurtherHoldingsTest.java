package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.exposure.NetExposure;
import io.evenkeel.hedge.BookCurve;
import io.evenkeel.hedge.ByBook;
import io.evenkeel.hedge.OptionBook;
import io.evenkeel.market.Asset;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.Market;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Portfolio;
import io.evenkeel.market.RiskFactor.Basis;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.market.position.LinearPerp;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.PendingOrder;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.Spot;
import io.evenkeel.market.position.VaultShares;
import io.evenkeel.options.OptionType;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.RiskCheck;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.RiskVerdict;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a vault holds besides its pair is hedged as what it is. */
class FurtherHoldingsTest {
    private static final Asset ETH = new Asset("ETH");
    private static final Basis BASIS = new Basis("stETH/ETH");
    private static final VenueId ELSEWHERE = new VenueId(CHAIN, "elsewhere:ETH");
    private static final Token WSTETH =
            new Token(CHAIN, Address.of("0x00000000000000000000000000000000000000a2"), "wstETH", 18);

    /** It says 1 for ETH: the snapshot's price is what counts. */
    private static final Market MARKET = Market.at(AVault.NOW)
            .withToken(WETH, new TokenPricing.Plain(ETH))
            .withToken(USDC, new TokenPricing.Plain(new Asset("USDC")))
            .withToken(WSTETH, new TokenPricing.Staked(ETH, 1.2, BASIS))
            .withPrice(ETH, 1)
            .withPrice(new Asset("USDC"), 0.96)
            .with(BASIS, 0.95)
            .with(new Volatility(ETH), 0.8)
            .with(new DiscountRate(), 0.03)
            .with(new CarryRate(ETH), 0.01)
            .with(new FundingRate(ELSEWHERE), 0.1);

    @Test
    void aStakedTokenIsHedgedAtWhatTheMarketPaysForIt() {
        Position staked = new Spot("staked", TokenDelta.of(WSTETH, "100"));
        MarketSnapshot snapshot =
                holding(aVault().with(PaperPerp.flat("perp-one").shortOf(10, 3000, 200_000)), staked);

        Exposure exposure = Exposures.of(snapshot, price("3000"));
        Decision decision = HedgePlanner.plan(snapshot, TestLimits.ordinary(), new PlannerMode.Normal());

        assertThat(exposure.delta().wholeAsDouble()).isCloseTo(100 * 1.2 * 0.95 - 10, within(1e-9));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Act.class,
                        act -> assertThat(act.plan().deltaBefore()).isEqualTo(exposure.delta()));
    }

    /** In the vault's own money: a token that is worth 0.96 dollars, whatever the dollar does. */
    @Test
    void everythingIsCountedInTheQuoteToken() {
        Exposure exposure = Exposures.of(
                holding(aVault(), new Spot("eth", weth("5")), new Spot("cash", usdc("700"))), price("3000"));

        assertThat(exposure.nav()).isEqualTo(usdc("15700"));
        assertThat(exposure.delta()).isEqualTo(weth("5"));
    }

    @Test
    void shortsInsideAVaultWhoseSharesAreHeldCountAsOurShareOfThem() {
        Position inside = new LinearPerp("perp", ELSEWHERE, weth("-80"), usdc("300000"));
        VaultShares shares = new VaultShares(
                "their vault",
                TokenAmount.of(WETH, "1"),
                new VaultShares.Vault(TokenAmount.of(WETH, "4"), List.of(inside)));

        Exposure exposure = Exposures.of(holding(aVault(), shares), price("3000"));

        // a quote token of 0.96 dollars makes of 3000 of it 2880 dollars: 300,000 − 80 × 2880, a quarter of it
        assertThat(exposure.nav().wholeAsDouble()).isCloseTo((300_000 - 80 * 2880) / 4.0, within(1e-3));
        assertThat(exposure.delta().wholeAsDouble()).isCloseTo(-20 * 0.96, within(1e-9));
        assertThat(exposure.lines())
                .extracting(Exposure.Line::name)
                .containsExactly("idle WETH", "idle USDC", "their vault > perp");
    }

    @Test
    void anUnfilledOrderCountsSoThatItsDeltaIsNotHedgedTwice() {
        Position order = new PendingOrder("order 3", new LinearPerp("perp", ELSEWHERE, weth("-50"), usdc("144000")));

        Exposure exposure = Exposures.of(holding(aVault().holding("50", "0"), order), price("3000"));

        assertThat(exposure.delta().wholeAsDouble()).isCloseTo(50 - 48, within(1e-9));
        assertThat(exposure.pendingDelta().wholeAsDouble()).isCloseTo(-48, within(1e-9));
    }

    @Test
    void aSoldCallGivesThePlannerItsGammaThetaAndVega() {
        MarketSnapshot snapshot = holding(aVault().holding("60", "400000"), soldCall());

        Exposure exposure = Exposures.of(snapshot, price("3000"));
        NetExposure model = NetExposure.of(MARKET.withPrice(ETH, 3000 * 0.96), List.of(soldCall()));

        assertThat(exposure.gamma()).isNegative();
        assertThat(exposure.greeks().theta()).isPositive();
        assertThat(exposure.greeks().vega()).isNegative();
        assertThat(exposure.greeks().vega()).isCloseTo(model.net().greeks(ETH).vega() / 0.96, within(1e-6));
        assertThat(slopeOfNav(snapshot)).isCloseTo(exposure.delta().wholeAsDouble(), within(1e-4));
        assertThat(slopeOfDelta(snapshot)).isCloseTo(exposure.gamma(), within(1e-6));
    }

    @Test
    void theRuleIsToldOfOptionsAndOfTheBookWithoutItsHedge() {
        Holdings held = holding(aVault().holding("60", "400000"), soldCall()).holdings();
        OptionBook book = Exposures.optionBook(held, price("3000")).orElseThrow();
        BookCurve.Point now = new BookCurve.Point();

        book.curve().at(3000, 1, 1, now);
        Exposure exposure = Exposures.of(held, List.of(), price("3000"));

        assertThat(now.deltaBase).isCloseTo(exposure.delta().wholeAsDouble(), within(1e-9));
        assertThat(now.gammaBasePerQuote).isCloseTo(exposure.gamma(), within(1e-12));
        assertThat(book.yearsToExpiry()).isCloseTo(30 / 365.0, within(1e-12));
    }

    @Test
    void aBookOfOptionsIsHedgedByTheRuleForOptionsAndThenLeftAlone() {
        MarketSnapshot before = holding(
                aVault().holding("0", "900000").with(PaperPerp.flat("perp-one").shortOf(1, 3000, 300_000)), soldCall());
        RiskLimits ordinary = TestLimits.ordinary();
        RiskLimits limits = new RiskLimits(
                ordinary.margin(),
                ordinary.cost(),
                new BandLimits(
                        ByBook.standard(1e-4, 7 / 365.0),
                        0.8,
                        Duration.ofMinutes(10),
                        ordinary.band().partOfPolicyBand()),
                ordinary.spread(),
                ordinary.idleQuoteReserve(),
                ordinary.smallestTrade(),
                ordinary.planTimeToLive());

        RiskVerdict verdict = RiskCheck.assess(before, limits);

        assertThat(verdict).isInstanceOf(RiskVerdict.HedgeNeeded.class);
        RiskVerdict.HedgeNeeded needed = (RiskVerdict.HedgeNeeded) verdict;
        double deltaBefore = needed.exposure().delta().wholeAsDouble();
        double change = needed.wish().change().wholeAsDouble();
        assertThat(deltaBefore).as("sold calls are short").isNegative();
        assertThat(change).isBetween(0.0, -1.1 * deltaBefore);

        MarketSnapshot after = holding(
                aVault().holding("0", "900000").with(PaperPerp.flat("perp-one").shortOf(1 - change, 3000, 300_000)),
                soldCall());
        assertThat(RiskCheck.assess(after, limits)).isInstanceOf(RiskVerdict.WithinBand.class);
    }

    @Test
    void aVaultThatHoldsOnlyItsPairNeedsNoMarket() {
        Holdings plain = aVault().holding("50", "100").snapshot().holdings();

        assertThat(plain.further()).isEqualTo(Portfolio.NOTHING);
        assertThat(Exposures.optionBook(plain, price("3000"))).isEmpty();
        assertThat(Exposures.of(plain, List.of(), price("3000")).delta()).isEqualTo(weth("50"));
    }

    @Test
    void aStakedTokenCannotBeWhatIsHedged() {
        Market wrong = MARKET.withToken(WETH, new TokenPricing.Staked(ETH, 1, BASIS));
        Holdings held = new Holdings(
                TokenAmount.zero(WETH),
                TokenAmount.zero(USDC),
                List.of(),
                new Portfolio(wrong, List.of(new Spot("eth", weth("1")))));

        assertThatThrownBy(() -> Exposures.of(held, List.of(), price("3000")))
                .hasMessageContaining("WETH does not move as ETH does");
    }

    private static double slopeOfNav(MarketSnapshot snapshot) {
        return (Exposures.of(snapshot, price("3001")).nav().wholeAsDouble()
                        - Exposures.of(snapshot, price("2999")).nav().wholeAsDouble())
                / 2;
    }

    private static double slopeOfDelta(MarketSnapshot snapshot) {
        return (Exposures.of(snapshot, price("3001")).delta().wholeAsDouble()
                        - Exposures.of(snapshot, price("2999")).delta().wholeAsDouble())
                / 2;
    }

    private static Position soldCall() {
        return new OptionPosition(
                "call", OptionType.CALL, price("3000"), AVault.NOW.plus(Duration.ofDays(30)), weth("-100"));
    }

    private static MarketSnapshot holding(AVault vault, Position... further) {
        return vault.snapshot(new Portfolio(MARKET, List.of(further)));
    }
}
