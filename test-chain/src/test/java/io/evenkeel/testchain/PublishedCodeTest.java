package io.evenkeel.testchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The comparison forgives what deployment fills in, and nothing else. */
class PublishedCodeTest {
    private static final String IMMUTABLE = "7f" + "00".repeat(32);
    private static final String LIBRARY = "__$0123456789abcdef0123456789abcdef01$__";
    private static final String PUBLISHED = "0x6080" + IMMUTABLE + "73" + LIBRARY + "5b00";

    @Test
    void libraryAddressesAndImmutableValuesMayDiffer() {
        assertThat(PublishedCode.difference(PUBLISHED, deployed("6080", "ab".repeat(32), "cd".repeat(20), "5b00")))
                .isEmpty();
    }

    @Test
    void anyOtherByteMayNot() {
        assertThat(PublishedCode.difference(PUBLISHED, deployed("6081", "ab".repeat(32), "cd".repeat(20), "5b00")))
                .hasValue("first difference at byte 1");
        assertThat(PublishedCode.difference(PUBLISHED, deployed("6080", "ab".repeat(32), "cd".repeat(20), "5b01")))
                .isPresent();
    }

    @Test
    void norMayTheLengthAndThereMustBeSomething() {
        assertThat(PublishedCode.difference(PUBLISHED, new byte[] {0x60})).isPresent();
        assertThat(PublishedCode.difference("0x", new byte[0])).isPresent();
    }

    @Test
    void aConstructorsCodeIsWhatItReturns() {
        String constructor = "6080" + "610004" + "80" + "610010" + "6000396000f3fe";

        assertThat(PublishedCode.runtimeIn(constructor + "5b005b00" + "ff")).isEqualTo("5b005b00");
        assertThat(PublishedCode.runtimeIn("60805b00")).isEqualTo("60805b00");
    }

    @Test
    void aLibraryKnowsItsAddress() {
        String after = "3014608060405b00";
        byte[] library = HexFormat.of().parseHex("73" + "cd".repeat(20) + after);

        assertThat(PublishedCode.difference("73" + "00".repeat(20) + after, library))
                .isEmpty();
        assertThat(PublishedCode.difference("74" + "00".repeat(20) + after, library))
                .hasValue("first difference at byte 0");
    }

    private static byte[] deployed(String start, String immutable, String library, String end) {
        return HexFormat.of().parseHex(start + "7f" + immutable + "73" + library + end);
    }
}
