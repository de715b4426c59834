package io.evenkeel.keeper.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.submit.FeePolicy.Quote;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeePolicyTest {
    private static final FeePerGas ROUTINE = gwei("100");
    private static final FeeLimits LIMITS = new FeeLimits(ROUTINE, gwei("300"), gwei("0.1"), 50);

    private final FeePolicy policy = new FeePolicy(LIMITS);

    @Test
    void theOfferLeavesRoomForTheBaseFeeToDouble() {
        assertThat(policy.first(history("10", "1", "3", "2"), ROUTINE))
                .isEqualTo(new Quote.Offer(gwei("22"), gwei("2")));
    }

    @Test
    void withoutTipsInHistoryTheLeastIsOffered() {
        assertThat(policy.first(new FeeHistory(gwei("10"), List.of()), ROUTINE))
                .isEqualTo(new Quote.Offer(gwei("20.1"), gwei("0.1")));
    }

    @Test
    void theCeilingCutsTheRoomButNeverTheChance() {
        assertThat(policy.first(history("80", "1"), ROUTINE)).isEqualTo(new Quote.Offer(gwei("100"), gwei("1")));
        assertThat(policy.first(history("99.5", "1"), ROUTINE))
                .isEqualTo(new Quote.TooExpensive(gwei("100.5"), gwei("100")));
    }

    @Test
    void whatIsUrgentMayPayMore() {
        assertThat(policy.first(history("120", "1"), policy.ceiling(true, Optional.empty())))
                .isEqualTo(new Quote.Offer(gwei("241"), gwei("1")));
    }

    @Test
    void theCeilingOfWhatIsUrgentRisesWithTheDangerAndNeverPassesThePlansOwn() {
        assertThat(LIMITS.ceiling(true, Bps.ZERO)).isEqualTo(ROUTINE);
        assertThat(LIMITS.ceiling(true, new Bps(2_500))).isEqualTo(gwei("150"));
        assertThat(LIMITS.ceiling(true, Bps.WHOLE)).isEqualTo(gwei("300"));
        assertThat(LIMITS.ceiling(false, Bps.WHOLE)).isEqualTo(ROUTINE);
        assertThat(policy.ceiling(true, Optional.of(gwei("120")))).isEqualTo(gwei("120"));
        assertThat(policy.ceiling(false, Optional.of(gwei("120")))).isEqualTo(ROUTINE);
    }

    @Test
    void aDisplacementMayAlwaysPayWhatNodesDemandUpToTheHighestCeiling() {
        Urgency none = new Urgency();
        none.set(Bps.ZERO);
        FeePolicy calm = new FeePolicy(LIMITS, none);
        Quote.Offer atItsCeiling = new Quote.Offer(ROUTINE, gwei("1"));

        assertThat(calm.ceiling(true, Optional.empty())).isEqualTo(ROUTINE);
        assertThat(calm.displacing(atItsCeiling, history("1", "1"), Optional.empty()))
                .isEqualTo(new Quote.Offer(gwei("112.5"), gwei("1.125")));
        assertThat(calm.displacing(atItsCeiling, history("1", "1"), Optional.of(gwei("105"))))
                .isEqualTo(new Quote.TooExpensive(gwei("112.5"), gwei("105")));
    }

    @Test
    void aReplacementFollowsTheMarketWhenThatHasRisenFurther() {
        Quote.Offer earlier = new Quote.Offer(gwei("20"), gwei("1"));

        assertThat(policy.replacement(earlier, history("40", "3"), gwei("100")))
                .isEqualTo(new Quote.Offer(gwei("83"), gwei("3")));
        assertThat(policy.replacement(earlier, new FeeHistory(FeePerGas.ZERO, List.of()), gwei("100")))
                .isEqualTo(new Quote.Offer(gwei("22.5"), gwei("1.125")));
        assertThat(policy.replacement(new Quote.Offer(gwei("95"), gwei("1")), history("1", "1"), gwei("100")))
                .isEqualTo(new Quote.TooExpensive(gwei("106.875"), gwei("100")));
    }

    @Property
    void everyReplacementPaysTenPercentMoreInBothPartsAndStaysUnderTheCeiling(
            @ForAll @IntRange(min = 1, max = 300) int feeGwei,
            @ForAll @IntRange(min = 0, max = 300) int tipGwei,
            @ForAll @IntRange(max = 500) int baseFeeGwei,
            @ForAll @IntRange(max = 50) int marketTipGwei) {
        Quote.Offer earlier =
                new Quote.Offer(gwei(String.valueOf(Math.max(feeGwei, tipGwei))), gwei(String.valueOf(tipGwei)));
        FeePerGas ceiling = gwei("300");

        Quote quote = policy.replacement(
                earlier, history(String.valueOf(baseFeeGwei), String.valueOf(marketTipGwei)), ceiling);

        switch (quote) {
            case Quote.TooExpensive expensive -> assertThat(expensive.needed()).isGreaterThan(ceiling);
            case Quote.Offer offer -> {
                assertThat(offer.maxFee()).isBetween(earlier.maxFee().raisedBy(FeePolicy.RAISE), ceiling);
                assertThat(offer.maxTip()).isBetween(earlier.maxTip().raisedBy(FeePolicy.RAISE), offer.maxFee());
            }
        }
    }

    private static FeeHistory history(String baseFee, String... tips) {
        return new FeeHistory(
                gwei(baseFee), Stream.of(tips).map(FeePolicyTest::gwei).toList());
    }

    private static FeePerGas gwei(String gwei) {
        return FeePerGas.ofGwei(gwei);
    }
}
