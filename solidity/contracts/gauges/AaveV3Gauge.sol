// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IAaveAddressesProvider, IAaveOracle, IAavePool} from "../external/aave/IAaveV3.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../interfaces/IGauge.sol";
import {IWatched, Watch} from "../interfaces/IWatched.sol";
import {IAaveRegistry} from "../external/aave/IAaveV3Governance.sol";
import {QuoteMath} from "./QuoteMath.sol";
import {AaveV3Watch} from "./watch/AaveV3Watch.sol";
import {Watching} from "./watch/Watching.sol";

/// @notice One asset at Aave, and what the account has of it there.
struct AaveAssetState {
    /// the account's, smallest units, interest up to this block included
    uint256 supplied;
    /// the account's variable debt, likewise
    uint256 debt;
    uint16 ltvBps;
    uint16 liquidationThresholdBps;
    /// whether the account's supply backs its debt
    bool usageAsCollateral;
    /// per year, 1e27
    uint128 liquidityRateRay;
    uint128 variableBorrowRateRay;
    /// smallest units that lie in the pool and could be borrowed or withdrawn by somebody
    uint256 availableLiquidity;
    /// smallest units, everybody's variable debt
    uint256 totalVariableDebt;
    /// whole tokens, 0 where there is no cap
    uint256 borrowCap;
    uint256 supplyCap;
    bool active;
    bool paused;
    bool frozen;
    bool borrowingEnabled;
    /// USD 1e8 for one whole token, by Aave's own oracle
    uint256 priceUsd;
}

/// @notice The account at Aave. Totals are in USD 1e8, over all assets, by Aave's own oracle.
struct AaveV3State {
    AaveAssetState base;
    AaveAssetState quote;
    uint256 totalCollateralUsd;
    uint256 totalDebtUsd;
    uint256 availableBorrowsUsd;
    /// of all collateral, weighted by value and rounded down as Aave does
    uint256 liquidationThresholdBps;
    uint256 ltvBps;
    /// 1e18; type(uint256).max without debt. Liquidatable below 1e18
    uint256 healthFactor;
}

/// @title Gauge of one account at one Aave v3 market
/// @notice Aave liquidates when healthFactor < 1e18, where
///     healthFactor = wadDiv(percentMul(collateral, threshold), debt)
/// and percentMul and wadDiv round to the nearest, half up. With backing = percentMul(collateral, threshold) that is
/// the same as backing < debt for every debt below 2e18 (twenty thousand million USD): one unit short leaves a factor
/// of at most 1e18 - 1e18 / debt, which wadDiv cannot lift to 1e18.
/// So, in USDC at Aave's own USDC price:
///     protocolEquity = floor(collateral - debt)
///     maintenance    = protocolEquity - floor(backing - debt)
/// which is collateral - backing, the part of the collateral that Aave does not lend against before it liquidates,
/// to the nearest unit; and protocolEquity < maintenance says exactly what Aave says, to the last digit, since a
/// floored headroom is negative exactly when the headroom is. Without debt there is no maintenance.
/// That is Aave 3.0 to 3.4. Later versions do not round the weighted threshold before they use it, which a reader from
/// outside cannot undo: there the gauge calls an account liquidatable up to one basis point of its collateral early.
contract AaveV3Gauge is IGauge, IWatched {
    uint256 private constant BPS = 1e4;

    bytes32 public immutable venueId;
    IAavePool public immutable pool;
    IAaveAddressesProvider public immutable addressesProvider;
    address public immutable base;
    address public immutable quote;
    /// of the protocol's code when this gauge was made
    bytes32 public immutable codePin;

    error NotListed(address asset);

    constructor(string memory name, IAavePool pool_, address base_, address quote_) {
        venueId = keccak256(bytes(name));
        pool = pool_;
        addressesProvider = IAaveAddressesProvider(pool_.ADDRESSES_PROVIDER());
        base = base_;
        quote = quote_;
        require(pool_.getReserveData(base_).aTokenAddress != address(0), NotListed(base_));
        require(pool_.getReserveData(quote_).aTokenAddress != address(0), NotListed(quote_));
        codePin = Watching.pin(AaveV3Watch.code(_places()));
    }

    /// @inheritdoc IGauge
    /// @dev PAUSED when either asset is: nothing moves then, repaying included. A frozen asset still lets debt be
    /// repaid and collateral be withdrawn, so it is OPEN here; `frozen` and `borrowingEnabled` in the state say that
    /// nothing new can be opened.
    function status() external view returns (VenueStatus) {
        uint256 baseConfiguration = pool.getReserveData(base).configuration;
        uint256 quoteConfiguration = pool.getReserveData(quote).configuration;
        if (!_isActive(baseConfiguration) || !_isActive(quoteConfiguration)) return VenueStatus.CLOSED;
        if (_isPaused(baseConfiguration) || _isPaused(quoteConfiguration)) return VenueStatus.PAUSED;
        return VenueStatus.OPEN;
    }

    /// @inheritdoc IGauge
    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory sum) {
        Watching.demand(codePin, AaveV3Watch.code(_places()));
        sum.delta = _net(base, account);
        sum.oracleNav = _net(quote, account) + QuoteMath.valueDown(sum.delta, priceE18);
        (uint256 collateralUsd, uint256 debtUsd, , uint256 thresholdBps, , ) = pool.getUserAccountData(account);
        uint256 quotePriceUsd = _oracle().getAssetPrice(quote);
        sum.protocolEquity = _usdInQuoteDown(QuoteMath.toInt(collateralUsd) - QuoteMath.toInt(debtUsd), quotePriceUsd);
        if (debtUsd == 0) return sum;
        uint256 backingUsd = (collateralUsd * thresholdBps + BPS / 2) / BPS;
        int256 headroom = _usdInQuoteDown(QuoteMath.toInt(backingUsd) - QuoteMath.toInt(debtUsd), quotePriceUsd);
        // backing never exceeds collateral, and both terms are floored by the same divisor: not negative
        sum.maintenance = uint256(sum.protocolEquity - headroom);
    }

    /// @inheritdoc IGauge
    function primitives(address account) external view returns (bytes memory) {
        return abi.encode(state(account));
    }

    /// @inheritdoc IWatched
    function watched() external view returns (Watch memory) {
        return AaveV3Watch.read(_places());
    }

    function state(address account) public view returns (AaveV3State memory read) {
        uint256 usage = pool.getUserConfiguration(account);
        IAaveOracle oracle = _oracle();
        read.base = _asset(base, account, usage, oracle);
        read.quote = _asset(quote, account, usage, oracle);
        (
            read.totalCollateralUsd,
            read.totalDebtUsd,
            read.availableBorrowsUsd,
            read.liquidationThresholdBps,
            read.ltvBps,
            read.healthFactor
        ) = pool.getUserAccountData(account);
    }

    function _asset(
        address asset,
        address account,
        uint256 usage,
        IAaveOracle oracle
    ) private view returns (AaveAssetState memory read) {
        IAavePool.ReserveData memory reserve = pool.getReserveData(asset);
        uint256 configuration = reserve.configuration;
        read.supplied = IERC20(reserve.aTokenAddress).balanceOf(account);
        read.debt = IERC20(reserve.variableDebtTokenAddress).balanceOf(account);
        read.ltvBps = uint16(configuration);
        read.liquidationThresholdBps = uint16(configuration >> 16);
        read.usageAsCollateral = (usage >> (2 * uint256(reserve.id) + 1)) & 1 == 1;
        read.liquidityRateRay = reserve.currentLiquidityRate;
        read.variableBorrowRateRay = reserve.currentVariableBorrowRate;
        read.availableLiquidity = IERC20(asset).balanceOf(reserve.aTokenAddress);
        read.totalVariableDebt = IERC20(reserve.variableDebtTokenAddress).totalSupply();
        read.borrowCap = (configuration >> 80) & ((1 << 36) - 1);
        read.supplyCap = (configuration >> 116) & ((1 << 36) - 1);
        read.active = _isActive(configuration);
        read.paused = _isPaused(configuration);
        read.frozen = (configuration >> 57) & 1 == 1;
        read.borrowingEnabled = (configuration >> 58) & 1 == 1;
        read.priceUsd = oracle.getAssetPrice(asset);
    }

    function _net(address asset, address account) private view returns (int256) {
        IAavePool.ReserveData memory reserve = pool.getReserveData(asset);
        return
            QuoteMath.toInt(IERC20(reserve.aTokenAddress).balanceOf(account)) -
            QuoteMath.toInt(IERC20(reserve.variableDebtTokenAddress).balanceOf(account));
    }

    function _places() private view returns (AaveV3Watch.Places memory) {
        return AaveV3Watch.Places(pool, IAaveRegistry(address(addressesProvider)), base, quote);
    }

    /// read each time: the market's owner may replace it
    function _oracle() private view returns (IAaveOracle) {
        return IAaveOracle(addressesProvider.getPriceOracle());
    }

    function _usdInQuoteDown(int256 usd, uint256 quotePriceUsd) private pure returns (int256) {
        return QuoteMath.divDown(usd * 1e6, QuoteMath.toInt(quotePriceUsd));
    }

    function _isActive(uint256 configuration) private pure returns (bool) {
        return (configuration >> 56) & 1 == 1;
    }

    function _isPaused(uint256 configuration) private pure returns (bool) {
        return (configuration >> 60) & 1 == 1;
    }
}
