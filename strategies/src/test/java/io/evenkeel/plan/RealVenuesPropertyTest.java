package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.VenueGroup;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Unlikely vaults at the real protocols' own arithmetic, to the last digit: no plan may ask what they refuse. */
class RealVenuesPropertyTest {
    private static final int VAULTS = 300;
    private static final int VAULTS_THAT_SHARE = 100;
    private static final List<PlannerMode> MODES = List.of(
            new PlannerMode.Normal(),
            new PlannerMode.ReduceOnly(List.of("one endpoint is down")),
            new PlannerMode.Unwind(),
            new PlannerMode.Close(RealVenues.loan(0, 0, 3000, 3000).id()),
            new PlannerMode.Close(RealVenues.perp(PerpV2Account.withBalance(BigInteger.ZERO), 3000, 3000)
                    .id()));

    @Test
    void everyPlanInEveryModeIsTakenByTheProtocolsAndThePolicy() {
        assertThat(plansTaken(VAULTS, random -> TestLimits.withSlippage(new Bps(200))))
                .isGreaterThan(VAULTS);
    }

    @Test
    void soIsEveryPlanUnderLimitsThatVenuesShare() {
        assertThat(plansTaken(VAULTS_THAT_SHARE, RealVenuesPropertyTest::sharing))
                .isGreaterThan(VAULTS_THAT_SHARE);
    }

    private static int plansTaken(int vaults, Function<Random, RiskLimits> limits) {
        int plans = 0;
        for (int seed = 0; seed < vaults; seed++) {
            Random random = new Random(seed * 104_729L);
            AVault vault = vault(random);
            RiskLimits given = limits.apply(random);
            for (PlannerMode mode : MODES) {
                try {
                    Decision decision = HedgePlanner.plan(vault.snapshot(), given, mode);
                    if (decision instanceof Decision.Act act) {
                        PaperChain.carryOut(vault, act.plan());
                        plans++;
                    }
                } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError("vault " + seed + " in " + mode + ": " + vault, failure);
                }
            }
        }
        return plans;
    }

    private static RiskLimits sharing(Random random) {
        RiskLimits ordinary = TestLimits.withSlippage(new Bps(200));
        Set<String> both = Set.of(
                RealVenues.loan(0, 0, 3000, 3000).id().name(),
                RealVenues.perp(PerpV2Account.withBalance(BigInteger.ZERO), 3000, 3000)
                        .id()
                        .name());
        VenueGroup group = new VenueGroup(
                "both",
                VenueGroup.Kind.ORACLE,
                both,
                Optional.of(new Bps(500 + random.nextInt(6000))),
                Optional.of(new Bps(500 + random.nextInt(8000))));
        return new RiskLimits(
                ordinary.margin(),
                ordinary.cost(),
                ordinary.band(),
                ordinary.spread()
                        .withGroups(group)
                        .withMaxLossPerProtocol(new Bps(500 + random.nextInt(5000)))
                        .withSpareRoom(new Bps(random.nextInt(10_001))),
                ordinary.idleQuoteReserve(),
                ordinary.smallestTrade(),
                ordinary.planTimeToLive());
    }

    private static AVault vault(Random random) {
        double oracle = 2500 + random.nextDouble() * 1200;
        double market = oracle * (0.985 + 0.03 * random.nextDouble());
        double size = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 200;
        double entry = oracle * (0.8 + 0.4 * random.nextDouble());
        double equity = size * oracle * (0.12 + random.nextDouble() * 0.5);
        PerpV2Account account = new PerpV2Account(
                RealVenues.units(-size, 18),
                RealVenues.units(size * entry, 18),
                RealVenues.units(equity - size * (entry - oracle), 6),
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO);
        double debt = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 150;
        double cover = 1.3 + random.nextDouble();
        Token collateral = random.nextBoolean() ? WETH : USDC;
        boolean inBase = random.nextBoolean();
        return AVault.aVault()
                .holding(amount(random, 400), amount(random, 600_000))
                .withRange(1 + random.nextDouble() * 700_000, 2500, 3600)
                .priced(oracle)
                .with(
                        RealVenues.perp(account, oracle, market),
                        RealVenues.loan(
                                inBase ? debt * cover : 0,
                                inBase ? 0 : debt * oracle * cover,
                                debt,
                                oracle,
                                market,
                                collateral));
    }

    private static String amount(Random random, double most) {
        double whole = random.nextInt(5) == 0 ? 0 : random.nextDouble() * most;
        return TokenDelta.ofModel(USDC, whole).whole().toPlainString();
    }
}
