// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPerpsV2Market} from "../external/synthetix/IPerpsV2.sol";
import {IUniswapV3SwapRouter} from "../external/uniswap/IUniswapV3.sol";
import {CallClass} from "../interfaces/ICallRule.sol";
import {ParitySwaps} from "./ParitySwaps.sol";

/// @title Which calls to one market of Synthetix PerpsV2 a keeper may make
/// @notice Moving margin, committing to an order, and clearing away the vault's own order. An order is filled in
/// somebody else's transaction, where no policy looks, so the price at which it may be filled is held to the oracle's
/// when it is committed, and without a sure price there is none. The market also fills at once, closes, and takes
/// orders by other clocks; none of that is allowed.
/// Margin is sUSD, which the market burns and issues with no approval. It is bought with USDC and sold for USDC in one
/// pool of Uniswap v3, to the vault, near parity; the router must not be the one of another rule.
contract PerpsV2Rule is ParitySwaps {
    /// sUSD 1e18 for one unit of USDC 1e6
    uint256 private constant SUSD_PER_QUOTE = 1e12;

    address public immutable market;
    address public immutable router;
    address public immutable susd;
    address public immutable quote;
    uint24 public immutable fee;
    uint256 public immutable slippageBps;
    /// what may be lost against parity, the pool's fee included
    uint256 public immutable paritySlippageBps;

    constructor(
        address market_,
        uint256 slippageBps_,
        address router_,
        address susd_,
        address quote_,
        uint24 fee_,
        uint256 paritySlippageBps_
    ) {
        _requireSlippage(slippageBps_);
        _requireSlippage(paritySlippageBps_);
        (market, slippageBps) = (market_, slippageBps_);
        (router, susd, quote, fee, paritySlippageBps) = (router_, susd_, quote_, fee_, paritySlippageBps_);
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
        if (target == market) {
            _requireNoSpend(spendToken, spendAmount);
            if (selector == IPerpsV2Market.transferMargin.selector) return _transferMargin(data);
            if (selector == IPerpsV2Market.submitOffchainDelayedOrder.selector) return _commit(data, priceE18);
            if (selector == IPerpsV2Market.cancelOffchainDelayedOrder.selector) return _cancel(vault, data);
        } else if (target == router) {
            if (selector == IUniswapV3SwapRouter.exactInputSingle.selector) {
                Synth memory pair = Synth(susd, quote, SUSD_PER_QUOTE, fee, paritySlippageBps);
                return _swap(vault, spendToken, spendAmount, data, pair);
            }
        } else {
            revert TargetNotKnown(target);
        }
        revert FunctionNotAllowed(target, selector);
    }

    function _transferMargin(bytes calldata data) private pure returns (CallClass) {
        int256 change = abi.decode(_arguments(data, 1), (int256));
        _requireAmount(_size(change));
        return change > 0 ? CallClass.TOP_UP : CallClass.WITHDRAW;
    }

    /// @dev The fill price is what the market's skew makes of Pyth's price, fee aside, and is never worse than the one
    /// desired. Compared for one whole base, so nothing is rounded.
    function _commit(bytes calldata data, uint256 priceE18) private view returns (CallClass) {
        (int256 sizeDelta, uint256 desiredFillPrice) = abi.decode(_arguments(data, 2), (int256, uint256));
        uint256 size = _size(sizeDelta);
        _requireAmount(size);
        // the market keeps it in so many bits
        require(size <= uint128(type(int128).max), AmountTooLarge(size));
        require(priceE18 != 0, NoSurePrice());
        _requirePriceLimit(sizeDelta < 0, 1e18, desiredFillPrice, priceE18, slippageBps);
        return CallClass.TRADE;
    }

    /// @dev Anybody may clear away anybody's order once it is too old; the vault only its own.
    function _cancel(address vault, bytes calldata data) private pure returns (CallClass) {
        _requireVault(abi.decode(_arguments(data, 1), (address)), vault);
        return CallClass.HOUSEKEEPING;
    }

    function _size(int256 signed) private pure returns (uint256) {
        unchecked {
            return uint256(signed < 0 ? -signed : signed);
        }
    }
}
