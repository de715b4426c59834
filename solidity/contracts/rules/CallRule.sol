// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ICallRule} from "../interfaces/ICallRule.sol";
import {IRuleErrors} from "./IRuleErrors.sol";

/// @title What all call rules refuse in the same words
abstract contract CallRule is ICallRule, IRuleErrors {
    uint256 internal constant BPS = 1e4;

    /// @inheritdoc ICallRule
    function spender(address target) external view virtual returns (address) {
        return target;
    }

    /// @dev The arguments without the selector, when there are exactly this many words of them. Every function that
    /// a rule knows has only static arguments, so anything longer hides something.
    function _arguments(bytes calldata data, uint256 words) internal pure returns (bytes calldata) {
        uint256 expected = 4 + 32 * words;
        require(data.length == expected, WrongLength(data.length, expected));
        return data[4:];
    }

    function _requireVault(address given, address vault) internal pure {
        require(given == vault, NotTheVault(given));
    }

    function _requireAmount(uint256 amount) internal pure {
        require(amount != 0, ZeroAmount());
    }

    function _requireOpen(uint256 deadline) internal view {
        require(deadline >= block.timestamp, DeadlinePassed(deadline, block.timestamp));
    }

    /// @dev The approval is for the token and amount of the call, not a unit more.
    function _requireSpends(address token, uint256 amount, address spendToken, uint256 spendAmount) internal pure {
        require(spendToken == token && spendAmount == amount, SpendNotOfThisCall(spendToken, spendAmount));
    }

    function _requireNoSpend(address spendToken, uint256 spendAmount) internal pure {
        require(spendToken == address(0) && spendAmount == 0, SpendNotOfThisCall(spendToken, spendAmount));
    }

    function _requireSlippage(uint256 bps) internal pure {
        require(bps != 0 && bps < BPS, SlippageOutOfRange(bps));
    }

    /// @dev Selling base must bring at least, and buying it may cost at most, the oracle price less or plus the
    /// slippage. Compared by cross multiplication, so nothing is rounded: an amount one unit beyond the limit is
    /// refused. Amounts up to 2^128 cannot overflow for any price up to 2^96.
    /// @param base WETH 1e18
    /// @param quoteE18 USD 1e18
    function _requirePriceLimit(
        bool sellsBase,
        uint256 base,
        uint256 quoteE18,
        uint256 priceE18,
        uint256 slippageBps
    ) internal pure {
        require(base <= type(uint128).max, AmountTooLarge(base));
        require(quoteE18 <= type(uint128).max, AmountTooLarge(quoteE18));
        uint256 offered = quoteE18 * 1e18 * BPS;
        bool within =
            sellsBase
                ? offered >= base * priceE18 * (BPS - slippageBps)
                : offered <= base * priceE18 * (BPS + slippageBps);
        require(within, PriceLimitTooLoose(quoteE18, base, priceE18));
    }
}
