package io.evenkeel.exposure;

import static io.evenkeel.exposure.AMarket.ETH;
import static io.evenkeel.exposure.AMarket.ETH_PRICE;
import static io.evenkeel.exposure.AMarket.NOW;
import static io.evenkeel.exposure.AMarket.inDollars;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.evenkeel.hedge.BookCurve.Point;
import io.evenkeel.hedge.OptionBook;
import io.evenkeel.market.Market;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.Position;
import io.evenkeel.market.position.Spot;
import io.evenkeel.options.OptionType;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** What a rule asks in a simulation is what the exposure says at the same price and time. */
class ExposureCurveTest {
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void atAnyPriceItSaysWhatTheExposureSaysThere(
            @ForAll("books") List<Position> book,
            @ForAll("markets") Market market,
            @ForAll @Scale(3) @DoubleRange(min = 900, max = 4000) double spot) {
        ExposureCurve curve = ExposureCurve.of(market, ETH, book);
        Point there = new Point();

        curve.at(spot, 1, 1, there);
        Greeks greeks = NetExposure.of(market.with(ETH_PRICE, spot), book).net().greeks(ETH);

        assertThat(there.deltaBase).isCloseTo(greeks.delta(), within(1e-9 * (Math.abs(greeks.delta()) + 100)));
        assertThat(there.gammaBasePerQuote).isCloseTo(greeks.gamma(), within(1e-9 * (Math.abs(greeks.gamma()) + 1)));
    }

    /** Twice the time, counted in variance and discount, is the option that expires twice as late. */
    @Test
    void stretchedTimeIsThatOfAnOptionThatExpiresLater() {
        Point stretched = new Point();
        ExposureCurve.of(inDollars(), ETH, List.of(call(30))).at(2000, 2, 1, stretched);

        Greeks later = NetExposure.of(inDollars(), List.of(call(60))).net().greeks(ETH);

        assertThat(stretched.deltaBase).isCloseTo(later.delta(), within(1e-12));
        assertThat(stretched.gammaBasePerQuote).isCloseTo(later.gamma(), within(1e-12));
    }

    @Test
    void stretchedVarianceIsThatOfAHigherVolatility() {
        Point stretched = new Point();
        ExposureCurve.of(inDollars(), ETH, List.of(call(30))).at(2000, 1, 2.25, stretched);

        Market wilder = inDollars().with(new Volatility(ETH), 0.8 * 1.5);
        Greeks higher = NetExposure.of(wilder, List.of(call(30))).net().greeks(ETH);

        assertThat(stretched.deltaBase).isCloseTo(higher.delta(), within(1e-12));
    }

    @Test
    void aBookOfOptionsSaysWhenItExpiresAndHowMuchOfItsGammaDoes() {
        OptionBook book = ExposureCurve.of(inDollars(), ETH, List.of(call(30), new Spot("idle", weth("3"))))
                .optionBook(true)
                .orElseThrow();

        assertThat(book.yearsToExpiry()).isCloseTo(30 / 365.0, within(1e-12));
        assertThat(book.partOfGamma()).isEqualTo(1);
        assertThat(book.ratePerYear()).isEqualTo(0.04);
        assertThat(book.unwindsAtExpiry()).isTrue();
    }

    @Test
    void severalExpiriesCountByTheDeltaThatHedgesThem() {
        double years = ExposureCurve.of(inDollars(), ETH, List.of(call(30), call(90)))
                .optionBook(true)
                .orElseThrow()
                .yearsToExpiry();
        double near =
                Math.abs(NetExposure.of(inDollars(), List.of(call(30))).net().delta(ETH));
        double far =
                Math.abs(NetExposure.of(inDollars(), List.of(call(90))).net().delta(ETH));

        assertThat(years).isCloseTo((30 * near + 90 * far) / (near + far) / 365, within(1e-12));
    }

    @Test
    void withoutALivingOptionThereIsNoOptionBook() {
        Position spot = new Spot("idle", weth("3"));

        assertThat(ExposureCurve.of(inDollars(), ETH, List.of(spot)).optionBook(true))
                .isEmpty();
        assertThat(ExposureCurve.of(inDollars(), ETH, List.of(spot, call(-1))).optionBook(true))
                .isEmpty();
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void askingAllocatesNothing(@ForAll("books") List<Position> book, @ForAll("markets") Market market) {
        ExposureCurve curve = ExposureCurve.of(market, ETH, book);
        Point out = new Point();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double total = asked(curve, out);

        long before = thread.getCurrentThreadAllocatedBytes();
        total += asked(curve, out);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(total).isFinite();
        // one object for each time it is asked would be 16,000 bytes at the least
        assertThat(allocated).isLessThan(4_000);
    }

    private static double asked(ExposureCurve curve, Point out) {
        double total = 0;
        for (int i = 0; i < 1_000; i++) {
            curve.at(1500 + i, 1.1, 0.9, out);
            total += out.deltaBase + out.gammaBasePerQuote;
        }
        return total;
    }

    private static Position call(int days) {
        return new OptionPosition("call", OptionType.CALL, price("2100"), NOW.plus(Duration.ofDays(days)), weth("-10"));
    }

    @Provide
    Arbitrary<List<Position>> books() {
        return AnyPosition.books();
    }

    @Provide
    Arbitrary<Market> markets() {
        return AnyPosition.markets();
    }
}
