// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {PerpsV2State} from "./PerpsV2Gauge.sol";

/// @title What Synthetix PerpsV2 asks of a position before it is liquidated, rounded as the protocol rounds
/// @notice Every product of two numbers with 18 decimals is cut, step by step and in the protocol's order.
/// <pre>
/// notional = |size| * price
/// fee      = clamp(notional * liquidationFeeRatio, minKeeperFee, maxKeeperFee)
/// margin   = notional * liquidationBufferRatio + fee + keeperLiquidationFee
/// premium  = |size| / skewScale * notional * liquidationPremiumMultiplier
/// liquidated when what remains less the premium <= margin
/// </pre>
library PerpsV2Margin {
    uint256 private constant ONE = 1e18;

    /// @return sUSD 1e18: with this much a position of this size stands, with one unit less it is liquidated; 0 for no
    /// position
    function smallestSafe(PerpsV2State memory read, int256 size) internal pure returns (uint256) {
        if (size == 0) return 0;
        uint256 units = uint256(size < 0 ? -size : size);
        uint256 notional = (units * read.price) / ONE;
        return liquidationMargin(read, notional) + liquidationPremium(read, units, notional) + 1;
    }

    function liquidationMargin(PerpsV2State memory read, uint256 notional) internal pure returns (uint256) {
        uint256 fee = (notional * read.liquidationFeeRatio) / ONE;
        if (fee > read.maxKeeperFee) fee = read.maxKeeperFee;
        if (fee < read.minKeeperFee) fee = read.minKeeperFee;
        return (notional * read.liquidationBufferRatio) / ONE + fee + read.keeperLiquidationFee;
    }

    function liquidationPremium(
        PerpsV2State memory read,
        uint256 units,
        uint256 notional
    ) internal pure returns (uint256) {
        return (((((units * ONE) / read.skewScale) * notional) / ONE) * read.liquidationPremiumMultiplier) / ONE;
    }
}
