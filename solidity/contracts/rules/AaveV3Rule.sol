// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAavePool} from "../external/aave/IAaveV3.sol";
import {CallClass} from "../interfaces/ICallRule.sol";
import {CallRule} from "./CallRule.sol";

/// @title Which calls to an Aave v3 pool a keeper may make
/// @notice WETH and USDC only, for the vault only, at the variable rate only. No delegation, no e-mode, no flash loan.
contract AaveV3Rule is CallRule {
    uint256 private constant VARIABLE_RATE = 2;

    address public immutable pool;
    address public immutable base;
    address public immutable quote;

    constructor(address pool_, address base_, address quote_) {
        (pool, base, quote) = (pool_, base_, quote_);
    }

    function check(
        address vault,
        address target,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256
    ) external view returns (CallClass) {
        require(target == pool, TargetNotKnown(target));
        bytes4 selector = bytes4(data);
        if (selector == IAavePool.supply.selector) return _supply(vault, spendToken, spendAmount, data);
        if (selector == IAavePool.repay.selector) return _repay(vault, spendToken, spendAmount, data);
        _requireNoSpend(spendToken, spendAmount);
        if (selector == IAavePool.withdraw.selector) return _withdraw(vault, data);
        if (selector == IAavePool.borrow.selector) return _borrow(vault, data);
        if (selector == IAavePool.setUserUseReserveAsCollateral.selector) return _useAsCollateral(data);
        revert FunctionNotAllowed(target, selector);
    }

    function _supply(
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data
    ) private view returns (CallClass) {
        (address asset, uint256 amount, address onBehalfOf, uint16 referralCode) = abi.decode(
            _arguments(data, 4),
            (address, uint256, address, uint16)
        );
        _requireAsset(asset);
        _requireAmount(amount);
        _requireVault(onBehalfOf, vault);
        _requireNoReferral(referralCode);
        _requireSpends(asset, amount, spendToken, spendAmount);
        return CallClass.TOP_UP;
    }

    /// @dev The amount may be the whole debt, written as the largest number: then the approval is the limit.
    function _repay(
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data
    ) private view returns (CallClass) {
        (address asset, uint256 amount, uint256 rateMode, address onBehalfOf) = abi.decode(
            _arguments(data, 4),
            (address, uint256, uint256, address)
        );
        _requireAsset(asset);
        _requireAmount(amount);
        _requireAmount(spendAmount);
        _requireVariable(rateMode);
        _requireVault(onBehalfOf, vault);
        _requireSpends(asset, amount == type(uint256).max ? spendAmount : amount, spendToken, spendAmount);
        return CallClass.TOP_UP;
    }

    function _withdraw(address vault, bytes calldata data) private view returns (CallClass) {
        (address asset, uint256 amount, address to) = abi.decode(_arguments(data, 3), (address, uint256, address));
        _requireAsset(asset);
        _requireAmount(amount);
        _requireVault(to, vault);
        return CallClass.WITHDRAW;
    }

    function _borrow(address vault, bytes calldata data) private view returns (CallClass) {
        (address asset, uint256 amount, uint256 rateMode, uint16 referralCode, address onBehalfOf) = abi.decode(
            _arguments(data, 5),
            (address, uint256, uint256, uint16, address)
        );
        _requireAsset(asset);
        _requireAmount(amount);
        _requireVariable(rateMode);
        _requireNoReferral(referralCode);
        _requireVault(onBehalfOf, vault);
        return CallClass.TRADE;
    }

    /// @dev Pledging a supply adds margin, releasing it takes margin away.
    function _useAsCollateral(bytes calldata data) private view returns (CallClass) {
        (address asset, bool useAsCollateral) = abi.decode(_arguments(data, 2), (address, bool));
        _requireAsset(asset);
        return useAsCollateral ? CallClass.TOP_UP : CallClass.WITHDRAW;
    }

    function _requireAsset(address asset) private view {
        require(asset == base || asset == quote, TokenNotAllowed(asset));
    }

    function _requireVariable(uint256 rateMode) private pure {
        require(rateMode == VARIABLE_RATE, RateModeNotVariable(rateMode));
    }

    function _requireNoReferral(uint16 code) private pure {
        require(code == 0, ReferralNotAllowed(bytes32(uint256(code))));
    }
}
