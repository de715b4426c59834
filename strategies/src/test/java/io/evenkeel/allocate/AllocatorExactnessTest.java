package io.evenkeel.allocate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AllocatorExactnessTest {
    @Test
    void upToEightVenuesCostWhatTryingEverySetOfThemFinds() {
        SplittableRandom random = new SplittableRandom(8);
        int spreadUnderCaps = 0;
        for (int k = 0; k < 2_500; k++) {
            LegSearch search = LegSearch.random(random, 1 + k % 8);

            Allocation ours = Allocator.solve(search.problem());

            assertSame("problem " + k, search.cost(ours), search.bruteForce(), 1e-9);
            assertThat(search.missedBy(ours)).as("problem " + k).isLessThan(1e-9);
            assertThat(ours.gapQuote()).isZero();
            spreadUnderCaps += ours.legs().size() > 1 && !ours.bound().isEmpty() ? 1 : 0;
        }
        assertThat(spreadUnderCaps).isGreaterThan(1_000);
    }

    @Test
    void costsThatCanOnlyBeSampledComeToTheSame() {
        SplittableRandom random = new SplittableRandom(9);
        for (int k = 0; k < 600; k++) {
            LegSearch search = LegSearch.random(random, 1 + k % 6);

            Allocation sampled = Allocator.solve(search.sampled().problem());

            assertSame("problem " + k, search.cost(sampled), search.bruteForce(), 1e-7);
            assertThat(search.missedBy(sampled)).as("problem " + k).isLessThan(1e-8);
        }
    }

    @Test
    void twelveVenuesTooThoughTheyAreNotEnumerated() {
        SplittableRandom random = new SplittableRandom(12);
        for (int k = 0; k < 12; k++) {
            LegSearch search = LegSearch.random(random, 12);

            assertSame("problem " + k, search.cost(Allocator.solve(search.problem())), search.bruteForce(), 1e-9);
        }
    }

    @Test
    void twentyVenuesAreSearchedToTheEnd() {
        SplittableRandom random = new SplittableRandom(20);
        for (int k = 0; k < 20; k++) {
            Allocation allocation = Allocator.solve(LegSearch.random(random, 20).problem());

            assertThat(allocation.gapQuote()).as("problem " + k).isZero();
        }
    }

    @Test
    void moreRoomNeverCostsMore() {
        SplittableRandom random = new SplittableRandom(10);
        for (int k = 0; k < 1_000; k++) {
            LegSearch search = LegSearch.random(random, 2 + k % 5);
            double before = search.cost(Allocator.solve(search.problem()));
            List<SharedCap> caps = new ArrayList<>(search.problem().caps());
            int widened = random.nextInt(caps.size());
            caps.set(
                    widened,
                    new SharedCap(
                            "wider",
                            caps.get(widened).left() * 1.3,
                            caps.get(widened).uses()));

            double after = search.cost(Allocator.solve(
                    search.with(search.problem().options(), caps).problem()));

            assertThat(after).as("problem " + k).isLessThanOrEqualTo(before + 1e-9 * Math.max(1, Math.abs(before)));
        }
    }

    @Test
    void theOrderOfTheVenuesMakesNoDifference() {
        SplittableRandom random = new SplittableRandom(11);
        for (int k = 0; k < 1_000; k++) {
            LegSearch search = LegSearch.random(random, 2 + k % 6);
            List<LegOption> shuffled = new ArrayList<>(search.problem().options());
            Collections.shuffle(shuffled, new Random(k));
            LegSearch other = search.with(shuffled, search.problem().caps());

            double here = search.cost(Allocator.solve(search.problem()));

            assertSame("problem " + k, other.cost(Allocator.solve(other.problem())), here, 1e-9);
        }
    }

    @Test
    void twiceTheMoneyInEveryCostIsTwiceTheCost() {
        SplittableRandom random = new SplittableRandom(13);
        for (int k = 0; k < 500; k++) {
            LegSearch search = LegSearch.random(random, 2 + k % 5);
            AllocationProblem posed = search.problem();
            List<LegOption> dearer = posed.options().stream()
                    .map(o -> {
                        QuadraticCost cost = (QuadraticCost) o.costQuote();
                        return new LegOption(
                                o.venue(),
                                o.smallest(),
                                o.largest(),
                                o.largestBecause(),
                                new QuadraticCost(cost.slope() * 2, cost.curvature() * 2),
                                o.fixedCostQuote() * 2,
                                o.quoteNeeded(),
                                o.baseNeeded());
                    })
                    .toList();
            LegSearch twice = new LegSearch(new AllocationProblem(
                    posed.size(), dearer, posed.quoteAtHand(), posed.baseAtHand(), 2e3, posed.caps()));

            assertSame(
                    "problem " + k,
                    twice.cost(Allocator.solve(twice.problem())),
                    2 * search.cost(Allocator.solve(posed)),
                    1e-9);
        }
    }

    private static void assertSame(String story, double ours, double theirs, double digits) {
        assertThat(Math.abs(ours - theirs))
                .as(story + ": " + ours + " and " + theirs)
                .isLessThanOrEqualTo(digits * Math.max(1, Math.abs(theirs)));
    }
}
