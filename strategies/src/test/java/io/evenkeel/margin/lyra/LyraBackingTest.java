package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.LyraExample.e18;
import static io.evenkeel.margin.lyra.LyraExample.shortPut;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Pair;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Positions are margined one by one, and what is added or taken out is divided so. */
class LyraBackingTest {
    private static final ChainId CHAIN = new ChainId(31_337);
    private static final Token WETH = token(1, "WETH", 18);
    private static final Token USDC = token(2, "USDC", 6);
    private static final LyraMarket MARKET = LyraExample.market("1750");
    private static final Price NOW = new Price(WETH, USDC, MARKET.spot());

    @Test
    void theThinnestPositionSpeaksForTheAccount() {
        LyraBacking both = backing(shortPut(1, "20", "1600", "9600"), shortPut(2, "20", "1600", "20000"));

        assertThat(both.protocolEquity()).isEqualTo(TokenDelta.of(USDC, "9600"));
        assertThat(both.liquidationPriceBelow())
                .isEqualTo(backing(shortPut(1, "20", "1600", "9600")).liquidationPriceBelow());
        assertThat(both.oracleNav(NOW)).isEqualTo(TokenDelta.of(USDC, "29600"));
    }

    @Test
    void aCoveredCallIsNeverLiquidatedAndHoldsItsBase() {
        LyraBacking covered = backing(LyraExample.position(1, LyraType.SHORT_CALL_BASE, "5", "2000", "5"));

        assertThat(covered.maintenance().isZero()).isTrue();
        assertThat(covered.liquidationPriceAbove()).isEmpty();
        assertThat(covered.delta()).isEqualTo(TokenDelta.of(WETH, "5"));
        assertThat(covered.hedge().isZero()).isTrue();
    }

    @Test
    void whatIsAddedRaisesTheThinnestUntilItHasAsMuchAsTheNext() {
        LyraAccount account = account(shortPut(1, "20", "1600", "9600"), shortPut(2, "20", "1600", "10000"));

        Map<BigInteger, BigInteger> few = LyraCollateralShares.divide(account, MARKET, MARKET.spot(), e18("300"));
        assertThat(few).isEqualTo(Map.of(BigInteger.ONE, e18("9900")));

        Map<BigInteger, BigInteger> many = LyraCollateralShares.divide(account, MARKET, MARKET.spot(), e18("1000"));
        assertThat(many).isEqualTo(Map.of(BigInteger.ONE, e18("10300"), BigInteger.TWO, e18("10300")));

        Map<BigInteger, BigInteger> out = LyraCollateralShares.divide(account, MARKET, MARKET.spot(), e18("-300"));
        assertThat(out).isEqualTo(Map.of(BigInteger.TWO, e18("9700")));
    }

    @Test
    void whatATopUpNeedsIsWhatItsTopUpRestores() {
        LyraBacking thin = backing(shortPut(1, "20", "1600", "9600"), shortPut(2, "10", "1500", "4000"));
        TokenDelta none = TokenDelta.zero(WETH);
        TokenDelta needed = thin.collateralNeededFor(none, NOW, 0.2);
        assertThat(needed.signum()).isPositive();

        LyraBacking topped = thin.after(none, needed, NOW);

        assertThat(topped.oracleNav(NOW)).isEqualTo(thin.oracleNav(NOW).plus(needed));
        assertThat(topped.liquidationPriceBelow().orElseThrow())
                .isLessThan(thin.liquidationPriceBelow().orElseThrow());
    }

    @Test
    void whatLiesIdleIsTakenOutFirst() {
        LyraAccount account = new LyraAccount(e18("500"), BigInteger.ZERO, List.of(shortPut(1, "20", "1600", "12000")));
        LyraBacking backing = of(account);

        LyraBacking after = backing.after(TokenDelta.zero(WETH), TokenDelta.of(USDC, "-600"), NOW);

        assertThat(after.account().idleQuote()).isZero();
        assertThat(after.account().positions().getFirst().collateral()).isEqualTo(e18("11900"));
    }

    private static LyraBacking backing(LyraPosition... positions) {
        return of(account(positions));
    }

    private static LyraAccount account(LyraPosition... positions) {
        return new LyraAccount(BigInteger.ZERO, BigInteger.ZERO, List.of(positions));
    }

    private static LyraBacking of(LyraAccount account) {
        return new LyraBacking(
                new VenueId(CHAIN, "lyra:ETH"),
                new Pair(WETH, USDC),
                new VenueCaps(new Bps(5000), new Bps(5000)),
                VenueCondition.OPEN,
                account,
                MARKET);
    }

    private static Token token(int number, String symbol, int decimals) {
        return new Token(CHAIN, Address.of("0x" + "0".repeat(39) + number), symbol, decimals);
    }
}
