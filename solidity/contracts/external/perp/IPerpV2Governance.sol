// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// What Perpetual Protocol v2 tells about its terms that no trade needs. Ratios are in millionths.

interface IPerpTerms {
    function getLiquidationPenaltyRatio() external view returns (uint24);

    function getPartialCloseRatio() external view returns (uint24);

    function getSettlementTokenBalanceCap() external view returns (uint256);

    /// seconds
    function getMarkPriceConfig() external view returns (uint32 marketTwapInterval, uint32 premiumInterval);
}

interface IPerpPriced {
    function getPriceFeed() external view returns (address);
}
