package io.evenkeel.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class RoundingTest {
    @Property
    void downIsTheLargestIntegerNotAboveTheQuotient(
            @ForAll long numerator, @ForAll @LongRange(min = 1) long denominator, @ForAll boolean negative) {
        BigInteger n = BigInteger.valueOf(numerator);
        BigInteger d = BigInteger.valueOf(negative ? -denominator : denominator);

        BigInteger quotient = Rounding.divideDown(n, d);

        BigInteger rest = n.subtract(quotient.multiply(d));
        // n = q d + rest, and rest has the sign of d and is smaller: that is what rounding down means
        assertThat(rest.abs()).isLessThan(d.abs());
        assertThat(rest.signum() * d.signum()).isNotNegative();
    }

    @Property
    void upIsDownOrOneMoreAndToZeroIsTheOneNearerToZero(
            @ForAll long numerator, @ForAll @LongRange(min = 1) long denominator) {
        BigInteger n = BigInteger.valueOf(numerator);
        BigInteger d = BigInteger.valueOf(denominator);
        BigInteger down = Rounding.divideDown(n, d);
        BigInteger up = Rounding.divideUp(n, d);

        boolean exact = n.mod(d).signum() == 0;
        assertThat(up.subtract(down)).isEqualTo(exact ? BigInteger.ZERO : BigInteger.ONE);
        assertThat(Rounding.divideToZero(n, d)).isEqualTo(numerator < 0 ? up : down);
    }
}
