// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IUniswapV3SwapRouter} from "../external/uniswap/IUniswapV3.sol";
import {CallClass} from "../interfaces/ICallRule.sol";
import {CallRule} from "./CallRule.sol";

/// @title Buying a synth with what it stands for, and selling it, in one pool of Uniswap v3 near parity
abstract contract ParitySwaps is CallRule {
    /// A synth and what it stands for.
    struct Synth {
        address synth;
        address original;
        /// smallest units of the synth for one smallest unit of the other
        uint256 synthPerOriginal;
        uint24 fee;
        /// what may be lost against parity, the pool's fee included
        uint256 slippageBps;
    }

    /// @dev Buying is the first half of a deposit, selling the second half of a withdrawal. Compared by cross
    /// multiplication, so nothing is rounded.
    function _swap(
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        Synth memory pair
    ) internal view returns (CallClass) {
        IUniswapV3SwapRouter.ExactInputSingleParams memory params = abi.decode(
            _arguments(data, 8),
            (IUniswapV3SwapRouter.ExactInputSingleParams)
        );
        bool buys = params.tokenIn == pair.original;
        require(buys || params.tokenIn == pair.synth, TokenNotAllowed(params.tokenIn));
        require(params.tokenOut == (buys ? pair.synth : pair.original), TokenNotAllowed(params.tokenOut));
        require(params.fee == pair.fee, FeeTierNotAllowed(params.fee));
        require(params.sqrtPriceLimitX96 == 0, SqrtPriceLimitNotAllowed(params.sqrtPriceLimitX96));
        _requireVault(params.recipient, vault);
        _requireOpen(params.deadline);
        _requireAmount(params.amountIn);
        _requireSpends(params.tokenIn, params.amountIn, spendToken, spendAmount);
        require(params.amountIn <= type(uint128).max, AmountTooLarge(params.amountIn));
        require(params.amountOutMinimum <= type(uint128).max, AmountTooLarge(params.amountOutMinimum));
        uint256 paid = params.amountIn * (buys ? pair.synthPerOriginal : 1);
        uint256 brought = params.amountOutMinimum * (buys ? 1 : pair.synthPerOriginal);
        require(brought * BPS >= paid * (BPS - pair.slippageBps), PriceLimitTooLoose(brought, paid, 1e18));
        return buys ? CallClass.TOP_UP : CallClass.WITHDRAW;
    }
}
