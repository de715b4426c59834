package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A borrower with nothing idle pays a loan back out of what backs it, at the real protocols of both generations. */
@ForkedChainTest(with = "aave-v3-6")
class AaveUnwinderTest {
    private static final Function UNWIND = Function.parse("unwind(uint256,uint256,uint256)");
    private static final Function APPROVE = Function.parse("approve(address,uint256)", "(bool)");
    private static final Function TRANSFER = Function.parse("transfer(address,uint256)", "(bool)");
    private static final Function BALANCE = Function.parse("balanceOf(address)", "(uint256)");
    private static final Function FLASH_LOAN = Function.parse("flashLoanSimple(address,address,uint256,bytes,uint16)");

    @ParameterizedTest
    @ValueSource(strings = {"aaveV3", "aaveV36"})
    void theLoanIsGoneAndTheRestOfTheCollateralStays(String aave, ForkedChain chain) {
        Desk borrower = borrower(aave, chain);
        Address unwinder = borrower.book.get(aave + ".unwinder");
        Address supply = borrower.book.get(aave + ".aUSDC");
        BigInteger before = balance(chain, supply, borrower.account);
        borrower.transactor.call(supply, APPROVE, abi(unwinder), Desk.dollars(61_200));
        borrower.transactor.mine();

        boolean done =
                borrower.attempt(aave + ".unwinder", UNWIND, Desk.ether(30.0001), Desk.dollars(61_200), Desk.NEVER);

        assertThat(done).isTrue();
        assertThat(balance(chain, borrower.book.get(aave + ".variableDebtWETH"), borrower.account))
                .isZero();
        BigInteger cost = before.subtract(balance(chain, supply, borrower.account));
        assertThat(cost).isBetween(Desk.dollars(60_000), Desk.dollars(60_060));
        assertThat(balance(chain, borrower.weth, borrower.account))
                .as("what was bought beyond the debt")
                .isBetween(BigInteger.ONE, Desk.ether(0.0001));
        assertThat(balance(chain, borrower.weth, unwinder)).isZero();
        assertThat(balance(chain, borrower.usdc, unwinder)).isZero();
        assertThat(balance(chain, supply, unwinder)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaveV3", "aaveV36"})
    void aPartOfItCanBePaidBackAtTheEdgeOfLiquidation(String aave, ForkedChain chain) {
        Desk borrower = borrower(aave, chain);
        for (int more = 8; more >= 1; more /= 2) {
            borrower.borrow(borrower.weth, Desk.ether(more));
        }
        borrower.must("tokens.weth", TRANSFER, abi(borrower.book.get("accounts.owner")), Desk.ether(8));
        Address supply = borrower.book.get(aave + ".aUSDC");
        borrower.transactor.call(supply, APPROVE, abi(borrower.book.get(aave + ".unwinder")), Desk.dollars(10_200));
        borrower.transactor.mine();

        assertThat(borrower.attempt(aave + ".unwinder", UNWIND, Desk.ether(5), Desk.dollars(10_200), Desk.NEVER))
                .isTrue();
        assertThat(borrower.attempt(aave + ".unwinder", UNWIND, Desk.ether(5), Desk.dollars(9_000), Desk.NEVER))
                .as("dearer than the caller's limit")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaveV3", "aaveV36"})
    void aStrangerCanMakeAaveLendToItButNotMakeItDoAnything(String aave, ForkedChain chain) {
        Desk victim = borrower(aave, chain);
        Address supply = victim.book.get(aave + ".aUSDC");
        victim.transactor.call(supply, APPROVE, abi(victim.book.get(aave + ".unwinder")), Desk.ALL);
        victim.transactor.mine();
        Desk stranger = new Desk(chain, 11).atAave(aave).withTokens(100, 0);

        assertThat(stranger.attempt(
                        aave + ".pool",
                        FLASH_LOAN,
                        abi(victim.book.get(aave + ".unwinder")),
                        abi(victim.weth),
                        Desk.ether(30),
                        new byte[0],
                        0))
                .isFalse();
        assertThat(stranger.attempt(aave + ".unwinder", UNWIND, Desk.ether(30), Desk.dollars(61_200), Desk.NEVER))
                .isFalse();
        assertThat(balance(chain, supply, victim.account)).isGreaterThanOrEqualTo(Desk.dollars(99_999));
    }

    /** 100,000 USDC back 30 WETH, which are sold and spent; nothing is idle. */
    private static Desk borrower(String aave, ForkedChain chain) {
        Desk borrower = new Desk(chain, 10).atAave(aave).withTokens(0, 100_000);
        borrower.supply(borrower.usdc, Desk.dollars(100_000));
        assertThat(borrower.borrow(borrower.weth, Desk.ether(30))).isTrue();
        borrower.must("tokens.weth", TRANSFER, abi(borrower.book.get("accounts.owner")), Desk.ether(30));
        return borrower;
    }

    private static BigInteger balance(ForkedChain chain, Address token, Address account) {
        return new Views(chain).call(token, BALANCE, abi(account)).get(0);
    }
}
