// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPerpAccountBalance, IPerpClearingHouse, IPerpVault} from "../external/perp/IPerpV2.sol";
import {CallClass} from "../interfaces/ICallRule.sol";
import {CallRule} from "./CallRule.sol";

/// @title Which calls to Perpetual Protocol v2 a keeper may make
/// @notice Collateral in USDC, trades as a taker in one market, funding. Never as a maker, never for somebody else.
/// A trade always carries a bound on the other amount, and with a sure price that bound lies within the slippage of
/// the oracle price, fees included.
contract PerpV2Rule is CallRule {
    address public immutable clearingHouse;
    address public immutable perpVault;
    IPerpAccountBalance public immutable accountBalance;
    address public immutable baseToken;
    address public immutable quote;
    uint256 public immutable slippageBps;

    constructor(IPerpClearingHouse clearingHouse_, address baseToken_, address quote_, uint256 slippageBps_) {
        _requireSlippage(slippageBps_);
        clearingHouse = address(clearingHouse_);
        perpVault = clearingHouse_.getVault();
        accountBalance = IPerpAccountBalance(clearingHouse_.getAccountBalance());
        (baseToken, quote, slippageBps) = (baseToken_, quote_, slippageBps_);
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
        if (target == perpVault) {
            if (selector == IPerpVault.deposit.selector) return _deposit(spendToken, spendAmount, data);
            _requireNoSpend(spendToken, spendAmount);
            if (selector == IPerpVault.withdraw.selector) return _withdraw(data);
        } else if (target == clearingHouse) {
            _requireNoSpend(spendToken, spendAmount);
            if (selector == IPerpClearingHouse.openPosition.selector) return _openPosition(data, priceE18);
            if (selector == IPerpClearingHouse.closePosition.selector) return _closePosition(vault, data, priceE18);
            if (selector == IPerpClearingHouse.settleAllFunding.selector) return _settleAllFunding(vault, data);
        } else {
            revert TargetNotKnown(target);
        }
        revert FunctionNotAllowed(target, selector);
    }

    function _deposit(address spendToken, uint256 spendAmount, bytes calldata data) private view returns (CallClass) {
        (address token, uint256 amount) = abi.decode(_arguments(data, 2), (address, uint256));
        _requireQuote(token);
        _requireAmount(amount);
        _requireSpends(token, amount, spendToken, spendAmount);
        return CallClass.TOP_UP;
    }

    /// @dev withdraw pays its caller, which is the vault.
    function _withdraw(bytes calldata data) private view returns (CallClass) {
        (address token, uint256 amount) = abi.decode(_arguments(data, 2), (address, uint256));
        _requireQuote(token);
        _requireAmount(amount);
        return CallClass.WITHDRAW;
    }

    /// @dev The base amount is the exact one when base is sold for exact input or bought for exact output.
    function _openPosition(bytes calldata data, uint256 priceE18) private view returns (CallClass) {
        IPerpClearingHouse.OpenPositionParams memory params = abi.decode(
            _arguments(data, 8),
            (IPerpClearingHouse.OpenPositionParams)
        );
        _requireMarket(params.baseToken, params.deadline, params.sqrtPriceLimitX96, params.referralCode);
        _requireAmount(params.amount);
        bool amountIsBase = params.isBaseToQuote == params.isExactInput;
        (uint256 base, uint256 quoteE18) = amountIsBase
            ? (params.amount, params.oppositeAmountBound)
            : (params.oppositeAmountBound, params.amount);
        _requireBound(params.isBaseToQuote, params.oppositeAmountBound, base, quoteE18, priceE18);
        return CallClass.TRADE;
    }

    /// @dev Closing a long sells its size, closing a short buys it back. Where the protocol closes only a part it
    /// scales the bound by that part.
    function _closePosition(address vault, bytes calldata data, uint256 priceE18) private view returns (CallClass) {
        IPerpClearingHouse.ClosePositionParams memory params = abi.decode(
            _arguments(data, 5),
            (IPerpClearingHouse.ClosePositionParams)
        );
        _requireMarket(params.baseToken, params.deadline, params.sqrtPriceLimitX96, params.referralCode);
        int256 size = accountBalance.getTakerPositionSize(vault, baseToken);
        require(size != 0, NoPosition());
        uint256 base = uint256(size < 0 ? -size : size);
        _requireBound(size > 0, params.oppositeAmountBound, base, params.oppositeAmountBound, priceE18);
        return CallClass.TRADE;
    }

    function _settleAllFunding(address vault, bytes calldata data) private pure returns (CallClass) {
        _requireVault(abi.decode(_arguments(data, 1), (address)), vault);
        return CallClass.HOUSEKEEPING;
    }

    function _requireQuote(address token) private view {
        require(token == quote, TokenNotAllowed(token));
    }

    function _requireMarket(
        address market,
        uint256 deadline,
        uint160 sqrtPriceLimitX96,
        bytes32 referralCode
    ) private view {
        require(market == baseToken, MarketNotAllowed(market));
        _requireOpen(deadline);
        require(sqrtPriceLimitX96 == 0, SqrtPriceLimitNotAllowed(sqrtPriceLimitX96));
        require(referralCode == 0, ReferralNotAllowed(referralCode));
    }

    /// @dev A bound of 0 would switch the protocol's own check off.
    function _requireBound(
        bool sellsBase,
        uint256 bound,
        uint256 base,
        uint256 quoteE18,
        uint256 priceE18
    ) private view {
        _requireAmount(bound);
        if (priceE18 != 0) _requirePriceLimit(sellsBase, base, quoteE18, priceE18, slippageBps);
    }
}
