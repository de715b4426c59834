package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.keeper.venue.RevertTable.RevertWords;
import io.evenkeel.keeper.venue.aavev3.AaveV36Reverts;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import io.evenkeel.testchain.junit.ForkedChainTest;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every refusal of the table is one that the protocol really gives, and is told in the table's words. */
@ForkedChainTest(with = "aave-v3-6")
class AaveV36RevertsTest {
    private static final String POOL = "aaveV36.pool";
    private static final BigInteger VARIABLE = BigInteger.TWO;
    private static final BigInteger STABLE = BigInteger.ONE;
    private static final BigInteger SECOND = BigInteger.TEN.pow(12);
    private static final Function LIQUIDATION_CALL =
            Function.parse("liquidationCall(address,address,address,uint256,bool)");
    private static final Function SET_EMODE = Function.parse("setUserEMode(uint8)");
    private static final Function FLASH_LOAN = Function.parse("flashLoanSimple(address,address,uint256,bytes,uint16)");

    private final Set<String> met = new HashSet<>();

    @Test
    void everyLineOfTheTableIsMet(ForkedChain chain) {
        Desk desk = new Desk(chain, 10).atAave("aaveV36").withTokens(1_000, 1_000_000);
        Object weth = abi(desk.weth);
        Object usdc = abi(desk.usdc);
        Object me = abi(desk.account);
        BigInteger one = Desk.ether(1);

        meet(desk, "InvalidAmount", Desk.SUPPLY, weth, BigInteger.ZERO, me, 0);
        meet(desk, "LtvValidationFailed", Desk.BORROW, weth, one, VARIABLE, 0, me);
        meet(desk, "NoDebtOfSelectedType", Desk.REPAY, weth, one, VARIABLE, me);
        meet(desk, "NotEnoughAvailableUserBalance", Desk.WITHDRAW, weth, one, me);
        meet(desk, "UnderlyingBalanceZero", Desk.USE_AS_COLLATERAL, weth, true);
        desk.supply(desk.usdc, Desk.dollars(100_000));
        meet(desk, "InvalidInterestRateModeSelected", Desk.BORROW, weth, one, STABLE, 0, me);
        meet(desk, "CollateralCannotCoverNewBorrow", Desk.BORROW, weth, Desk.ether(39), VARIABLE, 0, me);
        meet(desk, "Panic 0x11", Desk.BORROW, weth, Desk.ether(150_000), VARIABLE, 0, me);
        assertThat(desk.borrow(desk.weth, Desk.ether(30))).isTrue();
        meet(desk, "HealthFactorLowerThanLiquidationThreshold", Desk.WITHDRAW, usdc, Desk.dollars(50_000), me);
        meet(
                new Desk(chain, 11).atAave("aaveV36").withTokens(100, 0),
                "HealthFactorNotBelowThreshold",
                LIQUIDATION_CALL,
                usdc,
                weth,
                me,
                one,
                false);

        meet(desk, "InconsistentEModeCategory", SET_EMODE, 7);
        String category = "setEModeCategory(uint8,uint16,uint16,uint16,string)";
        owner(chain, category, 1, 9000, 9300, 10_100, "dollars only");
        meet(desk, "InvalidDebtInEmode", SET_EMODE, 1);
        owner(chain, "setAssetBorrowableInEMode(address,uint8,bool)", weth, 1, true);
        owner(
                chain,
                "configureReserveAsCollateral(address,uint256,uint256,uint256)",
                usdc,
                BigInteger.ZERO,
                bps(8000),
                bps(10_450));
        meet(desk, "InvalidCollateralInEmode", SET_EMODE, 1);
        owner(
                chain,
                "configureReserveAsCollateral(address,uint256,uint256,uint256)",
                usdc,
                bps(7700),
                bps(8000),
                bps(10_450));
        desk.must(POOL, SET_EMODE, 1);
        meet(desk, "NotBorrowableInEMode", Desk.BORROW, usdc, SECOND, VARIABLE, 0, me);
        desk.must(POOL, SET_EMODE, 0);

        owner(chain, "setBorrowCap(address,uint256)", weth, BigInteger.valueOf(80_000));
        meet(desk, "BorrowCapExceeded", Desk.BORROW, weth, one, VARIABLE, 0, me);
        owner(chain, "setSupplyCap(address,uint256)", weth, BigInteger.valueOf(200_000));
        meet(desk, "SupplyCapExceeded", Desk.SUPPLY, weth, one, me, 0);
        owner(chain, "setReserveFlashLoaning(address,bool)", weth, false);
        meet(desk, "FlashloanDisabled", FLASH_LOAN, me, weth, one, new byte[0], 0);
        owner(chain, "setReserveBorrowing(address,bool)", weth, false);
        meet(desk, "BorrowingNotEnabled", Desk.BORROW, weth, one, VARIABLE, 0, me);
        owner(chain, "setReserveFreeze(address,bool)", weth, true);
        meet(desk, "ReserveFrozen", Desk.SUPPLY, weth, one, me, 0);
        owner(chain, "setReservePause(address,bool)", weth, true);
        meet(desk, "ReservePaused", Desk.REPAY, weth, one, VARIABLE, me);
        meet(desk, "ReserveInactive", FLASH_LOAN, me, me, one, new byte[0], 0);

        assertThat(met).isEqualTo(AaveV36Reverts.TABLE.byCode().keySet());
    }

    private void meet(Desk desk, String code, Function function, Object... arguments) {
        RevertWords words = AaveV36Reverts.TABLE.explain(code).orElseThrow();
        byte[] refused =
                refusal(desk, function.encodeCall(Tuple.from(arguments)).array());

        assertThat(HedgeVaultAbi.reverts(List.of(new VenueId(new ChainId(31337), "aave-v3-6:WETH")))
                        .explain(refused))
                .startsWith(code)
                .contains("(aave-v3-6 says " + words + ")");
        met.add(code);
    }

    private static byte[] refusal(Desk desk, byte[] data) {
        Map<String, String> call =
                Map.of("from", desk.account.hex(), "to", desk.book.get(POOL).hex(), "data", JsonRpc.hex(data));
        try {
            desk.rpc.request("eth_call", call, "latest");
        } catch (RpcException refused) {
            return refused.revertData();
        }
        throw new AssertionError("was not refused");
    }

    private static BigInteger bps(int bps) {
        return BigInteger.valueOf(bps);
    }

    private static void owner(ForkedChain chain, String function, Object... arguments) {
        Address configurator = chain.addresses().get("aaveV36.poolConfigurator");
        Transactor owner = new Transactor(
                chain.rpc(), new BlockProducer(chain.rpc()), chain.addresses().get("accounts.owner"));
        owner.call(configurator, Function.parse(function), arguments);
        owner.mine();
    }
}
