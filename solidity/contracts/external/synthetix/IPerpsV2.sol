// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The parts of Synthetix PerpsV2 that are used here, as its deployed contracts answer them. Everything has 18
// decimals: amounts in sUSD, sizes in the market's base, prices in sUSD for one of it, ratios of one.

interface IPerpsV2Market {
    struct Position {
        uint64 id;
        uint64 lastFundingIndex;
        uint128 margin;
        uint128 lastPrice;
        int128 size;
    }

    struct DelayedOrder {
        bool isOffchain;
        int128 sizeDelta;
        uint128 desiredFillPrice;
        uint128 targetRoundId;
        uint128 commitDeposit;
        uint128 keeperDeposit;
        uint256 executableAtTime;
        uint256 intentionTime;
        bytes32 trackingCode;
    }

    /// greater than zero: into the market. Burns or issues the caller's sUSD, with no approval
    function transferMargin(int256 marginDelta) external;

    function submitOffchainDelayedOrder(int256 sizeDelta, uint256 desiredFillPrice) external;

    function cancelOffchainDelayedOrder(address account) external;

    function marketKey() external view returns (bytes32);

    function baseAsset() external view returns (bytes32);

    function positions(address account) external view returns (Position memory);

    function delayedOrders(address account) external view returns (DelayedOrder memory);

    function assetPrice() external view returns (uint256 price, bool invalid);

    /// never below zero: more than the margin cannot be lost
    function remainingMargin(address account) external view returns (uint256 marginRemaining, bool invalid);

    function accessibleMargin(address account) external view returns (uint256 marginAccessible, bool invalid);

    /// greater than zero: the account receives
    function accruedFunding(address account) external view returns (int256 funding, bool invalid);

    function canLiquidate(address account) external view returns (bool);

    function isFlagged(address account) external view returns (bool);

    function marketSkew() external view returns (int128);

    function marketSize() external view returns (uint128);

    function fundingRateLastRecomputed() external view returns (int128);

    function fundingLastRecomputed() external view returns (uint32);

    function fundingSequence(uint256 index) external view returns (int128);

    function fundingSequenceLength() external view returns (uint256);
}

interface IPerpsV2MarketSettings {
    struct Parameters {
        uint256 takerFee;
        uint256 makerFee;
        uint256 takerFeeDelayedOrder;
        uint256 makerFeeDelayedOrder;
        uint256 takerFeeOffchainDelayedOrder;
        uint256 makerFeeOffchainDelayedOrder;
        uint256 maxLeverage;
        uint256 maxMarketValue;
        uint256 maxFundingVelocity;
        uint256 skewScale;
        uint256 nextPriceConfirmWindow;
        uint256 delayedOrderConfirmWindow;
        uint256 minDelayTimeDelta;
        uint256 maxDelayTimeDelta;
        uint256 offchainDelayedOrderMinAge;
        uint256 offchainDelayedOrderMaxAge;
        bytes32 offchainMarketKey;
        uint256 offchainPriceDivergence;
        uint256 liquidationPremiumMultiplier;
        uint256 liquidationBufferRatio;
        uint256 maxLiquidationDelta;
        uint256 maxPD;
    }

    function parameters(bytes32 marketKey) external view returns (Parameters memory);

    function minKeeperFee() external view returns (uint256);

    function maxKeeperFee() external view returns (uint256);

    function liquidationFeeRatio() external view returns (uint256);

    function keeperLiquidationFee() external view returns (uint256);

    function minInitialMargin() external view returns (uint256);
}

interface ISynthetixSystemStatus {
    /// reverts while it is suspended
    function requireFuturesMarketActive(bytes32 marketKey) external view;

    function requireSynthActive(bytes32 currencyKey) external view;
}

interface ISynthetixAddressResolver {
    function getAddress(bytes32 name) external view returns (address);
}
