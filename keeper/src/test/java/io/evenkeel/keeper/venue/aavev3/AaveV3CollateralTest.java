package io.evenkeel.keeper.venue.aavev3;

import static io.evenkeel.keeper.venue.Given.PAIR;
import static io.evenkeel.keeper.venue.Given.USDC;
import static io.evenkeel.keeper.venue.Given.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.keeper.venue.Given;
import io.evenkeel.keeper.venue.VenueReader.Surroundings;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WETH is preferred and costs 2000 USDC. */
class AaveV3CollateralTest {
    private static final String NONE = "0";

    @Test
    void atFirstItIsThePreferredToken() {
        assertThat(choose(NONE, NONE, NONE, "500", "400000")).isEqualTo(WETH);
    }

    @Test
    void onceTheVaultHasNoneOfItLeftALoanIsBackedWithTheOther() {
        assertThat(choose("500", NONE, "390", "0.0005", "1000000")).isEqualTo(USDC);
    }

    @Test
    void aTenthOfTheOthersValueIsStillSome() {
        assertThat(choose("450", NONE, "390", "50", "1000000")).isEqualTo(WETH);
        assertThat(choose("450", NONE, "390", "49.9", "1000000")).isEqualTo(USDC);
    }

    @Test
    void withoutALoanItIsWhatLiesAtAaveSoThatItCanBeTakenOut() {
        assertThat(choose("500", "1000", NONE, "0", "1000000")).isEqualTo(WETH);
        assertThat(choose(NONE, "1000", NONE, "500", "0")).isEqualTo(USDC);
    }

    @Test
    void aThirdTokenIsRefused() {
        assertThatThrownBy(() -> AaveV3Collateral.preferring(PAIR, Given.AAVE_POOL))
                .hasMessageContaining("one of WETH/USDC");
    }

    private static Token choose(
            String suppliedWeth, String suppliedUsdc, String owedWeth, String idleWeth, String idleUsdc) {
        AaveAsset base = asset(
                TokenAmount.of(WETH, suppliedWeth), TokenAmount.of(WETH, owedWeth), new BigInteger("200000000000"));
        AaveAsset quote =
                asset(TokenAmount.of(USDC, suppliedUsdc), TokenAmount.zero(USDC), new BigInteger("100000000"));
        return AaveV3Collateral.preferring(PAIR, WETH.address())
                .choose(
                        base,
                        quote,
                        new Surroundings(Map.of(), TokenAmount.of(WETH, idleWeth), TokenAmount.of(USDC, idleUsdc)));
    }

    private static AaveAsset asset(TokenAmount supplied, TokenAmount debt, BigInteger priceUsd) {
        BigInteger zero = BigInteger.ZERO;
        return new AaveAsset(
                supplied.units(),
                debt.units(),
                8000,
                8250,
                true,
                zero,
                zero,
                BigInteger.TEN.pow(24),
                zero,
                zero,
                zero,
                true,
                false,
                false,
                true,
                priceUsd);
    }
}
