package io.evenkeel.testchain.venue;

import static io.evenkeel.testchain.venue.Hand.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.uniswapv3.UniswapV3Reverts;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every refusal of the table is one that router or position manager give to a call the rule lets a vault make. */
@ForkedChainTest(usdPerEth = 2000)
class UniswapV3RevertsTest {
    private static final Function EXACT_INPUT = Function.parse(
            "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "(uint256)");
    private static final Function EXACT_OUTPUT = Function.parse(
            "exactOutputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "(uint256)");
    private static final Function DECREASE =
            Function.parse("decreaseLiquidity((uint256,uint128,uint256,uint256,uint256))", "(uint256,uint256)");
    private static final int FEE_PIPS = 500;

    private final Set<String> met = new HashSet<>();

    @Test
    void everyLineOfTheTableIsMet(ForkedChain chain, MarketDriver market) {
        Hand hand = new Hand(chain, market.blocks());
        Token weth = hand.pair.base();
        Token usdc = hand.pair.quote();
        Address router = hand.address("uniswapV3.swapRouter");

        BigInteger most = TokenAmount.of(usdc, "3000").units();
        BigInteger whole = TokenAmount.of(weth, "1").units();
        meet("STF", hand.refusal(router, EXACT_INPUT, order(hand, weth, usdc, whole, BigInteger.ONE, Hand.NEVER)));
        hand.fund(TokenAmount.of(weth, "10"), router);
        hand.fund(TokenAmount.of(usdc, "10000"), router);
        hand.trader.mine();
        meet(
                "Too little received",
                hand.refusal(router, EXACT_INPUT, order(hand, weth, usdc, whole, most, Hand.NEVER)));
        BigInteger least = TokenAmount.of(usdc, "1000").units();
        meet(
                "Too much requested",
                hand.refusal(router, EXACT_OUTPUT, order(hand, usdc, weth, whole, least, Hand.NEVER)));
        BigInteger past = BigInteger.ONE;
        meet("Transaction too old", hand.refusal(router, EXACT_INPUT, order(hand, weth, usdc, whole, past, past)));

        // the first position there is belongs to who gave the pool its depth
        Hand provider = new Hand(chain, market.blocks(), "accounts.liquidityProvider");
        Tuple less = Tuple.from(BigInteger.ONE, whole, Hand.NEVER.pow(3), BigInteger.ZERO, Hand.NEVER);
        meet("Price slippage check", provider.refusal(hand.address("uniswapV3.positionManager"), DECREASE, less));

        assertThat(met).isEqualTo(UniswapV3Reverts.TABLE.byCode().keySet());
    }

    private void meet(String code, String said) {
        assertThat(said).contains("'" + code + "'");
        met.add(code);
    }

    private static Tuple order(
            Hand hand, Token in, Token out, BigInteger amount, BigInteger bound, BigInteger deadline) {
        return Tuple.from(
                abi(in.address()),
                abi(out.address()),
                FEE_PIPS,
                abi(hand.trader.from()),
                deadline,
                amount,
                bound,
                BigInteger.ZERO);
    }
}
