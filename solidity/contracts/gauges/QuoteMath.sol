// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Signed divisions that say which way they round, and the value of WETH in USDC
library QuoteMath {
    /// WETH 1e18 times a price in 1e18 gives USDC 1e6 after dividing by this
    int256 internal constant BASE_PRICE_PER_QUOTE = 1e30;

    /// @notice Largest integer that is not above numerator / denominator.
    function divDown(int256 numerator, int256 denominator) internal pure returns (int256 quotient) {
        quotient = numerator / denominator;
        if (numerator % denominator != 0 && (numerator < 0) != (denominator < 0)) quotient -= 1;
    }

    /// @notice Smallest integer that is not below numerator / denominator.
    function divUp(uint256 numerator, uint256 denominator) internal pure returns (uint256 quotient) {
        quotient = numerator / denominator;
        if (numerator % denominator != 0) quotient += 1;
    }

    /// @notice USDC 1e6 for WETH 1e18 at USDC-for-one-WETH 1e18. A debt rounds up in size, a holding down.
    function valueDown(int256 base, uint256 priceE18) internal pure returns (int256) {
        return divDown(base * toInt(priceE18), BASE_PRICE_PER_QUOTE);
    }

    /// @notice 1e18 price of two tokens of equal decimals from its square root times 2^96, rounded down after squaring
    /// and again after scaling.
    function priceOfSqrtDown(uint160 sqrtPriceX96) internal pure returns (uint256) {
        return Math.mulDiv(Math.mulDiv(sqrtPriceX96, sqrtPriceX96, 1 << 96), 1e18, 1 << 96);
    }

    /// @notice The same number, signed. Reverts where it does not fit.
    function toInt(uint256 value) internal pure returns (int256) {
        require(value <= uint256(type(int256).max), TooLarge(value));
        return int256(value);
    }

    error TooLarge(uint256 value);
}
