// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPerpsV2Market} from "../../contracts/external/synthetix/IPerpsV2.sol";
import {IUniswapV3SwapRouter} from "../../contracts/external/uniswap/IUniswapV3.sol";
import {CallClass} from "../../contracts/interfaces/ICallRule.sol";
import {IRuleErrors} from "../../contracts/rules/IRuleErrors.sol";
import {PerpsV2Rule} from "../../contracts/rules/PerpsV2Rule.sol";
import {RuleTest} from "./RuleTest.sol";

contract PerpsV2RuleTest is RuleTest {
    address private constant MARKET = address(0xe7);
    address private constant ROUTER = address(0x7073);
    address private constant SUSD = address(0x505d);
    uint24 private constant FEE = 500;
    uint256 private constant SLIPPAGE_BPS = 100;
    uint256 private constant PARITY_BPS = 20;

    PerpsV2Rule private _rule;

    function setUp() external {
        VM.warp(1_000_000);
        _rule = new PerpsV2Rule(MARKET, SLIPPAGE_BPS, ROUTER, SUSD, QUOTE, FEE, PARITY_BPS);
    }

    function test_marginMovesBothWaysWithoutApproval() external view {
        Ask memory ask = _ask(abi.encodeCall(IPerpsV2Market.transferMargin, (7e18)));
        assertAllowed(ask, CallClass.TOP_UP);
        // neither way needs a price
        assertAllowed(withPrice(ask, 0), CallClass.TOP_UP);
        Ask memory out = _ask(abi.encodeCall(IPerpsV2Market.transferMargin, (-7e18)));
        assertAllowed(withPrice(out, 0), CallClass.WITHDRAW);
        assertRefused(withWord(ask, 0, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withSpend(ask, QUOTE, 7e18), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withTarget(ask, STRANGER), IRuleErrors.TargetNotKnown.selector);
        assertRefused(withData(ask, bytes.concat(ask.data, bytes32(0))), IRuleErrors.WrongLength.selector);
    }

    /// 1 % around 2000, to the last digit.
    function test_anOrderIsHeldToTheOraclesPriceWhenItIsCommitted() external view {
        assertAllowed(_commit(-5e18, 1980e18), CallClass.TRADE);
        assertRefused(_commit(-5e18, 1980e18 - 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertAllowed(_commit(5e18, 2020e18), CallClass.TRADE);
        assertRefused(_commit(5e18, 2020e18 + 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_commit(-5e18, 0), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_commit(5e18, type(uint256).max), IRuleErrors.AmountTooLarge.selector);
    }

    function test_withoutASurePriceNothingIsPromised() external view {
        assertRefused(withPrice(_commit(-5e18, 1990e18), 0), IRuleErrors.NoSurePrice.selector);
    }

    function test_anOrderIsOfSomeSizeThatTheMarketCanHold() external view {
        assertRefused(_commit(0, 2000e18), IRuleErrors.ZeroAmount.selector);
        assertAllowed(_commit(type(int128).max, 2000e18), CallClass.TRADE);
        assertRefused(_commit(int256(type(int128).max) + 1, 2000e18), IRuleErrors.AmountTooLarge.selector);
        assertRefused(_commit(type(int256).min, 2000e18), IRuleErrors.AmountTooLarge.selector);
        Ask memory ask = _commit(-5e18, 1990e18);
        assertRefused(withSpend(ask, QUOTE, 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withData(ask, bytes.concat(ask.data, bytes32("tracking"))), IRuleErrors.WrongLength.selector);
    }

    function testFuzz_whatMaySellBringsNinetyNineHundredths(int128 size, uint96 desired) external view {
        if (size == 0) return;
        bool sells = size < 0;
        try this.checkOutside(_commit(size, desired)) {
            assert(sells ? desired >= 1980e18 : desired <= 2020e18);
        } catch {
            assert(sells ? desired < 1980e18 : desired > 2020e18);
        }
    }

    function test_onlyTheVaultsOwnOrderIsClearedAway() external view {
        Ask memory ask = _ask(abi.encodeCall(IPerpsV2Market.cancelOffchainDelayedOrder, (VAULT)));
        assertAllowed(withPrice(ask, 0), CallClass.HOUSEKEEPING);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.NotTheVault.selector);
    }

    /// 0.2 % around parity, to the last digit.
    function test_susdIsBoughtAndSoldNearParityOnly() external view {
        Ask memory buy = _swap(QUOTE, SUSD, 1000e6, 998e18);
        assertAllowed(buy, CallClass.TOP_UP);
        assertAllowed(withPrice(buy, 0), CallClass.TOP_UP);
        assertRefused(_swap(QUOTE, SUSD, 1000e6, 998e18 - 1), IRuleErrors.PriceLimitTooLoose.selector);
        Ask memory sell = _swap(SUSD, QUOTE, 1000e18, 998e6);
        assertAllowed(sell, CallClass.WITHDRAW);
        assertRefused(_swap(SUSD, QUOTE, 1000e18, 998e6 - 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_swap(SUSD, QUOTE, 1000e18 + 1, 998e6), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_swap(QUOTE, SUSD, 0, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(_swap(QUOTE, SUSD, 1 << 128, 1), IRuleErrors.AmountTooLarge.selector);
        assertRefused(_swap(QUOTE, SUSD, 1, 1 << 128), IRuleErrors.AmountTooLarge.selector);
    }

    function test_aSwapPinsEveryField() external view {
        Ask memory buy = _swap(QUOTE, SUSD, 1000e6, 998e18);
        assertRefused(_swap(BASE, SUSD, 1000e6, 998e18), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(_swap(QUOTE, BASE, 1000e6, 998e18), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(_swap(QUOTE, QUOTE, 1000e6, 998e18), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(_swap(SUSD, SUSD, 1000e18, 998e18), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(buy, 2, 3000), IRuleErrors.FeeTierNotAllowed.selector);
        assertRefused(withWord(buy, 3, word(STRANGER)), IRuleErrors.NotTheVault.selector);
        assertRefused(withWord(buy, 4, 999_999), IRuleErrors.DeadlinePassed.selector);
        assertRefused(withWord(buy, 7, 1), IRuleErrors.SqrtPriceLimitNotAllowed.selector);
        assertRefused(withSpend(buy, QUOTE, 1000e6 + 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withData(buy, bytes.concat(buy.data, bytes32(0))), IRuleErrors.WrongLength.selector);
        assertRefused(withTarget(buy, MARKET), IRuleErrors.SpendNotOfThisCall.selector);
        bytes memory exactOutput = abi.encodeWithSelector(IUniswapV3SwapRouter.exactOutputSingle.selector, buy.data);
        assertRefused(withData(buy, exactOutput), IRuleErrors.FunctionNotAllowed.selector);
    }

    function test_everyOtherWayToTradeIsRefused() external view {
        bytes[9] memory others = [
            abi.encodeWithSignature("modifyPosition(int256,uint256)", -5e18, 1990e18),
            abi.encodeWithSignature("closePosition(uint256)", 1990e18),
            abi.encodeWithSignature("withdrawAllMargin()"),
            abi.encodeWithSignature("submitDelayedOrder(int256,uint256,uint256)", -5e18, 0, 1990e18),
            abi.encodeWithSignature(
                "submitOffchainDelayedOrderWithTracking(int256,uint256,bytes32)",
                -5e18,
                1990e18,
                bytes32("tracking")
            ),
            abi.encodeWithSignature("submitCloseOffchainDelayedOrderWithTracking(uint256,bytes32)", 1990e18, ""),
            abi.encodeWithSignature("executeOffchainDelayedOrder(address,bytes[])", VAULT, new bytes[](0)),
            abi.encodeWithSignature("liquidatePosition(address)", STRANGER),
            abi.encodeWithSignature("cancelDelayedOrder(address)", VAULT)
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            assertRefused(_ask(others[i]), IRuleErrors.FunctionNotAllowed.selector);
        }
    }

    function _commit(int256 sizeDelta, uint256 desiredFillPrice) private view returns (Ask memory) {
        return _ask(abi.encodeCall(IPerpsV2Market.submitOffchainDelayedOrder, (sizeDelta, desiredFillPrice)));
    }

    function _swap(
        address tokenIn,
        address tokenOut,
        uint256 amountIn,
        uint256 amountOutMinimum
    ) private view returns (Ask memory) {
        IUniswapV3SwapRouter.ExactInputSingleParams memory params = IUniswapV3SwapRouter.ExactInputSingleParams(
            tokenIn,
            tokenOut,
            FEE,
            VAULT,
            1_000_000,
            amountIn,
            amountOutMinimum,
            0
        );
        bytes memory data = abi.encodeCall(IUniswapV3SwapRouter.exactInputSingle, (params));
        return Ask(_rule, ROUTER, tokenIn, amountIn, data, PRICE);
    }

    function _ask(bytes memory data) private view returns (Ask memory) {
        return Ask(_rule, MARKET, address(0), 0, data, PRICE);
    }
}
