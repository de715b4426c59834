package io.evenkeel.keeper.adapter.headlong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.oracles.adapter.headlong.AbiError;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.oracles.adapter.headlong.Keccak256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RevertDecoderTest {
    private static final ContractAbi VAULT = ContractAbi.load("evenkeel", "HedgeVault");
    private static final ContractAbi POLICY = ContractAbi.load("evenkeel", "HedgePolicy");
    private static final ContractAbi RULE = ContractAbi.load("evenkeel", "PerpV2Rule");
    private static final Address SOMEBODY = Address.of("0x00000000000000000000000000000000000000ab");

    private final RevertDecoder decoder =
            HedgeVaultAbi.reverts(List.of(venue("perp-v2:ETH"), venue("aave-v3:WETH"), venue("aave-v3-6:WETH")));

    @Test
    void aPerpCodeIsExplainedWithWhatTheKeeperDoes() {
        assertThat(decoder.explain(text("CH_NEFCI")))
                .startsWith("CH_NEFCI (perp-v2 says ")
                .contains("not enough free collateral")
                .contains("adds collateral first or opens less");
    }

    @Test
    void anAaveNumberGetsItsName() {
        assertThat(decoder.explain(text("36"))).contains("aave-v3 says COLLATERAL_CANNOT_COVER_NEW_BORROW");
    }

    @Test
    void aCustomErrorOfAProtocolGetsItsWordsAndSoDoesAPanicThatAProtocolIsKnownFor() {
        assertThat(decoder.explain(hex("d37f5f1c")))
                .startsWith("ReservePaused() (aave-v3-6 says the reserve is paused");
        assertThat(decoder.explain(hex("4e487b71" + "%064x".formatted(0x11))))
                .startsWith("Panic 0x11 (arithmetic overflow or underflow) (aave-v3-6 says more than lies in the pool");
    }

    @Test
    void aProtocolThatIsNotTradedHasNoSay() {
        RevertDecoder perpAlone = HedgeVaultAbi.reverts(List.of(venue("perp-v2:ETH")));
        assertThat(perpAlone.explain(text("36"))).isEqualTo("\"36\"");
        assertThat(perpAlone.explain(hex("4e487b71" + "%064x".formatted(0x11))))
                .isEqualTo("Panic 0x11 (arithmetic overflow or underflow)");
    }

    private static VenueId venue(String name) {
        return new VenueId(new ChainId(1), name);
    }

    @Test
    void aTextNobodyKnowsIsShownAsItIs() {
        assertThat(decoder.explain(text("what is this"))).isEqualTo("\"what is this\"");
    }

    @Test
    void panicsAreNamed() {
        assertThat(decoder.explain(hex("4e487b71" + "%064x".formatted(0x12))))
                .isEqualTo("Panic 0x12 (division by zero)");
        assertThat(decoder.explain(hex("4e487b71" + "f".repeat(64)))).endsWith("(unknown)");
    }

    @Test
    void theReasonOfAFailedLegIsExplainedToo() {
        byte[] failed = VAULT.error("RequiredLegFailed").encode(2, text("CH_TLRS"));
        assertThat(decoder.explain(failed))
                .startsWith("RequiredLegFailed(index 2, reason CH_TLRS (perp-v2 says ")
                .contains("worst price");
    }

    @Test
    void soIsARuleInsideAPolicyInsideAVault() {
        byte[] refusal = RULE.error("NotTheVault").encode(SOMEBODY);
        byte[] leg = POLICY.error("LegRefused").encode(0, refusal);
        assertThat(decoder.explain(VAULT.error("RequiredLegFailed").encode(1, leg)))
                .isEqualTo("RequiredLegFailed(index 1, reason LegRefused(leg 0, reason NotTheVault(given " + SOMEBODY
                        + ")))");
    }

    @Test
    void aVenueIsCalledByItsName() {
        byte[] venueId = Keccak256.hash("perp-v2:ETH".getBytes(StandardCharsets.UTF_8));
        assertThat(decoder.explain(POLICY.error("VenueMayOnlyShrink").encode((Object) venueId)))
                .isEqualTo("VenueMayOnlyShrink(venueId perp-v2:ETH)");
    }

    @Test
    void aFunctionSelectorInAnErrorStaysWhatItIs() {
        assertThat(decoder.explain(RULE.error("FunctionNotAllowed").encode(SOMEBODY, hex("095ea7b3"))))
                .contains("selector 0x095ea7b3");
    }

    @Test
    void nothingAtAllIsAlsoAnAnswer() {
        assertThat(decoder.explain(new byte[0])).contains("without a reason");
    }

    @Test
    void anErrorNobodyKnowsIsShown() {
        assertThat(decoder.explain(hex("deadbeef"))).isEqualTo("unknown error 0xdeadbeef");
        assertThat(decoder.explain(hex("deadbeef" + "00".repeat(200)))).endsWith("… (204 bytes)");
    }

    @Test
    void anErrorCutShortIsShownAndNotBelieved() {
        byte[] whole = VAULT.error("StaleSequence").encode(1, 2);
        byte[] cut = Arrays.copyOf(whole, whole.length - 5);
        assertThat(decoder.explain(cut)).startsWith("unknown error 0x");
    }

    @Property(tries = 300)
    void nothingANodeReturnsMakesItThrow(@ForAll byte[] anything) {
        assertThatCode(() -> decoder.explain(anything)).doesNotThrowAnyException();
        assertThatCode(() -> decoder.explain(startingLike(VAULT.error("StaleSequence"), anything)))
                .doesNotThrowAnyException();
        assertThatCode(() -> decoder.explain(startingLike(VAULT.error("RequiredLegFailed"), anything)))
                .doesNotThrowAnyException();
        byte[] inside = VAULT.error("RequiredLegFailed").encode(0, anything);
        assertThat(decoder.explain(inside)).startsWith("RequiredLegFailed(index 0, reason ");
    }

    private static byte[] startingLike(AbiError error, byte[] anything) {
        byte[] data = Arrays.copyOf(error.selector(), 4 + anything.length);
        System.arraycopy(anything, 0, data, 4, anything.length);
        return data;
    }

    /** {@code Error(string)} as Solidity encodes it. */
    static byte[] text(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        int words = (bytes.length + 31) / 32;
        return hex("08c379a0" + "%064x".formatted(32) + "%064x".formatted(bytes.length)
                + HexFormat.of().formatHex(Arrays.copyOf(bytes, words * 32)));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
