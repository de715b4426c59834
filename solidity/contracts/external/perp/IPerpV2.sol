// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The parts of Perpetual Protocol v2 ("Curie") that are used here, as its deployed contracts answer them.
// Ratios are uint24 in millionths. Amounts have 18 decimals, except in the vault, which counts in the 6
// decimals of its settlement token.

interface IPerpClearingHouse {
    struct OpenPositionParams {
        address baseToken;
        bool isBaseToQuote;
        bool isExactInput;
        uint256 amount;
        uint256 oppositeAmountBound;
        uint256 deadline;
        uint160 sqrtPriceLimitX96;
        bytes32 referralCode;
    }

    struct ClosePositionParams {
        address baseToken;
        uint160 sqrtPriceLimitX96;
        uint256 oppositeAmountBound;
        uint256 deadline;
        bytes32 referralCode;
    }

    function openPosition(OpenPositionParams memory params) external returns (uint256 base, uint256 quote);

    function closePosition(ClosePositionParams calldata params) external returns (uint256 base, uint256 quote);

    function settleAllFunding(address trader) external;

    /// 18 decimals, but only 6 of them are ever non-zero
    function getAccountValue(address trader) external view returns (int256);

    function getVault() external view returns (address);

    function getExchange() external view returns (address);

    function getAccountBalance() external view returns (address);

    function getClearingHouseConfig() external view returns (address);

    function getInsuranceFund() external view returns (address);

    function paused() external view returns (bool);
}

interface IPerpVault {
    function deposit(address token, uint256 amount) external;

    function withdraw(address token, uint256 amount) external;

    function getSettlementToken() external view returns (address);

    function decimals() external view returns (uint8);

    /// 6 decimals
    function getBalance(address trader) external view returns (int256);

    /// 6 decimals, rounded towards negative infinity
    function getAccountValue(address trader) external view returns (int256);

    /// 6 decimals, rounded towards negative infinity
    function getFreeCollateralByRatio(address trader, uint24 ratio) external view returns (int256);

    /// 6 decimals: what withdraw would pay out now
    function getFreeCollateralByToken(address trader, address token) external view returns (uint256);

    function paused() external view returns (bool);
}

interface IPerpAccountBalance {
    function getTakerPositionSize(address trader, address baseToken) external view returns (int256);

    function getTotalPositionSize(address trader, address baseToken) external view returns (int256);

    function getTotalOpenNotional(address trader, address baseToken) external view returns (int256);

    function getPnlAndPendingFee(
        address trader
    ) external view returns (int256 owedRealizedPnl, int256 unrealizedPnl, uint256 pendingFee);

    function getMarginRequirementForLiquidation(address trader) external view returns (int256);

    function getMarkPrice(address baseToken) external view returns (uint256);

    function hasOrder(address trader) external view returns (bool);
}

interface IPerpExchange {
    /// greater than zero: the trader pays
    function getAllPendingFundingPayment(address trader) external view returns (int256);

    function getSqrtMarketTwapX96(address baseToken, uint32 interval) external view returns (uint160);

    /// 0 stops trading in this market
    function getMaxTickCrossedWithinBlock(address baseToken) external view returns (uint24);

    function getMarketRegistry() external view returns (address);
}

interface IPerpClearingHouseConfig {
    function getImRatio() external view returns (uint24);

    function getMmRatio() external view returns (uint24);

    function getTwapInterval() external view returns (uint32);

    function getMaxFundingRate() external view returns (uint24);
}

interface IPerpMarketRegistry {
    struct MarketInfo {
        address pool;
        uint24 exchangeFeeRatio;
        uint24 uniswapFeeRatio;
        uint24 insuranceFundFeeRatio;
        uint24 maxPriceSpreadRatio;
    }

    function getPool(address baseToken) external view returns (address);

    function getMarketInfoByTrader(address trader, address baseToken) external view returns (MarketInfo memory);
}

interface IPerpBaseToken {
    /// interval 0: the last price. 18 decimals
    function getIndexPrice(uint256 interval) external view returns (uint256);

    function getPausedIndexPrice() external view returns (uint256);

    function getClosedPrice() external view returns (uint256);

    function isOpen() external view returns (bool);

    function isClosed() external view returns (bool);
}

interface IPerpInsuranceFund {
    /// 6 decimals
    function getInsuranceFundCapacity() external view returns (int256);
}
