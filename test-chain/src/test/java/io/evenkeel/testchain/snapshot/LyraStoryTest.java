package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.margin.lyra.LyraBacking;
import io.evenkeel.margin.lyra.LyraPosition;
import io.evenkeel.margin.lyra.LyraType;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.options.OptionType;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.plan.HedgeAction.TradeOptions;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.LyraDesk;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.LyraListing;
import io.evenkeel.units.TokenAmount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vault deals in options. Every snapshot here has no warnings: Java and the gauge agree to the last digit. */
@ForkedChainTest(usdPerEth = 2000, with = "lyra")
class LyraStoryTest {
    private static final int LIQUIDATOR = 11;

    private static KeeperBench bench;
    private static MarketDriver market;
    private static VenueId lyra;
    private static LyraDesk liquidator;

    @BeforeAll
    static void aFilledVault(ForkedChain fork) {
        market = new MarketDriver(fork);
        bench = new KeeperBench(fork, market);
        lyra = new VenueId(bench.pair.base().chainId(), LyraListing.VENUE);
        liquidator = new LyraDesk(fork, market.blocks(), LIQUIDATOR);
    }

    @Test
    void aCoveredCallIsWrittenInOneTransactionAndCountsFromThere() {
        MarketSnapshot before = bench.snapshot();

        MarketSnapshot written = carryOut(PlanKind.ROUTINE, trade(before, OptionType.CALL, 2200, "-5"));

        LyraPosition sold = only(written);
        assertThat(sold.type()).isEqualTo(LyraType.SHORT_CALL_BASE);
        assertThat(sold.amount()).isEqualTo(bench.wei("5"));
        assertThat(sold.collateral()).as("one for one").isEqualTo(bench.wei("5"));
        assertThat(backing(written).liquidationPriceAbove()).isEmpty();
        double change = bench.delta(written).minus(bench.delta(before)).wholeAsDouble();
        assertThat(change).isBetween(-5 * 0.45, -5 * 0.35);

        MarketSnapshot closed = carryOut(PlanKind.DE_RISK, new AddCollateral(lyra, bench.usdc("100"), true));
        assertThat(backing(closed).account().idleQuote())
                .as("nothing asks for it")
                .isPositive();
    }

    @Test
    void fromWritingToSettlementThroughAFallOfThirtyPercent() {
        MarketSnapshot before = bench.snapshot();
        MarketSnapshot written = carryOut(
                PlanKind.ROUTINE,
                trade(before, OptionType.CALL, 2200, "-5"),
                trade(before, OptionType.PUT, 1600, "-3"));
        MarketSnapshot insured = carryOut(PlanKind.ROUTINE, trade(written, OptionType.PUT, 1800, "5"));
        assertThat(backing(insured).account().positions()).hasSize(3);
        LyraPosition put = of(insured, LyraType.SHORT_PUT_QUOTE);
        assertThat(backing(insured).liquidationPriceBelow().orElseThrow().asDouble())
                .as("written to survive thirty per cent")
                .isBetween(1340.0, 1410.0);

        fall("1800", "1600", "1430");
        MarketSnapshot thin = bench.snapshot();
        double cover = backing(thin).protocolEquity().wholeAsDouble()
                / backing(thin).maintenance().wholeAsDouble();
        assertThat(cover).isBetween(1.0, 1.1);

        MarketSnapshot topped = carryOut(PlanKind.DE_RISK, new AddCollateral(lyra, bench.usdc("800"), true));
        assertThat(backing(topped).liquidationPriceBelow().orElseThrow())
                .isLessThan(backing(thin).liquidationPriceBelow().orElseThrow());
        fall("1380");
        assertThat(liquidator.refusalOfLiquidating(put.positionId()))
                .as("it stands")
                .isNotEmpty();

        Instant expiry = Instant.ofEpochSecond(put.expiry());
        market.blocks().mineAt(expiry.plusSeconds(60));
        fall("1400");
        BigInteger idle = backing(bench.snapshot()).account().idleQuote();
        MarketSnapshot settled = carryOut(PlanKind.DE_RISK, new RemoveCollateral(lyra, bench.usdc("1"), true));

        assertThat(backing(settled).account().positions()).isEmpty();
        assertThat(settled.holdings().further().positions()).isEmpty();
        assertThat(backing(settled).account().idleBase().add(BigInteger.ZERO))
                .as("the call ended worthless: its backing is back, less what was sold with the rest")
                .isGreaterThanOrEqualTo(bench.wei("5"));
        BigInteger paid = bench.wei("400")
                .multiply(BigInteger.valueOf(5))
                .subtract(bench.wei("200").multiply(BigInteger.valueOf(3)));
        BigInteger collateral = of(topped, LyraType.SHORT_PUT_QUOTE).collateral();
        assertThat(backing(settled).account().idleQuote())
                .isEqualTo(idle.subtract(bench.wei("1")).add(collateral).add(paid));
    }

    @Test
    void leftAloneAThinPutIsLiquidatedByAThirdPartyAndTheVaultGoesOn() {
        MarketSnapshot before = bench.snapshot();
        MarketSnapshot written = carryOut(
                PlanKind.ROUTINE,
                trade(before, OptionType.CALL, 2200, "-5"),
                trade(before, OptionType.PUT, 1600, "-3"));
        LyraPosition put = of(written, LyraType.SHORT_PUT_QUOTE);

        fall("1800", "1600", "1400", "1300");
        MarketSnapshot under = bench.snapshot();
        assertThat(backing(under).protocolEquity())
                .isLessThan(backing(under).maintenance().asDelta());
        liquidator.liquidate(put.positionId());

        MarketSnapshot after = bench.snapshot();
        assertThat(only(after).type()).as("the covered call stands").isEqualTo(LyraType.SHORT_CALL_BASE);
        assertThat(backing(after).maintenance().isZero()).isTrue();
        assertThat(backing(after).account().idleQuote())
                .as("what was left of the collateral came back")
                .isGreaterThan(backing(under).account().idleQuote());
    }

    private static void fall(String... prices) {
        for (String price : prices) {
            market.step(MarketPrice.of(price));
        }
    }

    /** The way a cycle goes, wherever delta ends. */
    private static MarketSnapshot carryOut(PlanKind kind, HedgeAction... actions) {
        MarketSnapshot before = bench.snapshot();
        HedgePlan plan = anywhere(bench.plan(before, kind, "0", actions));
        assertThat(bench.simulate(plan, before)).isNotInstanceOf(SimulationOutcome.Reverts.class);
        bench.send(bench.account.prepare(plan, before));
        return bench.snapshot();
    }

    private static HedgePlan anywhere(HedgePlan plan) {
        return new HedgePlan(
                plan.madeAt(),
                plan.account(),
                plan.sequence(),
                plan.kind(),
                plan.actions(),
                plan.deltaBefore(),
                plan.expectedDeltaAfter(),
                plan.expectedDeltaAfter().minus(bench.weth("50")),
                plan.expectedDeltaAfter().plus(bench.weth("50")),
                bench.usdc("5000"),
                plan.deadline(),
                false,
                plan.reasons());
    }

    /** At the next expiry, for up to four per cent worse than it is quoted. */
    private static HedgeAction trade(MarketSnapshot now, OptionType type, double strike, String contracts) {
        OptionOffer offer = now.offers().stream()
                .filter(one -> one.option().type() == type)
                .filter(one -> Math.abs(one.option().strike().asDouble() - strike) < 1)
                .findFirst()
                .orElseThrow();
        BigDecimal signed = new BigDecimal(contracts);
        double premium = Math.abs(offer.premiumQuote(signed.doubleValue()));
        double worst = premium * (signed.signum() > 0 ? 1.04 : 0.96);
        TokenAmount limit = new TokenAmount(
                bench.pair.quote(), BigDecimal.valueOf(worst).movePointRight(6).toBigInteger());
        return new TradeOptions(lyra, offer.option(), bench.weth(contracts), limit, true);
    }

    private static LyraPosition only(MarketSnapshot now) {
        assertThat(backing(now).account().positions()).hasSize(1);
        return backing(now).account().positions().getFirst();
    }

    private static LyraPosition of(MarketSnapshot now, LyraType type) {
        return backing(now).account().positions().stream()
                .filter(position -> position.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static LyraBacking backing(MarketSnapshot now) {
        return (LyraBacking) now.venue(lyra).orElseThrow();
    }
}
