package io.evenkeel.testchain.venue;

import static io.evenkeel.testchain.venue.Hand.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.perpv2.PerpV2Reverts;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every refusal of the table is one that the protocol gives to a call the rule lets a vault make. */
@ForkedChainTest(usdPerEth = 2000)
class PerpV2RevertsTest {
    private static final Function DEPOSIT = Function.parse("deposit(address,uint256)");
    private static final Function WITHDRAW = Function.parse("withdraw(address,uint256)");
    private static final Function OPEN_POSITION = Function.parse(
            "openPosition((address,bool,bool,uint256,uint256,uint256,uint160,bytes32))", "(uint256,uint256)");

    /** What the mark price looks back. */
    private static final int MINUTES_OF_AVERAGE = 30;

    private final Set<String> met = new HashSet<>();

    @Test
    void everyLineOfTheTableIsMet(ForkedChain chain, MarketDriver market) {
        Hand hand = new Hand(chain, market.blocks());

        meet("CH_NEFCI", trade(hand, "-10", "0"));
        deposit(hand, "30000000");
        meet("CH_TE", hand.refusal(house(hand), OPEN_POSITION, order(hand, true, true, "1", "0", BigInteger.ONE)));
        meet("CH_TLRS", trade(hand, "-10", "20000"));
        meet("CH_TMRL", trade(hand, "10", "20000"));
        meet("CH_TLRL", swap(hand, false, true, "20000", "10"));
        meet("CH_TMRS", swap(hand, true, false, "20000", "10"));
        meet("EX_OPLAS", trade(hand, "-10500", "0"));
        meet("EX_OPB", trade(hand, "9600", "0"));
        meet("UB_UOA", trade(hand, "100000000", "0"));
        meet("V_NEFC", withdrawal(hand, "30000001"));

        owner(hand, "perpV2.exchange", "setMaxTickCrossedWithinBlock(address,uint24)", base(hand), 0);
        meet("EX_MIP", trade(hand, "-1", "0"));
        owner(hand, "perpV2.exchange", "setMaxTickCrossedWithinBlock(address,uint24)", base(hand), 1000);
        owner(hand, "perpV2.clearingHouseConfig", "setSettlementTokenBalanceCap(uint256)", BigInteger.ONE);
        hand.fund(usdc(hand, "10"), vault(hand));
        hand.trader.mine();
        meet("V_GTSTBC", hand.refusal(vault(hand), DEPOSIT, quote(hand), BigInteger.TEN));

        market.pausePerp();
        meet("Pausable: paused", trade(hand, "-1", "0"));
        market.resumePerp();

        String interval = "setMarkPriceMarketTwapInterval(uint32)";
        hand.run(house(hand), OPEN_POSITION, order(hand, true, true, "400", "0", Hand.NEVER));
        owner(hand, "perpV2.clearingHouseConfig", interval, Duration.ofDays(400).toSeconds());
        meet("OLD", trade(hand, "-1", "0"));
        owner(
                hand,
                "perpV2.clearingHouseConfig",
                interval,
                Duration.ofMinutes(30).toSeconds());

        // 400 short at 2000 with a tenth and a little more for margin, then the price rises by a sixth
        hand.run(vault(hand), WITHDRAW, quote(hand), usdc(hand, "29900000").units());
        for (int minute = 0; minute < MINUTES_OF_AVERAGE; minute++) {
            market.step(MarketPrice.of("2350"));
        }
        meet("CH_NEFCM", trade(hand, "1", "0"));

        owner(hand, "perpV2.baseToken", "pause()");
        meet("CH_MNO", trade(hand, "-1", "0"));

        assertThat(met).isEqualTo(PerpV2Reverts.TABLE.byCode().keySet());
    }

    private void meet(String code, String said) {
        assertThat(said).contains(code);
        met.add(code);
    }

    private static void deposit(Hand hand, String usdc) {
        TokenAmount amount = usdc(hand, usdc);
        hand.fund(amount, vault(hand));
        hand.run(vault(hand), DEPOSIT, quote(hand), amount.units());
    }

    private static String withdrawal(Hand hand, String usdc) {
        return hand.refusal(vault(hand), WITHDRAW, quote(hand), usdc(hand, usdc).units());
    }

    /** As the keeper trades: selling is exact input of base, buying exact output of base. */
    private static String trade(Hand hand, String weth, String boundUsd) {
        boolean sells = weth.startsWith("-");
        return swap(hand, sells, sells, weth.replace("-", ""), boundUsd);
    }

    private static String swap(Hand hand, boolean sells, boolean exactInput, String amount, String bound) {
        return hand.refusal(house(hand), OPEN_POSITION, order(hand, sells, exactInput, amount, bound, Hand.NEVER));
    }

    private static Tuple order(
            Hand hand, boolean sells, boolean exactInput, String amount, String bound, BigInteger deadline) {
        return Tuple.from(
                abi(hand.address("perpV2.baseToken")),
                sells,
                exactInput,
                e18(hand, amount),
                e18(hand, bound),
                deadline,
                BigInteger.ZERO,
                new byte[32]);
    }

    private static BigInteger e18(Hand hand, String whole) {
        return TokenAmount.of(hand.pair.base(), whole).units();
    }

    private static TokenAmount usdc(Hand hand, String whole) {
        return TokenAmount.of(hand.pair.quote(), whole);
    }

    private static void owner(Hand hand, String contract, String function, Object... arguments) {
        hand.run(hand.address(contract), Function.parse(function), arguments);
    }

    private static Address house(Hand hand) {
        return hand.address("perpV2.clearingHouse");
    }

    private static Address vault(Hand hand) {
        return hand.address("perpV2.vault");
    }

    private static Object quote(Hand hand) {
        return abi(hand.pair.quote().address());
    }

    private static Object base(Hand hand) {
        return abi(hand.address("perpV2.baseToken"));
    }
}
