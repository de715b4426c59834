// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {GmxV2State} from "./GmxV2Gauge.sol";
import {QuoteMath} from "./QuoteMath.sol";

/// @title What a short in GMX v2 is worth and what the protocol asks of it, rounded as the protocol rounds
/// @notice Dollars 1e30.
/// <pre>
/// impact     = closingImpact + pendingImpact * price, not above 0 nor below -size * maxImpactFactorForLiquidation
/// remaining  = collateral + pnl + impact - closing fee - borrowing fee - funding fee
/// liquidated when remaining < minCollateralUsd, remaining <= 0 or
///                 remaining < size * minCollateralFactorForLiquidation
/// </pre>
library GmxV2Margin {
    uint256 private constant ONE = 1e30;
    int256 private constant USD_PER_QUOTE = 1e24;

    function remainingUsd(GmxV2State memory read) internal pure returns (int256) {
        int256 impact = read.closingImpactUsd + pendingImpactUsd(read);
        int256 worst = -QuoteMath.toInt((read.sizeUsd * read.maxImpactFactorForLiquidation) / ONE);
        if (impact > 0) impact = 0;
        if (impact < worst) impact = worst;
        uint256 costs = read.closingFee + read.borrowingFee + read.fundingFee;
        return (QuoteMath.toInt(read.collateral) - QuoteMath.toInt(costs)) * USD_PER_QUOTE + read.pnlUsd + impact;
    }

    /// @return what it is worth with what is owed up to now taken off; not what closing it would cost
    function valueUsd(GmxV2State memory read) internal pure returns (int256) {
        int256 owed = QuoteMath.toInt(read.borrowingFee + read.fundingFee);
        int256 impact = pendingImpactUsd(read);
        return
            (QuoteMath.toInt(read.collateral) - owed) * USD_PER_QUOTE + read.pnlUsd + (impact < 0 ? impact : int256(0));
    }

    /// @return with this much remaining a position of this size stands, with one unit less it is liquidated; 0 for none
    function smallestSafe(GmxV2State memory read, uint256 sizeUsd) internal pure returns (int256) {
        if (sizeUsd == 0) return 0;
        uint256 smallest = (sizeUsd * read.minCollateralFactorForLiquidation) / ONE;
        if (smallest < read.minCollateralUsd) smallest = read.minCollateralUsd;
        return QuoteMath.toInt(smallest == 0 ? 1 : smallest);
    }

    function pendingImpactUsd(GmxV2State memory read) internal pure returns (int256) {
        return read.pendingImpactBase * QuoteMath.toInt(read.indexPrice);
    }

    function feeUsd(GmxV2State memory read, uint256 sizeUsd) internal pure returns (int256) {
        return QuoteMath.toInt((sizeUsd * read.positionFeeFactor) / ONE);
    }

    /// @return WETH 1e18 that closing this much of the position buys back
    function baseOf(GmxV2State memory read, uint256 closedUsd) internal pure returns (int256) {
        if (closedUsd == 0) return 0;
        return QuoteMath.toInt((read.sizeBase * closedUsd) / read.sizeUsd);
    }
}
