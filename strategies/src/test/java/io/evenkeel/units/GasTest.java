package io.evenkeel.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GasTest {
    @Property
    void paddingIsRoundedUp(
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long units, @ForAll @IntRange(max = 1_000_000) int bps) {
        long padded = new Gas(units).paddedBy(new Bps(bps)).units();

        long exactTimesTenThousand = units * (10_000L + bps);
        assertThat(padded * 10_000L).isBetween(exactTimesTenThousand, exactTimesTenThousand + 9_999L);
    }

    @Test
    void gasTimesFeeIsWei() {
        assertThat(new Gas(21_000).costAt(FeePerGas.ofGwei("2"))).isEqualTo(new Wei(new BigInteger("42000000000000")));
        assertThat(new Wei(BigInteger.ONE).plus(new Wei(BigInteger.TWO))).isEqualTo(new Wei(BigInteger.valueOf(3)));
        assertThat(FeePerGas.ofGwei("1.5").plus(FeePerGas.ofGwei("0.5"))).hasToString("2 gwei");
    }

    @Property
    void aRaisedFeeIsAlwaysMoreThanItWas(
            @ForAll @LongRange(min = 0) long wei, @ForAll @IntRange(max = 1_000_000) int bps) {
        FeePerGas fee = new FeePerGas(BigInteger.valueOf(wei));

        FeePerGas raised = fee.raisedBy(new Bps(bps));

        assertThat(raised).isGreaterThan(fee);
        assertThat(raised.wei().multiply(BigInteger.valueOf(10_000)))
                .isGreaterThanOrEqualTo(fee.wei().multiply(BigInteger.valueOf(10_000L + bps)));
    }

    @Test
    void limitsOfTheUnits() {
        assertThat(new Bps(30)).hasToString("0.3 %");
        assertThat(Bps.WHOLE.fraction()).isEqualTo(1.0);
        assertThatThrownBy(() -> new Bps(1_000_001)).hasMessageContaining("1000001");
        assertThatThrownBy(() -> new Bps(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Gas(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Wei(BigInteger.valueOf(-1))).hasMessageContaining("-1");
        assertThatThrownBy(() -> new FeePerGas(BigInteger.valueOf(-1))).hasMessageContaining("-1");
    }
}
