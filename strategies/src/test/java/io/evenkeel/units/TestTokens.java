package io.evenkeel.units;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.market.Pair;

/** The pair that most tests speak of. */
public final class TestTokens {
    public static final ChainId CHAIN = new ChainId(31337);
    public static final Token WETH =
            new Token(CHAIN, Address.of("0x00000000000000000000000000000000000000e1"), "WETH", 18);
    public static final Token USDC =
            new Token(CHAIN, Address.of("0x00000000000000000000000000000000000000c1"), "USDC", 6);
    public static final Pair PAIR = new Pair(WETH, USDC);

    private TestTokens() {}

    public static Price price(String usdcPerWeth) {
        return Price.of(WETH, USDC, usdcPerWeth);
    }

    public static TokenDelta weth(String whole) {
        return TokenDelta.of(WETH, whole);
    }

    public static TokenDelta usdc(String whole) {
        return TokenDelta.of(USDC, whole);
    }
}
