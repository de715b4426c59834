package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigInteger;
import java.util.Optional;

/** Aave v3: its owner can do everything but steal. */
final class AaveV3Failing implements FailingProtocol {
    private static final Function PAUSE = Function.parse("setPoolPause(bool)");
    private static final Function EXCHANGE = Function.parse("setPoolImpl(address)");
    private static final Function CONFIGURE =
            Function.parse("configureReserveAsCollateral(address,uint256,uint256,uint256)");
    private static final Function CONFIGURATION = Function.parse(
            "getReserveConfigurationData(address)",
            "(uint256,uint256,uint256,uint256,uint256,bool,bool,bool,bool,bool)");
    private static final Function ACCOUNT =
            Function.parse("getUserAccountData(address)", "(uint256,uint256,uint256,uint256,uint256,uint256)");
    private static final Function BALANCE = Function.parse("balanceOf(address)", "(uint256)");
    private static final BigInteger HEALTHY = BigInteger.TEN.pow(18);
    /** Under 0.95 all of a debt may be liquidated at once. */
    private static final double HEALTH_AFTERWARDS = 0.94;

    @Override
    public String protocol() {
        return "aave-v3";
    }

    @Override
    public boolean fillsLater() {
        return false;
    }

    @Override
    public Optional<String> extra() {
        return Optional.empty();
    }

    @Override
    public String fail(FailureKind kind, ForkedChain chain, MarketDriver market, Address account) {
        Seizure seizure = new Seizure(chain, market);
        Transactor owner = seizure.owner();
        return switch (kind) {
            case PAUSED -> {
                owner.call(seizure.address("aaveV3.poolConfigurator"), PAUSE, true);
                owner.mine();
                yield "Aave's owner stops every reserve";
            }
            case UPGRADED -> {
                Address exchanged = seizure.codeThatAnswersNothing();
                owner.call(seizure.address("aaveV3.addressesProvider"), EXCHANGE, Multicall.abi(exchanged));
                owner.mine();
                yield "Aave's pool is upgraded to code that answers nothing";
            }
            case DRAINED -> {
                seizure.drain(seizure.address("tokens.weth"), seizure.address("aaveV3.aWETH"));
                seizure.drain(seizure.address("tokens.usdc"), seizure.address("aaveV3.aUSDC"));
                yield "all ether and dollars that lie at Aave are stolen";
            }
            case LIQUIDATED -> askForMore(seizure, owner, account);
            case EXECUTOR_GONE -> throw new IllegalArgumentException("nobody fills orders on Aave");
        };
    }

    /** Where loan and collateral are the same token no price makes a loan unhealthy, so its owner alone has to do it. */
    private static String askForMore(Seizure seizure, Transactor owner, Address account) {
        BigInteger health =
                seizure.read("aaveV3.pool", ACCOUNT, Multicall.abi(account)).get(5);
        BigInteger weth =
                seizure.read("aaveV3.aWETH", BALANCE, Multicall.abi(account)).get(0);
        com.esaulpaugh.headlong.abi.Address collateral =
                Multicall.abi(seizure.address(weth.signum() > 0 ? "tokens.weth" : "tokens.usdc"));
        Tuple now = seizure.read("aaveV3.protocolDataProvider", CONFIGURATION, collateral);
        BigInteger loanToValue = now.get(1);
        BigInteger threshold = now.get(2);
        BigInteger bonus = now.get(3);
        BigInteger lower = Seizure.part(threshold.multiply(HEALTHY), health, HEALTH_AFTERWARDS);
        if (lower.signum() == 0) {
            throw new IllegalStateException("the vault has no loan at Aave that could be liquidated");
        }
        owner.call(
                seizure.address("aaveV3.poolConfigurator"),
                CONFIGURE,
                collateral,
                loanToValue.min(lower),
                lower,
                bonus);
        owner.mine();
        return "Aave counts only " + lower.intValueExact() / 100
                + " % of the collateral from now on, and the price jumps";
    }
}
