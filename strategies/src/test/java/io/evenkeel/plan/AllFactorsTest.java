package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.exposure.NetExposure;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.market.Asset;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.BorrowRate;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.RiskFactor.SupplyRate;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** The exact lines that the planner goes by and the model of all factors are two readings of one vault. */
class AllFactorsTest {
    private static final VenueId PERP = new VenueId(CHAIN, "perp-v2:ETH");
    private static final VenueId LOAN = new VenueId(CHAIN, "aave-v3:WETH");
    private static final Asset ETHER = new Asset("WETH");
    private static final AssetPrice DOLLARS = new AssetPrice(new Asset("USDC"));

    @Property(tries = 200)
    void theModelSaysOfDeltaGammaAndValueWhatTheExactLinesSay(
            @ForAll @DoubleRange(min = 2000, max = 4500) double price,
            @ForAll @DoubleRange(min = 0, max = 300) double size,
            @ForAll @DoubleRange(min = 0, max = 200) double debt) {
        MarketSnapshot snapshot = vault(price, size, debt);

        Exposure exact = Exposures.of(snapshot, snapshot.price().best());
        NetExposure model = Exposures.toAllFactors(snapshot, snapshot.price().best());

        assertThat(model.net().delta(ETHER)).isCloseTo(exact.delta().wholeAsDouble(), within(1e-7));
        assertThat(model.net().greeks(ETHER).gamma()).isCloseTo(exact.gamma(), within(1e-9));
        assertThat(model.nav()).isCloseTo(exact.nav().wholeAsDouble(), within(1e-3));
    }

    /** 100,000 USDC idle and 90,000 of collateral; the short's own profit is in USDC too. */
    @Test
    void theVaultSaysHowMuchOfItHangsOnThePegOfItsQuoteToken() {
        MarketSnapshot snapshot = vault(3000, 60, 40);
        NetExposure model = Exposures.toAllFactors(snapshot, snapshot.price().best());

        double ranges = model.lines().stream()
                .filter(line -> line.name().startsWith("range"))
                .mapToDouble(line -> line.sensitivities().by(DOLLARS))
                .sum();
        assertThat(model.net().by(DOLLARS)).isCloseTo(100_000 + 90_000 + ranges, within(1e-3));
    }

    @Test
    void aPointOfFundingOrOfInterestCostsWhatItIsPaidOn() {
        MarketSnapshot snapshot = vault(3000, 60, 40);
        NetExposure model = Exposures.toAllFactors(snapshot, snapshot.price().best());

        assertThat(model.net().carryBy(new FundingRate(PERP))).isCloseTo(60 * 3000, within(1e-6));
        assertThat(model.net().carryBy(new BorrowRate(LOAN, WETH))).isCloseTo(-40 * 3000, within(1e-6));
        assertThat(model.net().carryBy(new SupplyRate(LOAN, WETH))).isCloseTo(90 * 3000, within(1e-6));
        assertThat(model.net().carryBy(new BorrowRate(LOAN, USDC))).isZero();
        // 1 % supply and 2.425 % borrow rate, as the example has them
        assertThat(model.net().interestPerYear()).isCloseTo(90 * 3000 * 0.01 - 40 * 3000 * 0.02425, within(1e-6));
    }

    private static MarketSnapshot vault(double price, double size, double debt) {
        PerpV2Account perp = new PerpV2Account(
                RealVenues.units(-size, 18),
                RealVenues.units(size * price, 18),
                RealVenues.units(90_000, 6),
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO);
        return aVault().holding("150", "100000")
                .withRange(400_000, 2500, 3600)
                .priced(price)
                .with(RealVenues.perp(perp, price, price), RealVenues.loan(90, debt, price, price))
                .snapshot();
    }
}
