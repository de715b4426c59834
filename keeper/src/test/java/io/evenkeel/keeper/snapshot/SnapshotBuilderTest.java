package io.evenkeel.keeper.snapshot;

import static io.evenkeel.keeper.snapshot.Recorded.AAVE_INDEX;
import static io.evenkeel.keeper.snapshot.Recorded.BASE_FEE;
import static io.evenkeel.keeper.snapshot.Recorded.PAIR;
import static io.evenkeel.keeper.snapshot.Recorded.PERP_INDEX;
import static io.evenkeel.keeper.snapshot.Recorded.reading;
import static io.evenkeel.keeper.snapshot.Recorded.sureAt;
import static io.evenkeel.keeper.snapshot.Recorded.unsure;
import static io.evenkeel.keeper.snapshot.Recorded.withPolicy;
import static io.evenkeel.keeper.snapshot.Recorded.withPrimitives;
import static io.evenkeel.keeper.snapshot.Recorded.withVenue;
import static io.evenkeel.keeper.snapshot.Recorded.withVenues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.ChainId;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.keeper.venue.GaugeTotals;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.margin.UnreadableVenue;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.oracles.QuotePolicy;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotBuilderTest {
    private static final Price PRICE = Price.of(PAIR.base(), PAIR.quote(), "1950.25");

    @Test
    void aRecordedReadingIsUnderstoodToTheLastDigit() {
        SnapshotOutcome.Taken taken = taken(reading());
        MarketSnapshot snapshot = taken.snapshot();
        assertThat(taken.warnings()).isEmpty();
        assertThat(snapshot.price())
                .isInstanceOfSatisfying(
                        PriceView.Sure.class, sure -> assertThat(sure.best()).isEqualTo(PRICE));
        assertThat(snapshot.sequence()).isEqualTo(1);
        assertThat(snapshot.holdings().idleBase()).isEqualTo(TokenAmount.of(PAIR.base(), "500"));
        assertThat(snapshot.holdings().idleQuote()).isEqualTo(TokenAmount.of(PAIR.quote(), "359989.263593"));
        assertThat(snapshot.holdings().ranges())
                .singleElement()
                .satisfies(range -> assertThat(range.liquidity()).isEqualTo("69699479867606779"));
        assertThat(perp(snapshot).delta()).isEqualTo(TokenDelta.of(PAIR.base(), "-10"));
        assertThat(aave(snapshot).hedge()).isEqualTo(TokenDelta.of(PAIR.base(), "-10.000001545030742866"));
    }

    @Test
    void ourNetDeltaIsThePolicysToTheLastDigit() {
        MarketSnapshot snapshot = taken(reading()).snapshot();
        assertThat(Exposures.of(snapshot, PRICE).delta())
                .isEqualTo(reading().policy().netDelta());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneUnitOff")
    void oneUnitOfDifferenceToTheGaugeAndAVenueMayOnlyShrink(String what, UnaryOperator<GaugeTotals> change) {
        SnapshotOutcome.Taken taken =
                taken(withVenue(reading(), AAVE_INDEX, venue -> withTotals(venue, change.apply(venue.totals()))));
        assertThat(aave(taken.snapshot()).condition()).isEqualTo(VenueCondition.REDUCE_ONLY);
        assertThat(perp(taken.snapshot()).condition()).isEqualTo(VenueCondition.OPEN);
        assertThat(taken.warnings())
                .singleElement()
                .asString()
                .startsWith("aave-v3:WETH may only shrink")
                .contains(what);
    }

    static Stream<Arguments> oneUnitOff() {
        TokenDelta wei = new TokenDelta(PAIR.base(), BigInteger.ONE);
        TokenDelta unit = new TokenDelta(PAIR.quote(), BigInteger.ONE);
        return Stream.of(
                off(
                        "delta",
                        t -> new GaugeTotals(t.delta().plus(wei), t.protocolEquity(), t.maintenance(), t.oracleNav())),
                off(
                        "protocol equity",
                        t -> new GaugeTotals(
                                t.delta(), t.protocolEquity().minus(unit), t.maintenance(), t.oracleNav())),
                off(
                        "maintenance",
                        t -> new GaugeTotals(
                                t.delta(), t.protocolEquity(), t.maintenance().plus(unit.abs()), t.oracleNav())),
                off(
                        "oracle NAV",
                        t -> new GaugeTotals(
                                t.delta(),
                                t.protocolEquity(),
                                t.maintenance(),
                                t.oracleNav().plus(unit))));
    }

    private static Arguments off(String what, UnaryOperator<GaugeTotals> change) {
        return Arguments.of(what, change);
    }

    @Test
    void aVenueTheGaugeCannotReadCountsWhatThePolicyRecorded() {
        SnapshotOutcome.Taken taken = taken(withVenue(
                reading(),
                PERP_INDEX,
                venue -> new VenueReading(
                        venue.idHash(),
                        venue.gauge(),
                        venue.status(),
                        false,
                        false,
                        venue.totals(),
                        venue.caps(),
                        venue.haircut())));
        Venue perp = perp(taken.snapshot());
        assertThat(perp).isInstanceOf(UnreadableVenue.class);
        assertThat(perp.delta()).isEqualTo(TokenDelta.of(PAIR.base(), "-10"));
        assertThat(taken.warnings()).singleElement().asString().contains("less 50 %");
    }

    @Test
    void primitivesThatAreNotThereOrNotWhatTheyShouldBeMakeAVenueUnreadable() {
        LensReading whole = reading();
        byte[] state = whole.primitives().get(PERP_INDEX);
        for (byte[] broken : List.of(new byte[0], Arrays.copyOf(state, state.length - 32), new byte[state.length])) {
            SnapshotOutcome.Taken taken = taken(withPrimitives(whole, PERP_INDEX, broken));
            assertThat(perp(taken.snapshot()).condition()).isEqualTo(VenueCondition.UNREADABLE);
            assertThat(taken.warnings()).hasSize(1);
        }
    }

    @Test
    void aVenueOfThePolicyThatNobodyConfiguredStillCounts() {
        SnapshotBuilder without = Recorded.builder(Recorded.venues().subList(0, PERP_INDEX));
        SnapshotOutcome.Taken taken = (SnapshotOutcome.Taken) without.build(reading(), BASE_FEE);
        assertThat(taken.warnings()).singleElement().asString().contains("not configured");
        assertThat(Exposures.of(taken.snapshot(), PRICE).delta())
                .isEqualTo(reading().policy().netDelta());
    }

    @Test
    void quarantineAndPauseAreConditions() {
        SnapshotOutcome.Taken quarantined = taken(withVenue(reading(), PERP_INDEX, VenueReading::quarantine));
        assertThat(perp(quarantined.snapshot()).condition()).isEqualTo(VenueCondition.REDUCE_ONLY);
        SnapshotOutcome.Taken paused = taken(withVenue(
                reading(),
                PERP_INDEX,
                venue -> new VenueReading(
                        venue.idHash(),
                        venue.gauge(),
                        VenueReading.Status.PAUSED,
                        true,
                        true,
                        venue.totals(),
                        venue.caps(),
                        venue.haircut())));
        assertThat(perp(paused.snapshot()).condition()).isEqualTo(VenueCondition.FROZEN);
    }

    @Test
    void whenThePolicyIsNotSureWeAreNotAndItsPlausiblePricesAreOurs() {
        BigInteger low = Price.of(PAIR.base(), PAIR.quote(), "1700").e18();
        BigInteger high = Price.of(PAIR.base(), PAIR.quote(), "1960").e18();
        PriceView view = taken(withPolicy(reading(), policy -> unsure(policy, low, high)))
                .snapshot()
                .price();
        assertThat(view).isInstanceOfSatisfying(PriceView.Doubtful.class, doubtful -> {
            assertThat(doubtful.low().e18()).isEqualTo(low);
            assertThat(doubtful.best()).isEqualTo(PRICE);
            assertThat(doubtful.high().e18()).isEqualTo(high);
            assertThat(doubtful.reasons()).containsExactly("the policy on chain is not sure of the price");
        });
    }

    @Test
    void twoSurePricesThatDifferAreOneDoubtfulPrice() {
        BigInteger another = Price.of(PAIR.base(), PAIR.quote(), "1960").e18();
        PriceView view = taken(withPolicy(reading(), policy -> sureAt(policy, another)))
                .snapshot()
                .price();
        assertThat(view).isInstanceOfSatisfying(PriceView.Doubtful.class, doubtful -> {
            assertThat(doubtful.low()).isEqualTo(PRICE);
            assertThat(doubtful.high().e18()).isEqualTo(another);
            assertThat(doubtful.reasons()).singleElement().asString().contains("another price than 1950.25");
        });
    }

    @Test
    void aDifferenceInWhatTheVaultHoldsIsSaidAndChangesNothing() {
        TokenDelta unit = new TokenDelta(PAIR.quote(), BigInteger.ONE);
        SnapshotOutcome.Taken taken = taken(withVenue(
                reading(),
                0,
                venue -> withTotals(
                        venue,
                        new GaugeTotals(
                                venue.totals().delta(),
                                venue.totals().protocolEquity(),
                                venue.totals().maintenance(),
                                venue.totals().oracleNav().plus(unit)))));
        assertThat(taken.warnings()).singleElement().asString().startsWith("spot:WETH is counted as we count it");
        assertThat(taken.snapshot()).isEqualTo(taken(reading()).snapshot());
    }

    @Test
    void theWrongChainTheWrongVaultAndAnEmptyPolicyAreRefusedTogether() {
        AccountId elsewhere = new AccountId(new ChainId(10), PAIR.quote().address());
        SnapshotBuilder wrong = new SnapshotBuilder(
                elsewhere, PAIR, new QuotePolicy(Recorded.quotes()), Recorded.venues(), HealthJudge.TRUSTING);
        LensReading empty = withPolicy(reading(), policy -> withVenues(policy, List.of()));
        assertThat(wrong.build(empty, BASE_FEE))
                .isInstanceOfSatisfying(
                        SnapshotOutcome.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .hasSize(4)
                                .anySatisfy(reason -> assertThat(reason).contains("chain 31337"))
                                .anySatisfy(reason -> assertThat(reason).contains("not the account"))
                                .anySatisfy(reason -> assertThat(reason).contains("policy")));
    }

    @Test
    void returnDataCutAnywhereIsRefusedAndNotMisread() {
        byte[] whole = Recorded.returnData();
        for (int length = 0; length < whole.length; length += 517) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Recorded.decoder().decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static SnapshotOutcome.Taken taken(LensReading reading) {
        SnapshotOutcome outcome = Recorded.builder().build(reading, BASE_FEE);
        assertThat(outcome).isInstanceOf(SnapshotOutcome.Taken.class);
        return (SnapshotOutcome.Taken) outcome;
    }

    private static VenueReading withTotals(VenueReading venue, GaugeTotals totals) {
        return new VenueReading(
                venue.idHash(),
                venue.gauge(),
                venue.status(),
                venue.readable(),
                venue.quarantined(),
                totals,
                venue.caps(),
                venue.haircut());
    }

    private static Venue perp(MarketSnapshot snapshot) {
        return snapshot.venue(Recorded.PERP).orElseThrow();
    }

    private static Venue aave(MarketSnapshot snapshot) {
        return snapshot.venue(Recorded.AAVE).orElseThrow();
    }
}
