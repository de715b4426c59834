// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BPS} from "./PolicyTypes.sol";

/// @title WETH (1e18), USDC (1e6) and the price between them (USDC for one WETH, 1e18)
/// @notice quote = base * price / 1e30. Every division names its direction.
library Units {
    using Math for uint256;

    uint256 internal constant QUOTE_SCALE = 1e30;

    function toQuoteUp(uint256 base, uint256 priceE18) internal pure returns (uint256) {
        return base.mulDiv(priceE18, QUOTE_SCALE, Math.Rounding.Ceil);
    }

    /// @return base at most what `quote` is worth; 0 when there is no price
    function toBaseDown(uint256 quote, uint256 priceE18) internal pure returns (uint256) {
        return priceE18 == 0 ? 0 : quote.mulDiv(QUOTE_SCALE, priceE18);
    }

    function bpsDown(uint256 amount, uint256 bps) internal pure returns (uint256) {
        return amount.mulDiv(bps, BPS);
    }

    function floorAtZero(int256 amount) internal pure returns (uint256) {
        return amount > 0 ? uint256(amount) : 0;
    }
}
