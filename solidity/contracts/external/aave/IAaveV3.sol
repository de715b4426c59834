// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The parts of Aave v3 that are used here. What is not marked has the same shape from 3.0 to 3.6.

interface IAavePool {
    /// Fields this project has no use for keep their place and their type.
    struct ReserveData {
        uint256 configuration;
        uint128 liquidityIndex;
        uint128 currentLiquidityRate;
        uint128 variableBorrowIndex;
        uint128 currentVariableBorrowRate;
        uint128 currentStableBorrowRate;
        uint40 lastUpdateTimestamp;
        uint16 id;
        address aTokenAddress;
        address stableDebtTokenAddress;
        address variableDebtTokenAddress;
        address interestRateStrategyAddress;
        uint128 accruedToTreasury;
        uint128 unbacked;
        uint128 isolationModeTotalDebt;
    }

    /// bps; in 3.0 a price source that is not zero is the price of every asset in the category
    struct EModeCategory {
        uint16 ltv;
        uint16 liquidationThreshold;
        uint16 liquidationBonus;
        address priceSource;
        string label;
    }

    function supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode) external;

    function withdraw(address asset, uint256 amount, address to) external returns (uint256);

    function borrow(
        address asset,
        uint256 amount,
        uint256 interestRateMode,
        uint16 referralCode,
        address onBehalfOf
    ) external;

    function repay(
        address asset,
        uint256 amount,
        uint256 interestRateMode,
        address onBehalfOf
    ) external returns (uint256);

    function setUserUseReserveAsCollateral(address asset, bool useAsCollateral) external;

    function getUserAccountData(
        address user
    )
        external
        view
        returns (
            uint256 totalCollateralBase,
            uint256 totalDebtBase,
            uint256 availableBorrowsBase,
            uint256 currentLiquidationThreshold,
            uint256 ltv,
            uint256 healthFactor
        );

    function getReserveData(address asset) external view returns (ReserveData memory);

    /// two bits for each reserve: 2 * id borrowing, 2 * id + 1 used as collateral
    function getUserConfiguration(address user) external view returns (uint256);

    /// the category whose parameters apply to the account, 0 for none
    function getUserEMode(address user) external view returns (uint256);

    function getEModeCategoryData(uint8 id) external view returns (EModeCategory memory);

    /// 3.6 only: a bit for each reserve that has the category's parameters as collateral
    function getEModeCategoryCollateralBitmap(uint8 id) external view returns (uint128);

    /// 3.6 only: a bit for each reserve that may be borrowed in the category
    function getEModeCategoryBorrowableBitmap(uint8 id) external view returns (uint128);

    /// 3.6 only: a bit for each reserve that nothing can be borrowed against in the category
    function getEModeCategoryLtvzeroBitmap(uint8 id) external view returns (uint128);

    /// 3.6 only: what can be lent out or withdrawn, whatever else was sent to the aToken
    function getVirtualUnderlyingBalance(address asset) external view returns (uint128);

    // solhint-disable-next-line func-name-mixedcase
    function ADDRESSES_PROVIDER() external view returns (address);
}

interface IAaveAddressesProvider {
    function getPriceOracle() external view returns (address);
}

interface IAaveOracle {
    /// USD for one whole token, 8 decimals
    function getAssetPrice(address asset) external view returns (uint256);
}
