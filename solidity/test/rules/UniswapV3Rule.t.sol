// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IUniswapV3PositionManager, IUniswapV3SwapRouter} from "../../contracts/external/uniswap/IUniswapV3.sol";
import {CallClass} from "../../contracts/interfaces/ICallRule.sol";
import {IRuleErrors} from "../../contracts/rules/IRuleErrors.sol";
import {UniswapV3Rule} from "../../contracts/rules/UniswapV3Rule.sol";
import {RuleTest} from "./RuleTest.sol";

/// Position 1 belongs to the vault, every other one to a stranger.
contract PositionManagerDouble {
    function ownerOf(uint256 tokenId) external pure returns (address) {
        return tokenId == 1 ? address(0x7a017) : address(0xbad);
    }
}

contract UniswapV3RuleTest is RuleTest {
    address private constant ROUTER = address(0x2047e);
    IUniswapV3PositionManager private _manager;
    UniswapV3Rule private _rule;

    function setUp() external {
        VM.warp(1_000_000);
        _manager = IUniswapV3PositionManager(address(new PositionManagerDouble()));
        _rule = new UniswapV3Rule(ROUTER, _manager, BASE, QUOTE, 500, 100);
    }

    function test_exactInputPinsEveryField() external view {
        Ask memory ask = _exactInput(BASE, QUOTE, 2e18, 3980e6);
        assertAllowed(ask, CallClass.TRADE);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 1, word(STRANGER)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 1, word(BASE)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 2, 3000), IRuleErrors.FeeTierNotAllowed.selector);
        assertRefused(withWord(ask, 3, word(STRANGER)), IRuleErrors.NotTheVault.selector);
        assertRefused(withWord(ask, 3, 0), IRuleErrors.NotTheVault.selector);
        assertRefused(withWord(ask, 4, 999_999), IRuleErrors.DeadlinePassed.selector);
        assertRefused(withWord(ask, 5, 2e18 + 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withWord(ask, 6, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 7, 1), IRuleErrors.SqrtPriceLimitNotAllowed.selector);
        assertRefused(withSpend(ask, QUOTE, 2e18), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withPrice(ask, 0), IRuleErrors.NoSurePrice.selector);
        assertRefused(withTarget(ask, STRANGER), IRuleErrors.TargetNotKnown.selector);
        assertRefused(withData(ask, bytes.concat(ask.data, hex"01")), IRuleErrors.WrongLength.selector);
    }

    function test_exactOutputPinsEveryField() external view {
        Ask memory ask = _exactOutput(QUOTE, BASE, 2e18, 4020e6);
        assertAllowed(ask, CallClass.TRADE);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 1, word(QUOTE)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 2, 100), IRuleErrors.FeeTierNotAllowed.selector);
        assertRefused(withWord(ask, 3, word(STRANGER)), IRuleErrors.NotTheVault.selector);
        assertRefused(withWord(ask, 4, 0), IRuleErrors.DeadlinePassed.selector);
        assertRefused(withWord(ask, 5, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 6, 4020e6 + 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withWord(ask, 7, 1), IRuleErrors.SqrtPriceLimitNotAllowed.selector);
        assertRefused(withPrice(ask, 0), IRuleErrors.NoSurePrice.selector);
    }

    /// 1 % around 2000, to the last unit of USDC.
    function test_theLimitIsExactBothWays() external view {
        assertAllowed(_exactInput(BASE, QUOTE, 2e18, 3960e6), CallClass.TRADE);
        assertRefused(_exactInput(BASE, QUOTE, 2e18, 3960e6 - 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertAllowed(_exactOutput(QUOTE, BASE, 2e18, 4040e6), CallClass.TRADE);
        assertRefused(_exactOutput(QUOTE, BASE, 2e18, 4040e6 + 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertAllowed(_exactInput(QUOTE, BASE, 4040e6, 2e18), CallClass.TRADE);
        assertRefused(_exactInput(QUOTE, BASE, 4040e6, 2e18 - 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertAllowed(_exactOutput(BASE, QUOTE, 3960e6, 2e18), CallClass.TRADE);
        assertRefused(_exactOutput(BASE, QUOTE, 3960e6, 2e18 + 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_exactInput(BASE, QUOTE, 2e18, 1 << 128), IRuleErrors.AmountTooLarge.selector);
    }

    function test_feesGoToTheVaultOnly() external view {
        IUniswapV3PositionManager.CollectParams memory params = IUniswapV3PositionManager.CollectParams(
            1,
            VAULT,
            type(uint128).max,
            type(uint128).max
        );
        bytes memory data = abi.encodeCall(IUniswapV3PositionManager.collect, (params));
        Ask memory ask = Ask(_rule, address(_manager), address(0), 0, data, 0);
        assertAllowed(ask, CallClass.HOUSEKEEPING);
        assertRefused(withWord(ask, 0, 2), IRuleErrors.PositionNotOwned.selector);
        assertRefused(withWord(ask, 1, word(STRANGER)), IRuleErrors.NotTheVault.selector);
        assertRefused(withWord(ask, 1, 0), IRuleErrors.NotTheVault.selector);
        assertRefused(withSpend(ask, BASE, 1), IRuleErrors.SpendNotOfThisCall.selector);
    }

    function test_liquidityComesOutOfTheVaultsOwnPositionsOnly() external view {
        IUniswapV3PositionManager.DecreaseLiquidityParams memory params = IUniswapV3PositionManager
            .DecreaseLiquidityParams(1, 1e12, 0, 0, 1_000_000);
        bytes memory data = abi.encodeCall(IUniswapV3PositionManager.decreaseLiquidity, (params));
        Ask memory ask = Ask(_rule, address(_manager), address(0), 0, data, 0);
        assertAllowed(ask, CallClass.WITHDRAW);
        assertRefused(withWord(ask, 0, 2), IRuleErrors.PositionNotOwned.selector);
        assertRefused(withWord(ask, 1, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 4, 999_999), IRuleErrors.DeadlinePassed.selector);
    }

    function test_bundlesAndTransfersAreRefused() external view {
        bytes[4] memory others = [
            abi.encodeWithSignature("multicall(bytes[])", new bytes[](0)),
            abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", VAULT, STRANGER, 1),
            abi.encodeWithSignature("approve(address,uint256)", STRANGER, 1),
            abi.encodeWithSignature("exactInput((bytes,address,uint256,uint256,uint256))", hex"", VAULT, 1, 1, 1)
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            Ask memory ask = Ask(_rule, address(_manager), address(0), 0, others[i], PRICE);
            assertRefused(ask, IRuleErrors.FunctionNotAllowed.selector);
            assertRefused(withTarget(ask, ROUTER), IRuleErrors.FunctionNotAllowed.selector);
        }
    }

    function _exactInput(
        address tokenIn,
        address tokenOut,
        uint256 amountIn,
        uint256 leastOut
    ) private view returns (Ask memory) {
        IUniswapV3SwapRouter.ExactInputSingleParams memory params = IUniswapV3SwapRouter.ExactInputSingleParams(
            tokenIn,
            tokenOut,
            500,
            VAULT,
            1_000_000,
            amountIn,
            leastOut,
            0
        );
        bytes memory data = abi.encodeCall(IUniswapV3SwapRouter.exactInputSingle, (params));
        return Ask(_rule, ROUTER, tokenIn, amountIn, data, PRICE);
    }

    function _exactOutput(
        address tokenIn,
        address tokenOut,
        uint256 amountOut,
        uint256 mostIn
    ) private view returns (Ask memory) {
        IUniswapV3SwapRouter.ExactOutputSingleParams memory params = IUniswapV3SwapRouter.ExactOutputSingleParams(
            tokenIn,
            tokenOut,
            500,
            VAULT,
            1_000_000,
            amountOut,
            mostIn,
            0
        );
        bytes memory data = abi.encodeCall(IUniswapV3SwapRouter.exactOutputSingle, (params));
        return Ask(_rule, ROUTER, tokenIn, mostIn, data, PRICE);
    }
}
