// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AaveV3Unwinder} from "../helpers/AaveV3Unwinder.sol";
import {CallClass} from "../interfaces/ICallRule.sol";
import {CallRule} from "./CallRule.sol";

/// @title Which calls to the unwinder of an Aave v3 loan a keeper may make
/// @notice One: pay back WETH out of the vault's own USDC at Aave, at no worse than a sure oracle price plus the
/// slippage. Receiver, callback and path are fixed in the unwinder, which acts for its caller alone; what can be
/// approved is aUSDC, for this call's amount.
contract AaveV3UnwindRule is CallRule {
    AaveV3Unwinder public immutable unwinder;
    address public immutable quoteSupply;
    uint256 public immutable slippageBps;

    constructor(AaveV3Unwinder unwinder_, uint256 slippageBps_) {
        _requireSlippage(slippageBps_);
        (unwinder, slippageBps) = (unwinder_, slippageBps_);
        quoteSupply = address(unwinder_.quoteSupply());
    }

    function check(
        address,
        address target,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256 priceE18
    ) external view returns (CallClass) {
        require(target == address(unwinder), TargetNotKnown(target));
        require(bytes4(data) == AaveV3Unwinder.unwind.selector, FunctionNotAllowed(target, bytes4(data)));
        (uint256 baseAmount, uint256 mostQuote, uint256 deadline) = abi.decode(
            _arguments(data, 3),
            (uint256, uint256, uint256)
        );
        _requireOpen(deadline);
        _requireAmount(baseAmount);
        _requireAmount(mostQuote);
        _requireSpends(quoteSupply, mostQuote, spendToken, spendAmount);
        require(priceE18 != 0, NoSurePrice());
        require(mostQuote <= type(uint128).max, AmountTooLarge(mostQuote));
        // USDC has 6 decimals
        _requirePriceLimit(false, baseAmount, mostQuote * 1e12, priceE18, slippageBps);
        return CallClass.TRADE;
    }
}
