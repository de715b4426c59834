// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IUniswapV3PositionManager, IUniswapV3SwapRouter} from "../external/uniswap/IUniswapV3.sol";
import {CallClass} from "../interfaces/ICallRule.sol";
import {CallRule} from "./CallRule.sol";

/// @title Which calls to Uniswap v3 a keeper may make
/// @notice Swaps of WETH and USDC in one fee tier, to the vault, within the slippage of a sure oracle price; and
/// taking liquidity and fees out of positions the vault owns, to the vault.
/// Liquidity taken out carries no price limit: at the oracle price, what a range gives while its pool stands anywhere
/// else is worth at least as much as what it gives while the pool stands there.
contract UniswapV3Rule is CallRule {
    address public immutable router;
    IUniswapV3PositionManager public immutable positionManager;
    address public immutable base;
    address public immutable quote;
    uint24 public immutable fee;
    uint256 public immutable slippageBps;

    constructor(
        address router_,
        IUniswapV3PositionManager positionManager_,
        address base_,
        address quote_,
        uint24 fee_,
        uint256 slippageBps_
    ) {
        _requireSlippage(slippageBps_);
        (router, positionManager) = (router_, positionManager_);
        (base, quote, fee, slippageBps) = (base_, quote_, fee_, slippageBps_);
    }

    function check(
        address vault,
        address target,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256 priceE18
    ) external view returns (CallClass) {
        bytes4 selector = bytes4(data);
        if (target == router) {
            if (selector == IUniswapV3SwapRouter.exactInputSingle.selector) {
                return _exactInput(vault, spendToken, spendAmount, data, priceE18);
            }
            if (selector == IUniswapV3SwapRouter.exactOutputSingle.selector) {
                return _exactOutput(vault, spendToken, spendAmount, data, priceE18);
            }
        } else if (target == address(positionManager)) {
            _requireNoSpend(spendToken, spendAmount);
            if (selector == IUniswapV3PositionManager.decreaseLiquidity.selector) return _decrease(vault, data);
            if (selector == IUniswapV3PositionManager.collect.selector) return _collect(vault, data);
        } else {
            revert TargetNotKnown(target);
        }
        revert FunctionNotAllowed(target, selector);
    }

    function _exactInput(
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256 priceE18
    ) private view returns (CallClass) {
        IUniswapV3SwapRouter.ExactInputSingleParams memory params = abi.decode(
            _arguments(data, 8),
            (IUniswapV3SwapRouter.ExactInputSingleParams)
        );
        _requireSwap(params.tokenIn, params.tokenOut, params.fee, params.sqrtPriceLimitX96);
        _requireVault(params.recipient, vault);
        _requireOpen(params.deadline);
        _requireSpends(params.tokenIn, params.amountIn, spendToken, spendAmount);
        _requireAmounts(params.tokenIn, params.amountIn, params.amountOutMinimum, priceE18);
        return CallClass.TRADE;
    }

    function _exactOutput(
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256 priceE18
    ) private view returns (CallClass) {
        IUniswapV3SwapRouter.ExactOutputSingleParams memory params = abi.decode(
            _arguments(data, 8),
            (IUniswapV3SwapRouter.ExactOutputSingleParams)
        );
        _requireSwap(params.tokenIn, params.tokenOut, params.fee, params.sqrtPriceLimitX96);
        _requireVault(params.recipient, vault);
        _requireOpen(params.deadline);
        _requireSpends(params.tokenIn, params.amountInMaximum, spendToken, spendAmount);
        _requireAmounts(params.tokenIn, params.amountInMaximum, params.amountOut, priceE18);
        return CallClass.TRADE;
    }

    function _decrease(address vault, bytes calldata data) private view returns (CallClass) {
        IUniswapV3PositionManager.DecreaseLiquidityParams memory params = abi.decode(
            _arguments(data, 5),
            (IUniswapV3PositionManager.DecreaseLiquidityParams)
        );
        _requireOwned(vault, params.tokenId);
        _requireAmount(params.liquidity);
        _requireOpen(params.deadline);
        return CallClass.WITHDRAW;
    }

    function _collect(address vault, bytes calldata data) private view returns (CallClass) {
        IUniswapV3PositionManager.CollectParams memory params = abi.decode(
            _arguments(data, 4),
            (IUniswapV3PositionManager.CollectParams)
        );
        _requireOwned(vault, params.tokenId);
        // the position manager takes the zero address to mean itself
        _requireVault(params.recipient, vault);
        return CallClass.HOUSEKEEPING;
    }

    function _requireSwap(address tokenIn, address tokenOut, uint24 tier, uint160 sqrtPriceLimitX96) private view {
        require(tokenIn == base || tokenIn == quote, TokenNotAllowed(tokenIn));
        require(tokenOut == (tokenIn == base ? quote : base), TokenNotAllowed(tokenOut));
        require(tier == fee, FeeTierNotAllowed(tier));
        require(sqrtPriceLimitX96 == 0, SqrtPriceLimitNotAllowed(sqrtPriceLimitX96));
    }

    function _requireAmounts(address tokenIn, uint256 mostIn, uint256 leastOut, uint256 priceE18) private view {
        require(priceE18 != 0, NoSurePrice());
        _requireAmount(mostIn);
        _requireAmount(leastOut);
        bool sellsBase = tokenIn == base;
        (uint256 baseAmount, uint256 quoteAmount) = sellsBase ? (mostIn, leastOut) : (leastOut, mostIn);
        require(quoteAmount <= type(uint128).max, AmountTooLarge(quoteAmount));
        // USDC has 6 decimals
        _requirePriceLimit(sellsBase, baseAmount, quoteAmount * 1e12, priceE18, slippageBps);
    }

    function _requireOwned(address vault, uint256 tokenId) private view {
        address owner = positionManager.ownerOf(tokenId);
        require(owner == vault, PositionNotOwned(tokenId, owner));
    }
}
