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
    /// in the account's e-mode category where that has its own, as is the price
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
    /// in the account's e-mode category where it is in one
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
    /// the e-mode category the account is in, 0 for none
    uint8 eModeCategory;
}

/// @title Gauge of one account at one Aave market, v3.0 or v3.6
/// @notice Aave liquidates when healthFactor < 1e18. The two generations round on the way there each in its own manner,
/// 3.0 the weighted threshold to whole basis points and every step to the nearest, 3.6 only the end and downwards; both
/// say the result. So, in USDC at Aave's own USDC price:
///     backing        = healthFactor * debt / 1e18, to the nearest 1e-8 USD
///     protocolEquity = floor(collateral - debt)
///     maintenance    = protocolEquity - floor(backing - debt)
/// which is the part of the collateral that Aave does not lend against before it liquidates, to the nearest unit. Where
/// healthFactor is below 1e18 backing - debt is below 0, and is taken as -1e-8 USD where it rounds to 0; where it is not
/// below, neither is backing - debt. So protocolEquity < maintenance says exactly what Aave says, to the last digit,
/// since a floored headroom is negative exactly when the headroom is. Without debt there is no maintenance.
/// The market is drained for an account that has supplied an asset of which much less is there, what borrowers owe
/// included, than suppliers are owed. Being lent out is no such thing.
contract AaveV3Gauge is IGauge, IWatched {
    uint256 private constant WAD = 1e18;
    uint256 private constant BPS = 1e4;
    /// of what suppliers are owed: rounding, interest and a debt that was written off leave far more than this there
    uint256 private constant DRAINED_BELOW_BPS = 9_500;

    bytes32 public immutable venueId;
    IAavePool public immutable pool;
    IAaveAddressesProvider public immutable addressesProvider;
    address public immutable base;
    address public immutable quote;
    /// whether the pool counts what it holds and keeps a bitmap of assets for each e-mode category, as 3.6 does
    bool public immutable countsVirtually;
    /// of the protocol's code when this gauge was made
    bytes32 public immutable codePin;

    error NotListed(address asset);
    /// a pool between the two generations that are known here
    error GenerationNotKnown();

    constructor(string memory name, IAavePool pool_, address base_, address quote_) {
        venueId = keccak256(bytes(name));
        pool = pool_;
        addressesProvider = IAaveAddressesProvider(pool_.ADDRESSES_PROVIDER());
        base = base_;
        quote = quote_;
        require(pool_.getReserveData(base_).aTokenAddress != address(0), NotListed(base_));
        require(pool_.getReserveData(quote_).aTokenAddress != address(0), NotListed(quote_));
        countsVirtually = _answers(pool_, abi.encodeCall(IAavePool.getVirtualUnderlyingBalance, (base_)));
        bool knowsLtvZero = _answers(pool_, abi.encodeCall(IAavePool.getEModeCategoryLtvzeroBitmap, (0)));
        require(countsVirtually == knowsLtvZero, GenerationNotKnown());
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
        _demandBacked(base, account);
        _demandBacked(quote, account);
        sum.delta = _net(base, account);
        sum.oracleNav = _net(quote, account) + QuoteMath.valueDown(sum.delta, priceE18);
        (uint256 collateralUsd, uint256 debtUsd, , , , uint256 healthFactor) = pool.getUserAccountData(account);
        uint256 quotePriceUsd = _oracle().getAssetPrice(quote);
        sum.protocolEquity = _usdInQuoteDown(QuoteMath.toInt(collateralUsd) - QuoteMath.toInt(debtUsd), quotePriceUsd);
        if (debtUsd == 0) return sum;
        int256 headroom = _usdInQuoteDown(_headroomUsd(debtUsd, healthFactor), quotePriceUsd);
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
        uint8 category = uint8(pool.getUserEMode(account));
        read.base = _asset(base, account, usage, category);
        read.quote = _asset(quote, account, usage, category);
        read.eModeCategory = category;
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
        uint8 category
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
        read.availableLiquidity =
            countsVirtually ? pool.getVirtualUnderlyingBalance(asset) : IERC20(asset).balanceOf(reserve.aTokenAddress);
        read.totalVariableDebt = IERC20(reserve.variableDebtTokenAddress).totalSupply();
        read.borrowCap = (configuration >> 80) & ((1 << 36) - 1);
        read.supplyCap = (configuration >> 116) & ((1 << 36) - 1);
        read.active = _isActive(configuration);
        read.paused = _isPaused(configuration);
        read.frozen = (configuration >> 57) & 1 == 1;
        read.borrowingEnabled = (configuration >> 58) & 1 == 1;
        read.priceUsd = _oracle().getAssetPrice(asset);
        if (category != 0) _applyEMode(read, reserve, category);
    }

    /// What is different for an account in an e-mode category: 3.0 keeps the one category of a reserve in its
    /// configuration, 3.6 keeps the reserves of each category.
    function _applyEMode(
        AaveAssetState memory read,
        IAavePool.ReserveData memory reserve,
        uint8 category
    ) private view {
        IAavePool.EModeCategory memory eMode = pool.getEModeCategoryData(category);
        if (countsVirtually) {
            read.borrowingEnabled = _isSet(pool.getEModeCategoryBorrowableBitmap(category), reserve.id);
            if (!_isSet(pool.getEModeCategoryCollateralBitmap(category), reserve.id)) return;
            bool ltvZero = _isSet(pool.getEModeCategoryLtvzeroBitmap(category), reserve.id);
            (read.ltvBps, read.liquidationThresholdBps) = (ltvZero ? 0 : eMode.ltv, eMode.liquidationThreshold);
            return;
        }
        if (uint8(reserve.configuration >> 168) != category) {
            read.borrowingEnabled = false;
            return;
        }
        (read.ltvBps, read.liquidationThresholdBps) = (eMode.ltv, eMode.liquidationThreshold);
        uint256 categoryPriceUsd = eMode.priceSource == address(0) ? 0 : _oracle().getAssetPrice(eMode.priceSource);
        if (categoryPriceUsd != 0) read.priceUsd = categoryPriceUsd;
    }

    function _net(address asset, address account) private view returns (int256) {
        IAavePool.ReserveData memory reserve = pool.getReserveData(asset);
        return
            QuoteMath.toInt(IERC20(reserve.aTokenAddress).balanceOf(account)) -
            QuoteMath.toInt(IERC20(reserve.variableDebtTokenAddress).balanceOf(account));
    }

    function _demandBacked(address asset, address account) private view {
        if (IERC20(pool.getReserveData(asset).aTokenAddress).balanceOf(account) == 0) return;
        (uint256 owed, uint256 there, ) = AaveV3Watch.backing(pool, asset);
        require(there * BPS >= owed * DRAINED_BELOW_BPS, ProtocolDrained(owed, there));
    }

    function _places() private view returns (AaveV3Watch.Places memory) {
        return AaveV3Watch.Places(pool, IAaveRegistry(address(addressesProvider)), base, quote);
    }

    /// read each time: the market's owner may replace it
    function _oracle() private view returns (IAaveOracle) {
        return IAaveOracle(addressesProvider.getPriceOracle());
    }

    /// how far the debt, USD 1e8, is from what backs it; below 0 exactly when Aave liquidates
    function _headroomUsd(uint256 debtUsd, uint256 healthFactor) private pure returns (int256 headroom) {
        uint256 backingUsd = (healthFactor * debtUsd + WAD / 2) / WAD;
        headroom = QuoteMath.toInt(backingUsd) - QuoteMath.toInt(debtUsd);
        if (healthFactor < WAD && headroom >= 0) return -1;
    }

    function _answers(IAavePool pool_, bytes memory call) private view returns (bool) {
        (bool success, bytes memory answer) = address(pool_).staticcall(call);
        return success && answer.length == 32;
    }

    function _isSet(uint128 bitmap, uint16 reserveId) private pure returns (bool) {
        return (bitmap >> reserveId) & 1 == 1;
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
