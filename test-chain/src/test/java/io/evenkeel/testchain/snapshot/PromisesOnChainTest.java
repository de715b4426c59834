package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Done;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Refused;
import io.evenkeel.units.TokenDelta;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A keeper wired from a configuration hedges over Perp v2, Aave and PerpsV2, and what it promises on the last is filled
 * in time, late, or never: within three cycles the vault is inside its band by what is certain alone.
 */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class PromisesOnChainTest {
    private static final int CYCLES_TO_BAND = 3;

    private PromiseBench keeper;
    private MarketDriver market;

    @BeforeEach
    void aFilledVaultAndItsKeeper(ForkedChain fork, MarketDriver driver, @TempDir Path folder) {
        market = driver;
        keeper = new PromiseBench(fork, market, folder);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void aPromiseThatIsKeptInTimeIsAllThereIsToDo() {
        HedgePlan plan = keeper.promise();
        TokenDelta promised = keeper.order().size();
        assertThat(plan.certainDeltaAfter().minus(plan.expectedDeltaAfter())).isEqualTo(promised.negate());

        assertThat(keeper.fill("2000")).isInstanceOf(Done.class);

        MarketSnapshot filled = keeper.read();
        assertThat(keeper.perps(filled).delta()).isEqualTo(promised);
        PromiseBench.assertInsideThePolicysBand(filled);
        assertThat(String.join("; ", ((Decision.Hold) keeper.decide(filled)).reasons()))
                .contains("was filled");
    }

    @Test
    void anExecutorThatIsGoneForGoodCostsThePromiseAndThreeCyclesAtMost() {
        keeper.promise();
        TokenDelta promised = keeper.order().size();

        List<HedgePlan> plans = keeper.cycles(CYCLES_TO_BAND);

        MarketSnapshot after = keeper.read();
        PromiseBench.assertInsideThePolicysBand(PromiseBench.certain(after));
        assertThat(keeper.perps(after).withoutPending().delta().isZero()).isTrue();
        assertThat(keeper.perps(after).pending()).as("cleared away").isEmpty();
        assertThat(plans).anyMatch(plan -> plan.actions().stream().anyMatch(CancelOrder.class::isInstance));
        keeper.assertHedgedOnceBySureVenues(after);
        assertThat(promised.isZero()).isFalse();
        assertThat(keeper.cycles(CYCLES_TO_BAND))
                .as("nothing is promised there again for a while")
                .noneMatch(HedgePlan::reliesOnPromises);
    }

    @Test
    void aPriceThatMovesPastTheOrderIsCoveredElsewhereAndNothingIsDoubled() {
        keeper.promise();
        assertThat(keeper.fill("1930"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.words()).contains("Price impact exceeded"));
        market.step(MarketPrice.of("1930"));

        keeper.cycles(CYCLES_TO_BAND);

        MarketSnapshot after = keeper.read();
        PromiseBench.assertInsideThePolicysBand(PromiseBench.certain(after));
        assertThat(keeper.perps(after).delta().isZero()).isTrue();
        keeper.assertHedgedOnceBySureVenues(after);
    }

    @Test
    void aCoverThatGetsIntoABlockInWhichTheOrderIsTooOldStands() {
        keeper.promise();
        market.mineBlock();

        List<HedgePlan> covering = keeper.cycles(1);

        assertThat(covering).as("late and covered").hasSize(1);
        assertThat(keeper.order().fillable())
                .as("too old in the block of the cover")
                .isFalse();
    }

    @Test
    void aPositionThatIsLiquidatedAfterThePromiseWasKeptIsReplacedElsewhere() {
        keeper.promise();
        assertThat(keeper.fill("2000")).isInstanceOf(Done.class);
        MarketSnapshot filled = keeper.read();
        double level =
                keeper.perps(filled).liquidationPriceAbove().orElseThrow().asDouble();
        market.step(MarketPrice.of(String.valueOf(Math.ceil(level * 1.01))));
        assertThat(keeper.executor.flag(keeper.bench.vault.address(), keeper.next()))
                .isInstanceOf(Done.class);
        assertThat(keeper.executor.liquidate(keeper.bench.vault.address(), keeper.next()))
                .isInstanceOf(Done.class);

        keeper.cycles(CYCLES_TO_BAND);

        PromiseBench.assertInsideThePolicysBand(PromiseBench.certain(keeper.read()));
    }
}
