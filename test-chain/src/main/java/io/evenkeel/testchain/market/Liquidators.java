package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.market.MarketStep.Liquidation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Those who close other people's positions for a reward, on every venue where that is possible. They are as fast as
 * can be: what a block makes liquidatable is liquidated in the next, before anybody else acts.
 */
final class Liquidators {
    private static final Function ACCOUNT_VALUE = Function.parse("getAccountValue(address)", "(int256)");
    private static final Function MAINTENANCE =
            Function.parse("getMarginRequirementForLiquidation(address)", "(int256)");
    private static final Function LIQUIDATE = Function.parse("liquidate(address,address)");
    private static final Function ACCOUNT_DATA =
            Function.parse("getUserAccountData(address)", "(uint256,uint256,uint256,uint256,uint256,uint256)");
    private static final Function BALANCE_OF = Function.parse("balanceOf(address)", "(uint256)");
    private static final Function LIQUIDATION_CALL =
            Function.parse("liquidationCall(address,address,address,uint256,bool)");

    private static final Function CAN_LIQUIDATE = Function.parse("canLiquidate(address)", "(bool)");

    private static final BigInteger HEALTHY = BigInteger.TEN.pow(18);
    private static final BigInteger EVERYTHING = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    private static final long GAS = 5_000_000;
    private static final long TIP_GWEI = 5;

    private final AddressBook addresses;
    private final Multicall multicall;
    private final List<Watched> watched = new ArrayList<>();

    Liquidators(AddressBook addresses, JsonRpc rpc) {
        this.addresses = addresses;
        this.multicall = new Multicall(addresses, rpc);
    }

    /** A liquidation and the transaction that does it. */
    record Opportunity(Liquidation liquidation, UnlockedTransaction transaction) {}

    /** Reads of one protocol, which say nothing when one of them cannot be read. */
    private record Watched(
            io.evenkeel.chain.Address account,
            List<Multicall.Call> perp,
            List<Multicall.Call> aave,
            List<Multicall.Call> perps) {}

    void watch(io.evenkeel.chain.Address account) {
        Address trader = Multicall.abi(account);
        watched.add(new Watched(
                account,
                List.of(
                        multicall.call("perpV2.clearingHouse", ACCOUNT_VALUE, trader),
                        multicall.call("perpV2.accountBalance", MAINTENANCE, trader)),
                List.of(
                        multicall.call("aaveV3.pool", ACCOUNT_DATA, trader),
                        multicall.call("aaveV3.aWETH", BALANCE_OF, trader),
                        multicall.call("aaveV3.variableDebtWETH", BALANCE_OF, trader)),
                PerpsV2OrderFiller.isPossible(addresses)
                        ? List.of(multicall.call("perpsV2.market", CAN_LIQUIDATE, trader))
                        : List.of()));
    }

    /**
     * What can be liquidated at the newest block. Nothing on Perp v2 while that is paused.
     *
     * @param price that is brought where whoever liquidates brings one
     */
    List<Opportunity> opportunities(boolean perpPaused, MarketPrice price) {
        List<Opportunity> found = new ArrayList<>();
        for (Watched one : watched) {
            if (!perpPaused
                    && multicall
                            .tryRead(one.perp())
                            .filter(Liquidators::isShort)
                            .isPresent()) {
                found.add(onPerp(one.account()));
            }
            multicall
                    .tryRead(one.aave())
                    .filter(health -> health.getFirst().<BigInteger>get(5).compareTo(HEALTHY) < 0)
                    .ifPresent(
                            health -> found.add(onAave(one.account(), isSome(health.get(1)), isSome(health.get(2)))));
            if (!one.perps().isEmpty()
                    && multicall
                            .tryRead(one.perps())
                            .filter(answer -> answer.getFirst().<Boolean>get(0))
                            .isPresent()) {
                found.addAll(onPerps(one.account()));
            }
            if (GmxV2Calls.isPossible(addresses)) {
                onGmx(one.account(), BigInteger.valueOf(price.e8())).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Opportunity> onGmx(io.evenkeel.chain.Address account, BigInteger usdE8) {
        GmxV2Calls calls = new GmxV2Calls(addresses);
        return multicall
                .tryRead(calls.health(multicall, account, usdE8))
                .map(GmxV2Calls::health)
                .filter(GmxV2Calls.Health::isOver)
                .map(health -> opportunity("gmx-v2", account, "gmxV2.orderHandler", calls.liquidate(account, usdE8)));
    }

    private static boolean isShort(List<Tuple> valueAndMaintenance) {
        BigInteger value = valueAndMaintenance.get(0).get(0);
        BigInteger maintenance = valueAndMaintenance.get(1).get(0);
        return maintenance.signum() > 0 && value.compareTo(maintenance) < 0;
    }

    private static boolean isSome(Tuple balance) {
        return balance.<BigInteger>get(0).signum() > 0;
    }

    /** In one block: whoever flags it closes it, too. */
    private List<Opportunity> onPerps(io.evenkeel.chain.Address account) {
        return List.of(
                opportunity("perps-v2, flagged", account, "perpsV2.market", PerpsV2Calls.flag(account)),
                opportunity("perps-v2", account, "perpsV2.market", PerpsV2Calls.liquidate(account)));
    }

    private Opportunity onPerp(io.evenkeel.chain.Address account) {
        byte[] call = LIQUIDATE
                .encodeCallWithArgs(Multicall.abi(account), Multicall.abi(addresses.get("perpV2.baseToken")))
                .array();
        return opportunity("perp-v2", account, "perpV2.clearingHouse", call);
    }

    private Opportunity onAave(io.evenkeel.chain.Address account, boolean wethCollateral, boolean wethDebt) {
        byte[] call = LIQUIDATION_CALL
                .encodeCallWithArgs(token(wethCollateral), token(wethDebt), Multicall.abi(account), EVERYTHING, false)
                .array();
        return opportunity("aave-v3", account, "aaveV3.pool", call);
    }

    private Address token(boolean weth) {
        return Multicall.abi(addresses.get(weth ? "tokens.weth" : "tokens.usdc"));
    }

    private Opportunity opportunity(String venue, io.evenkeel.chain.Address account, String contract, byte[] call) {
        return new Opportunity(
                new Liquidation(venue, account),
                new UnlockedTransaction(
                        addresses.get("accounts.arbitrageur"), addresses.get(contract), call, GAS, TIP_GWEI));
    }
}
