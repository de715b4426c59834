package io.evenkeel.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class AllocatorTest {
    private static final double UNDONE = 1e6;

    @Test
    void equalVenuesShareEquallyWhenGasIsCheap() {
        Allocation allocation = solve(100, option("a", 0, 1000, x -> x * x, 1), option("b", 0, 1000, x -> x * x, 1));

        assertThat(sizes(allocation)).containsExactly(50, 50);
        assertThat(allocation.costQuote()).isCloseTo(5002, within(1e-6));
    }

    @Test
    void oneVenueTakesAllWhenGasIsDear() {
        Allocation allocation =
                solve(100, option("a", 0, 1000, x -> x * x, 6000), option("b", 0, 1000, x -> 1.1 * x * x, 6000));

        assertThat(allocation.legs())
                .singleElement()
                .extracting(leg -> leg.venue().name())
                .isEqualTo("a");
    }

    @Test
    void marginalCostsAreEqualWhereNoCapBinds() {
        Allocation allocation =
                solve(100, option("a", 0, 1000, x -> 3 * x + 0.5 * x * x, 0), option("b", 0, 1000, x -> 2 * x * x, 0));

        // 3 + a = 4 b, a + b = 100
        assertThat(allocation.legs().get(0).size()).isCloseTo(397 / 5.0, within(1e-4));
        assertThat(allocation.legs().get(1).size()).isCloseTo(103 / 5.0, within(1e-4));
    }

    @Test
    void aCapIsFilledToTheBrimAndTheRestGoesElsewhere() {
        Allocation allocation = solve(100, option("a", 0, 30, x -> x, 0), option("b", 0, 1000, x -> 5 * x, 0));

        assertThat(sizes(allocation)).containsExactly(30, 70);
        assertThat(allocation.limits()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsLeftAndTheLimitsAreNamed() {
        Allocation allocation = solve(100, option("a", 0, 30, x -> x, 0), option("b", 0, 20, x -> 5 * x, 0));

        assertThat(allocation.unfilled()).isCloseTo(50, within(1e-9));
        assertThat(allocation.limits()).hasToString("[a at its short cap, b at its short cap]");
    }

    @Test
    void aVenueWhoseSmallestTradeIsTooLargeIsLeftOut() {
        Allocation allocation = solve(5, option("a", 10, 100, x -> x, 0), option("b", 0, 100, x -> 2 * x, 0));

        assertThat(allocation.legs())
                .singleElement()
                .extracting(leg -> leg.venue().name())
                .isEqualTo("b");
    }

    @Test
    void whatOneVenueYieldsTheOtherMayUse() {
        // b takes 400 quote for each base and there are only 10,000; a yields 1,000 for each
        LegOption a = new LegOption(venue("a"), 0, 1000, Limit.DEPTH, x -> 3 * x, 0, x -> -1000 * x, x -> 0);
        LegOption b = new LegOption(venue("b"), 0, 1000, Limit.DEPTH, x -> x, 0, x -> 400 * x, x -> 0);

        Allocation allocation = Allocator.solve(new AllocationProblem(100, List.of(a, b), 10_000, 0, UNDONE));

        // 400 b - 1000 a = 10,000 and a + b = 100
        assertThat(allocation.unfilled()).isZero();
        assertThat(allocation.legs().get(0).size()).isCloseTo(300 / 14.0, within(1e-4));
    }

    @Test
    void withoutCollateralEnoughTheRestIsLeftUndone() {
        LegOption b = new LegOption(venue("b"), 0, 1000, Limit.DEPTH, x -> x, 0, x -> 400 * x, x -> 0);

        Allocation allocation = Allocator.solve(new AllocationProblem(100, List.of(b), 10_000, 0, UNDONE));

        assertThat(allocation.unfilled()).isCloseTo(75, within(1e-4));
        assertThat(allocation.limits()).hasToString("[b at its collateral at hand]");
    }

    @Test
    void ofASharedCapAndScarceCollateralTheOneThatStopsItIsNamed() {
        LegOption b = new LegOption(venue("b"), 0, 1000, Limit.DEPTH, x -> x, 0, x -> 400 * x, x -> 0);
        SharedCap tight = new SharedCap("chain one", 20, Map.of(b.venue(), QuadraticCost.linear(1)));
        SharedCap loose = new SharedCap("chain one", 60, Map.of(b.venue(), QuadraticCost.linear(1)));

        Allocation byCap = Allocator.solve(new AllocationProblem(100, List.of(b), 10_000, 0, UNDONE, List.of(tight)));
        Allocation byHand = Allocator.solve(new AllocationProblem(100, List.of(b), 10_000, 0, UNDONE, List.of(loose)));

        assertThat(byCap.unfilled()).isCloseTo(80, within(1e-6));
        assertThat(byCap.limits()).hasToString("[b at its part of what venues share: 'chain one']");
        assertThat(byCap.bound().getFirst().name()).isEqualTo("chain one");
        assertThat(byHand.unfilled()).isCloseTo(75, within(1e-4));
        assertThat(byHand.limits()).hasToString("[b at its collateral at hand]");
    }

    @Test
    void neverDearerThanAnyGridPointAndNeverCheaperThanTheGridAllows() {
        Random random = new Random(20210519);
        for (int problem = 0; problem < 2_000; problem++) {
            int venues = 2 + random.nextInt(7);
            double size = 1 + random.nextInt(500);
            List<LegOption> options = new ArrayList<>();
            double steepest = 0;
            for (int i = 0; i < venues; i++) {
                double smallest = random.nextInt(3) == 0 ? size * random.nextInt(40) / 100.0 : 0;
                double largest = size * random.nextInt(120) / 100.0;
                double linear = random.nextDouble() * 10 - 2;
                double square = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 20 / size;
                double kink = size * random.nextDouble();
                double fixed = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 2 * size;
                steepest = Math.max(steepest, Math.abs(linear) + 2 * square * size + 5);
                options.add(option(
                        "v" + i,
                        smallest,
                        largest,
                        x -> linear * x + square * x * x + 5 * Math.max(0, x - kink),
                        fixed));
            }
            Allocation allocation = Allocator.solve(new AllocationProblem(size, options, 0, 0, 1e4));
            double ours = allocation.costQuote() + 1e4 * allocation.unfilled();

            double grid = gridOptimum(options, size, 100, 1e4);
            String story = "problem " + problem + ": " + allocation;
            assertThat(ours).as(story).isLessThanOrEqualTo(grid + 1e-6 * Math.max(1, Math.abs(grid)));
            double gridError = steepest * size / 100 * venues;
            assertThat(ours).as(story).isGreaterThanOrEqualTo(grid - gridError);
            for (Allocation.Leg leg : allocation.legs()) {
                LegOption option = options.stream()
                        .filter(o -> o.venue().equals(leg.venue()))
                        .findFirst()
                        .orElseThrow();
                assertThat(leg.size()).as(story).isBetween(option.smallest(), option.largest() * (1 + 1e-12));
            }
        }
    }

    @Test
    void withSharedTokensNeverDearerThanAnyGridPointThatFits() {
        Random random = new Random(1905);
        for (int problem = 0; problem < 300; problem++) {
            double size = 100;
            double quote = random.nextInt(20_000);
            double base = random.nextInt(60);
            List<LegOption> options = new ArrayList<>();
            int venues = 2 + random.nextInt(2);
            for (int i = 0; i < venues; i++) {
                double linear = random.nextDouble() * 10;
                double square = random.nextDouble() * 0.2;
                double quoteEach = random.nextInt(1500) - 500;
                double baseEach = random.nextInt(3) == 0 ? random.nextDouble() * 2 : 0;
                options.add(new LegOption(
                        venue("v" + i),
                        0,
                        10 + random.nextInt(100),
                        Limit.DEPTH,
                        x -> linear * x + square * x * x,
                        random.nextInt(200),
                        x -> quoteEach * x,
                        x -> baseEach * x));
            }
            AllocationProblem posed = new AllocationProblem(size, options, quote, base, 1e4);

            Allocation allocation = Allocator.solve(posed);

            double ours = allocation.costQuote() + 1e4 * allocation.unfilled();
            assertThat(needed(allocation, options, true)).isLessThanOrEqualTo(quote + 1e-3);
            assertThat(needed(allocation, options, false)).isLessThanOrEqualTo(base + 1e-6);
            double grid = gridOptimumThatFits(posed, 50);
            assertThat(ours)
                    .as("problem " + problem + ": " + allocation)
                    .isLessThanOrEqualTo(grid + 1e-5 * Math.max(1, Math.abs(grid)));
        }
    }

    private static double needed(Allocation allocation, List<LegOption> options, boolean quote) {
        double needed = 0;
        for (Allocation.Leg leg : allocation.legs()) {
            LegOption option = options.stream()
                    .filter(o -> o.venue().equals(leg.venue()))
                    .findFirst()
                    .orElseThrow();
            needed += (quote ? option.quoteNeeded() : option.baseNeeded()).applyAsDouble(leg.size());
        }
        return needed;
    }

    /** Least cost over all ways to give each venue a multiple of size / steps, by dynamic programming. */
    private static double gridOptimum(List<LegOption> options, double size, int steps, double undone) {
        double[] cost = new double[steps + 1];
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        cost[0] = 0;
        for (LegOption option : options) {
            double[] with = cost.clone();
            for (int filled = 0; filled <= steps; filled++) {
                for (int more = 1; filled + more <= steps; more++) {
                    double x = size * more / steps;
                    if (x >= option.smallest() && x <= option.largest()) {
                        double here =
                                option.fixedCostQuote() + option.costQuote().applyAsDouble(x);
                        with[filled + more] = Math.min(with[filled + more], cost[filled] + here);
                    }
                }
            }
            cost = with;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int filled = 0; filled <= steps; filled++) {
            best = Math.min(best, cost[filled] + undone * size * (steps - filled) / steps);
        }
        return best;
    }

    private static double gridOptimumThatFits(AllocationProblem problem, int steps) {
        return search(problem, steps, 0, new double[problem.options().size()], 0);
    }

    private static double search(AllocationProblem problem, int steps, int at, double[] sizes, int used) {
        List<LegOption> options = problem.options();
        if (at == options.size()) {
            double quote = 0;
            double base = 0;
            double cost = problem.unfilledQuotePerBase() * problem.size() * (steps - used) / steps;
            for (int i = 0; i < sizes.length; i++) {
                quote += options.get(i).quoteNeeded().applyAsDouble(sizes[i]);
                base += options.get(i).baseNeeded().applyAsDouble(sizes[i]);
                cost += options.get(i).costQuote().applyAsDouble(sizes[i])
                        + (sizes[i] > 0 ? options.get(i).fixedCostQuote() : 0);
            }
            boolean fits = quote <= problem.quoteAtHand() && base <= problem.baseAtHand();
            return fits ? cost : Double.POSITIVE_INFINITY;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int more = 0; used + more <= steps; more++) {
            sizes[at] = problem.size() * more / steps;
            if (sizes[at] > options.get(at).largest()) {
                break;
            }
            best = Math.min(best, search(problem, steps, at + 1, sizes, used + more));
        }
        sizes[at] = 0;
        return best;
    }

    private static double[] sizes(Allocation allocation) {
        return allocation.legs().stream()
                .mapToDouble(leg -> Math.round(leg.size() * 1e4) / 1e4)
                .toArray();
    }

    private static Allocation solve(double size, LegOption... options) {
        return Allocator.solve(new AllocationProblem(size, List.of(options), 0, 0, UNDONE));
    }

    private static LegOption option(
            String name, double smallest, double largest, DoubleUnaryOperator cost, double fixed) {
        return new LegOption(venue(name), smallest, largest, Limit.SHORT_CAP, cost, fixed, x -> 0, x -> 0);
    }

    private static VenueId venue(String name) {
        return new VenueId(new ChainId(31337), name);
    }
}
