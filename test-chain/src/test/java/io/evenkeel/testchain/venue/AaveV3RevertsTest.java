package io.evenkeel.testchain.venue;

import static io.evenkeel.testchain.venue.Hand.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.aavev3.AaveV3Reverts;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every refusal of the table is one that the protocol gives to a call the rule lets a vault make. */
@ForkedChainTest(usdPerEth = 2000)
class AaveV3RevertsTest {
    private static final Function SUPPLY = Function.parse("supply(address,uint256,address,uint16)");
    private static final Function WITHDRAW = Function.parse("withdraw(address,uint256,address)", "(uint256)");
    private static final Function BORROW = Function.parse("borrow(address,uint256,uint256,uint16,address)");
    private static final Function REPAY = Function.parse("repay(address,uint256,uint256,address)", "(uint256)");
    private static final Function USE_AS_COLLATERAL = Function.parse("setUserUseReserveAsCollateral(address,bool)");
    private static final BigInteger VARIABLE_RATE = BigInteger.TWO;

    private final Set<String> met = new HashSet<>();

    @Test
    void everyLineOfTheTableIsMet(ForkedChain chain, MarketDriver market) {
        Hand hand = new Hand(chain, market.blocks());
        Token usdc = hand.pair.quote();
        Token weth = hand.pair.base();

        meet("34", borrow(hand, "1"));
        meet("39", hand.refusal(pool(hand), REPAY, abi(weth.address()), BigInteger.ONE, VARIABLE_RATE, me(hand)));
        meet("43", hand.refusal(pool(hand), USE_AS_COLLATERAL, abi(usdc.address()), true));
        hand.fund(TokenAmount.of(usdc, "200000"), pool(hand));
        hand.run(pool(hand), SUPPLY, abi(usdc.address()), units(usdc, "100000"), me(hand), 0);
        meet("26", supply(hand, "0"));
        meet("32", withdraw(hand, "100001"));
        meet("36", borrow(hand, "45"));

        configure(hand, "setSupplyCap(address,uint256)", abi(usdc.address()), BigInteger.ONE);
        meet("51", supply(hand, "1"));
        configure(hand, "setSupplyCap(address,uint256)", abi(usdc.address()), BigInteger.ZERO);
        configure(hand, "setBorrowCap(address,uint256)", abi(weth.address()), BigInteger.ONE);
        meet("50", borrow(hand, "2"));
        configure(hand, "setBorrowCap(address,uint256)", abi(weth.address()), BigInteger.ZERO);
        configure(hand, "setReserveBorrowing(address,bool)", abi(weth.address()), false);
        meet("30", borrow(hand, "1"));
        configure(hand, "setReserveBorrowing(address,bool)", abi(weth.address()), true);
        configure(hand, "setReserveFreeze(address,bool)", abi(weth.address()), true);
        meet("28", borrow(hand, "1"));
        configure(hand, "setReserveFreeze(address,bool)", abi(weth.address()), false);
        configure(hand, "setReservePause(address,bool)", abi(weth.address()), true);
        meet("29", borrow(hand, "1"));
        configure(hand, "setReservePause(address,bool)", abi(weth.address()), false);
        holdBack(hand, sequencerThatIsNotBack(hand));
        meet("59", borrow(hand, "1"));
        holdBack(hand, Address.ZERO);

        ratios(hand, 0);
        meet("57", borrow(hand, "1"));
        hand.run(pool(hand), USE_AS_COLLATERAL, abi(usdc.address()), false);
        meet("62", hand.refusal(pool(hand), USE_AS_COLLATERAL, abi(usdc.address()), true));
        ratios(hand, 7700);
        hand.run(pool(hand), USE_AS_COLLATERAL, abi(usdc.address()), true);

        hand.run(pool(hand), BORROW, abi(weth.address()), units(weth, "35"), VARIABLE_RATE, 0, me(hand));
        market.step(MarketPrice.of("2100"));
        meet("35", withdraw(hand, "20000"));

        assertThat(met).isEqualTo(AaveV3Reverts.TABLE.byCode().keySet());
    }

    /** The whole of what was said: short numbers are part of many texts. */
    private void meet(String code, String said) {
        assertThat(said).endsWith(" '" + code + "' (" + code + ")");
        met.add(code);
    }

    private static String supply(Hand hand, String whole) {
        Token usdc = hand.pair.quote();
        return hand.refusal(pool(hand), SUPPLY, abi(usdc.address()), units(usdc, whole), me(hand), 0);
    }

    private static String withdraw(Hand hand, String whole) {
        Token usdc = hand.pair.quote();
        return hand.refusal(pool(hand), WITHDRAW, abi(usdc.address()), units(usdc, whole), me(hand));
    }

    private static String borrow(Hand hand, String whole) {
        Token weth = hand.pair.base();
        return hand.refusal(pool(hand), BORROW, abi(weth.address()), units(weth, whole), VARIABLE_RATE, 0, me(hand));
    }

    private static void ratios(Hand hand, int loanToValueBps) {
        configure(
                hand,
                "configureReserveAsCollateral(address,uint256,uint256,uint256)",
                abi(hand.pair.quote().address()),
                BigInteger.valueOf(loanToValueBps),
                BigInteger.valueOf(8000),
                BigInteger.valueOf(10_500));
    }

    private static void configure(Hand hand, String function, Object... arguments) {
        hand.run(hand.address("aaveV3.poolConfigurator"), Function.parse(function), arguments);
    }

    /** What Aave asks before it lends on a chain with a sequencer; zero: nobody. */
    private static void holdBack(Hand hand, Address sentinel) {
        hand.run(
                hand.address("aaveV3.addressesProvider"),
                Function.parse("setPriceOracleSentinel(address)"),
                abi(sentinel));
    }

    /** Code that answers every question with false. */
    private static Address sequencerThatIsNotBack(Hand hand) {
        Address where = Address.of("0x00000000000000000000000000000000000005e9");
        hand.chain.rpc().request("hardhat_setCode", where.hex(), "0x60206000f3");
        return where;
    }

    private static BigInteger units(Token token, String whole) {
        return TokenAmount.of(token, whole).units();
    }

    private static Address pool(Hand hand) {
        return hand.address("aaveV3.pool");
    }

    private static com.esaulpaugh.headlong.abi.Address me(Hand hand) {
        return abi(hand.trader.from());
    }
}
