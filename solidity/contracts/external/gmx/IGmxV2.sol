// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The parts of GMX v2 that are used here, as its contracts answer them. Dollars have 30 decimals. A price is dollars
// for one smallest unit of a token, 30 decimals: 5000 dollars for an ETH are 5000e12, a dollar for a USDC is 1e24.
// Ratios are of 1e30. Everything named here is laid out as the protocol lays it out; only the names are ours.

interface IGmxV2DataStore {
    function getUint(bytes32 key) external view returns (uint256);

    function getBool(bytes32 key) external view returns (bool);
}

interface IGmxV2Reader {
    struct Price {
        uint256 min;
        uint256 max;
    }

    struct MarketPrices {
        Price index;
        Price longToken;
        Price shortToken;
    }

    struct Market {
        address marketToken;
        address indexToken;
        address longToken;
        address shortToken;
    }

    struct Position {
        address account;
        address market;
        address collateralToken;
        uint256 sizeInUsd;
        uint256 sizeInTokens;
        uint256 collateralAmount;
        int256 pendingImpactAmount;
        uint256 borrowingFactor;
        uint256 fundingFeePerSize;
        uint256 longClaimableFundingPerSize;
        uint256 shortClaimableFundingPerSize;
        uint256 increasedAt;
        uint256 decreasedAt;
        bool isLong;
    }

    struct ReferralFees {
        bytes32 code;
        address affiliate;
        address trader;
        uint256[7] figures;
    }

    struct FundingFees {
        uint256 feeAmount;
        uint256 claimableLongToken;
        uint256 claimableShortToken;
        uint256[3] latestPerSize;
    }

    struct BorrowingFees {
        uint256 feeUsd;
        uint256 feeAmount;
        uint256[2] receiverShare;
    }

    /// Amounts are of the collateral token. borrowing and funding are what is owed now; the rest is what closing costs.
    struct Fees {
        ReferralFees referral;
        uint256[3] pro;
        FundingFees funding;
        BorrowingFees borrowing;
        address uiFeeReceiver;
        uint256[2] ui;
        uint256[4] liquidation;
        Price collateralPrice;
        uint256[6] division;
        uint256 positionFeeAmount;
        uint256 totalCostExcludingFunding;
        uint256 totalCost;
        uint256 totalDiscount;
    }

    struct Execution {
        int256 priceImpactUsd;
        uint256 price;
        bool balanceImproved;
        int256 proportionalPendingImpactUsd;
        int256 totalImpactUsd;
        uint256 impactBeyondLimitUsd;
    }

    struct PositionInfo {
        bytes32 key;
        Position position;
        Fees fees;
        Execution execution;
        int256 pnlUsd;
        int256 uncappedPnlUsd;
        int256 pnlAfterImpactUsd;
    }

    struct LiquidationInfo {
        int256 remainingCollateralUsd;
        int256 minCollateralUsd;
        int256 minCollateralUsdForLeverage;
    }

    /// the first words of a longer answer
    struct MarketInfoHead {
        Market market;
        uint256 longBorrowingPerSecond;
        uint256 shortBorrowingPerSecond;
        uint256[8] baseFunding;
        bool longsPayShorts;
        uint256 fundingPerSecond;
    }

    struct OrderAddresses {
        address account;
        address receiver;
        address cancellationReceiver;
        address callbackContract;
        address uiFeeReceiver;
        address market;
        address initialCollateralToken;
        address[] swapPath;
    }

    struct OrderNumbers {
        uint8 orderType;
        uint8 swapType;
        uint256 sizeDeltaUsd;
        uint256 initialCollateralDeltaAmount;
        uint256 triggerPrice;
        uint256 acceptablePrice;
        uint256 executionFee;
        uint256 callbackGasLimit;
        uint256 minOutputAmount;
        uint256 updatedAt;
        uint256 validFrom;
        uint256 sourceChainId;
    }

    struct OrderFlags {
        bool isLong;
        bool shouldUnwrap;
        bool isFrozen;
        bool autoCancel;
    }

    struct Order {
        OrderAddresses addresses;
        OrderNumbers numbers;
        OrderFlags flags;
        bytes32[] dataList;
    }

    struct OrderEntry {
        bytes32 key;
        Order order;
    }

    function getMarket(address dataStore, address market) external view returns (Market memory);

    /// all zero where there is none
    function getPosition(address dataStore, bytes32 key) external view returns (Position memory);

    /// @param prices what the caller believes; reverts where there is no position
    function getPositionInfo(
        address dataStore,
        address referralStorage,
        bytes32 key,
        MarketPrices calldata prices,
        uint256 sizeDeltaUsd,
        address uiFeeReceiver,
        bool wholePosition
    ) external view returns (PositionInfo memory);

    /// leaves out what was borrowed for since the market was last written to
    function isPositionLiquidatable(
        address dataStore,
        address referralStorage,
        bytes32 key,
        Market calldata market,
        MarketPrices calldata prices,
        bool withMinCollateral,
        bool forLiquidation
    ) external view returns (bool, string memory, LiquidationInfo memory);

    function getMarketInfo(
        address dataStore,
        MarketPrices calldata prices,
        address market
    ) external view returns (MarketInfoHead memory);

    function getAccountOrders(
        address dataStore,
        address account,
        uint256 start,
        uint256 end
    ) external view returns (OrderEntry[] memory);
}

interface IGmxV2ExchangeRouter {
    struct NewOrderAddresses {
        address receiver;
        address cancellationReceiver;
        address callbackContract;
        address uiFeeReceiver;
        address market;
        address initialCollateralToken;
        address[] swapPath;
    }

    struct NewOrderNumbers {
        uint256 sizeDeltaUsd;
        uint256 initialCollateralDeltaAmount;
        uint256 triggerPrice;
        uint256 acceptablePrice;
        uint256 executionFee;
        uint256 callbackGasLimit;
        uint256 minOutputAmount;
        uint256 validFrom;
    }

    struct NewOrder {
        NewOrderAddresses addresses;
        NewOrderNumbers numbers;
        uint8 orderType;
        uint8 swapType;
        bool isLong;
        bool shouldUnwrap;
        bool autoCancel;
        bytes32 referralCode;
        bytes32[] dataList;
    }

    /// each runs as if the caller had called it
    function multicall(bytes[] calldata calls) external payable returns (bytes[] memory);

    /// takes the caller's tokens by the allowance of the Router, another contract
    function sendTokens(address token, address receiver, uint256 amount) external payable;

    /// what lies in the order vault and is not accounted for yet becomes this order's collateral and execution fee
    function createOrder(NewOrder calldata order) external payable returns (bytes32 key);

    function cancelOrder(bytes32 key) external payable;

    function orderHandler() external view returns (address);
}

/// What the protocol refuses by, of what an account with a short can meet.
interface IGmxV2Errors {
    error Unauthorized(address caller, string role);
    error DisabledFeature(bytes32 key);
    error DisabledMarket(address market);
    error EmptyOrder();
    error EmptyPosition();
    error EmptySizeDeltaInTokens();
    error InsufficientExecutionFee(uint256 least, uint256 fee);
    error InsufficientWntAmountForExecutionFee(uint256 amount, uint256 fee);
    error InsufficientCollateralAmount(uint256 collateral, int256 change);
    error InsufficientCollateralUsd(int256 remaining);
    error InvalidDecreaseOrderSize(uint256 sizeDeltaUsd, uint256 sizeUsd);
    error InvalidPositionSizeValues(uint256 sizeUsd, uint256 sizeInTokens);
    error LiquidatablePosition(string reason, int256 remaining, int256 least, int256 leastForLeverage);
    error MaxOpenInterestExceeded(uint256 interest, uint256 most);
    error MinPositionSize(uint256 sizeUsd, uint256 least);
    error OrderAlreadyFrozen();
    error OrderNotFulfillableAtAcceptablePrice(uint256 price, uint256 acceptablePrice);
    error OrderTypeCannotBeCreated(uint256 orderType);
    error PositionShouldNotBeLiquidated(string reason, int256 remaining, int256 least, int256 leastForLeverage);
    error RequestNotYetCancellable(uint256 age, uint256 expirationAge, string requestType);
    error UnableToWithdrawCollateral(int256 remaining);
}
