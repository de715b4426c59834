package io.evenkeel.risk.health;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.PriceView;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VenueHealthTest {
    private static final Price PRICE = Price.of(WETH, USDC, "2000");
    private static final PriceView SURE = new PriceView.Sure(PRICE, Instant.EPOCH);
    private static final HealthLimits LIMITS = HealthLimits.usual();
    private static final String ONE = "0x" + "0".repeat(63) + "1";
    private static final String TWO = "0x" + "0".repeat(63) + "2";
    private static final VenueWatch ACKNOWLEDGED = new VenueWatch(
            List.of(
                    new Trait(Trait.Kind.CODE, "Vault's code", ONE),
                    new Trait(Trait.Kind.CONTROL, "Vault's owner", ONE),
                    new Trait(Trait.Kind.STOPPED, "Vault paused", Trait.OFF)),
            List.of(new Measure(Measure.Kind.BACKSTOP, "insurance fund", BigInteger.valueOf(1_000_000))));

    @Test
    void what_is_as_it_was_acknowledged_is_healthy() {
        assertThat(judge(ACKNOWLEDGED)).isEqualTo(new VenueHealth.Healthy());
    }

    @Test
    void every_trait_that_differs_is_a_reason_with_both_values() {
        VenueWatch now = with(new Trait(Trait.Kind.CONTROL, "Vault's owner", TWO));

        assertThat(judge(now).reasons())
                .containsExactly(new Suspicion.Changed(Trait.Kind.CONTROL, "Vault's owner", ONE, TWO));
        assertThat(judge(now).reasons().getFirst().words()).isEqualTo("in other hands: Vault's owner was 1, is 2");
    }

    @Test
    void a_stop_is_suspect_while_it_lasts_or_until_it_is_acknowledged_where_that_is_wanted() {
        VenueWatch stopped = with(new Trait(Trait.Kind.STOPPED, "Vault paused", ONE));
        HealthLimits strict = quarantineOn(Set.of(Trait.Kind.STOPPED));

        assertThat(judge(stopped).reasons()).containsExactly(new Suspicion.Stopped("Vault paused"));
        assertThat(VenueHealth.judge(ACKNOWLEDGED, stopped, Optional.empty(), SURE, strict)
                        .reasons())
                .containsExactly(new Suspicion.Changed(Trait.Kind.STOPPED, "Vault paused", Trait.OFF, ONE));
        assertThat(VenueHealth.judge(stopped, ACKNOWLEDGED, Optional.empty(), SURE, strict))
                .as("it runs again")
                .isEqualTo(new VenueHealth.Healthy());
    }

    @Test
    void a_trait_that_is_no_longer_shown_or_was_not_before_is_a_change() {
        VenueWatch fewer = new VenueWatch(ACKNOWLEDGED.traits().subList(1, 3), ACKNOWLEDGED.measures());

        assertThat(judge(fewer).reasons()).extracting(Suspicion::about).containsExactly("Vault's code");
        assertThat(VenueHealth.judge(fewer, ACKNOWLEDGED, Optional.empty(), SURE, LIMITS)
                        .reasons())
                .extracting(Suspicion::about)
                .containsExactly("Vault's code");
    }

    @Test
    void what_was_watched_and_cannot_be_is_suspect_and_what_never_was_is_not() {
        assertThat(judge(VenueWatch.NONE).reasons()).containsExactly(new Suspicion.Unwatched());
        assertThat(VenueHealth.judge(VenueWatch.NONE, VenueWatch.NONE, Optional.empty(), SURE, LIMITS))
                .isEqualTo(new VenueHealth.Healthy());
    }

    @ParameterizedTest
    @EnumSource(Trait.Kind.class)
    void a_kind_that_may_change_unseen_is_no_reason(Trait.Kind kind) {
        HealthLimits others = quarantineOn(Set.of(kind));
        VenueWatch now = with(new Trait(Trait.Kind.CODE, "Vault's code", TWO));

        assertThat(VenueHealth.judge(ACKNOWLEDGED, now, Optional.empty(), SURE, others)
                        .reasons()
                        .isEmpty())
                .isEqualTo(kind != Trait.Kind.CODE);
    }

    @ParameterizedTest
    @CsvSource({
        "UTILISATION, 9800, false",
        "UTILISATION, 9801, true",
        "BACKING, 9900, false",
        "BACKING, 9899, true",
        "BACKSTOP, 500000, false",
        "BACKSTOP, 499999, true",
        "BACKSTOP, -1, true",
        "MARK_PRICE, 2400000000000000000000, false",
        "MARK_PRICE, 2400000000000000000001, true",
        "MARK_PRICE, 1600000000000000000000, false",
        "INDEX_PRICE, 1599999999999999999999, true",
        "INDEX_PRICE, 0, true"
    })
    void a_measure_is_a_reason_one_unit_beyond_its_limit_and_not_at_it(
            Measure.Kind kind, BigInteger value, boolean suspect) {
        VenueWatch now = new VenueWatch(ACKNOWLEDGED.traits(), List.of(new Measure(kind, "insurance fund", value)));

        assertThat(judge(now) instanceof VenueHealth.Suspect).isEqualTo(suspect);
    }

    @Test
    void while_our_price_is_doubtful_a_protocol_is_held_against_the_nearest_plausible_one() {
        PriceView doubtful = new PriceView.Doubtful(
                PRICE.timesDown(new Bps(8_000)), PRICE, PRICE.timesUp(new Bps(12_000)), List.of("stale"));
        Measure far = new Measure(Measure.Kind.MARK_PRICE, "mark price", new BigInteger("2800000000000000000000"));
        Measure further = new Measure(Measure.Kind.MARK_PRICE, "mark price", new BigInteger("2900000000000000000000"));

        assertThat(judge(new VenueWatch(ACKNOWLEDGED.traits(), List.of(far)), doubtful))
                .isInstanceOf(VenueHealth.Healthy.class);
        assertThat(judge(new VenueWatch(ACKNOWLEDGED.traits(), List.of(further)), doubtful))
                .isInstanceOf(VenueHealth.Suspect.class);
    }

    @Test
    void addresses_are_told_whole_and_hashes_by_their_beginning() {
        String address = "0x" + "0".repeat(24) + "00000000000000000000000000000000deadbeef".substring(0, 39) + "f";
        String hash = "0x" + "ab".repeat(32);

        assertThat(new Suspicion.Changed(Trait.Kind.CODE, "code", "0x" + "0".repeat(24) + "ab".repeat(20), hash)
                        .words())
                .isEqualTo("upgraded: code was 0x" + "ab".repeat(20) + ", is 0xabababababab…");
        assertThat(new Suspicion.Changed(Trait.Kind.CODE, "code", address, ONE).words())
                .contains(", is 1");
    }

    private static HealthLimits quarantineOn(Set<Trait.Kind> kinds) {
        return new HealthLimits(
                LIMITS.maxUtilisation(),
                LIMITS.maxBackstopFall(),
                LIMITS.minBacking(),
                LIMITS.maxPriceGap(),
                LIMITS.maxUnwindCost(),
                kinds);
    }

    private static VenueHealth judge(VenueWatch now) {
        return judge(now, SURE);
    }

    private static VenueHealth judge(VenueWatch now, PriceView price) {
        return VenueHealth.judge(ACKNOWLEDGED, now, Optional.empty(), price, LIMITS);
    }

    /** The acknowledged watch with one trait otherwise. */
    private static VenueWatch with(Trait changed) {
        List<Trait> traits = new ArrayList<>(ACKNOWLEDGED.traits());
        traits.replaceAll(trait -> trait.label().equals(changed.label()) ? changed : trait);
        return new VenueWatch(traits, ACKNOWLEDGED.measures());
    }
}
