// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAavePool} from "../../contracts/external/aave/IAaveV3.sol";
import {AaveV3Gauge, AaveV3State} from "../../contracts/gauges/AaveV3Gauge.sol";
import {GaugeTotals, VenueStatus} from "../../contracts/interfaces/IGauge.sol";
import {IWatched} from "../../contracts/interfaces/IWatched.sol";

/// Pool, provider, oracle and both interest tokens in one: answers what it is told, with Aave's own arithmetic.
contract AaveV3Double {
    uint256 public collateral;
    uint256 public debt;
    uint256 public thresholdBps;
    uint256 public quotePrice = 1e8;
    uint256 public configuration = 1 << 56;
    uint256 public revision = 1;

    function set(uint256 collateral_, uint256 debt_, uint256 thresholdBps_, uint256 quotePrice_) external {
        (collateral, debt, thresholdBps, quotePrice) = (collateral_, debt_, thresholdBps_, quotePrice_);
    }

    function upgrade() external {
        revision += 1;
    }

    function configure(uint256 configuration_) external {
        configuration = configuration_;
    }

    // solhint-disable-next-line func-name-mixedcase
    function ADDRESSES_PROVIDER() external view returns (address) {
        return address(this);
    }

    function getPriceOracle() external view returns (address) {
        return address(this);
    }

    function getPool() external view returns (address) {
        return address(this);
    }

    // solhint-disable-next-line func-name-mixedcase
    function POOL_REVISION() external view returns (uint256) {
        return revision;
    }

    // solhint-disable-next-line func-name-mixedcase
    function ATOKEN_REVISION() external pure returns (uint256) {
        return 1;
    }

    // solhint-disable-next-line func-name-mixedcase
    function DEBT_TOKEN_REVISION() external pure returns (uint256) {
        return 1;
    }

    function getAssetPrice(address) external view returns (uint256) {
        return quotePrice;
    }

    function balanceOf(address) external pure returns (uint256) {
        return 0;
    }

    function getReserveData(address) external view returns (IAavePool.ReserveData memory reserve) {
        reserve.configuration = configuration;
        reserve.aTokenAddress = address(this);
        reserve.variableDebtTokenAddress = address(this);
    }

    function getUserAccountData(address) external view returns (uint256, uint256, uint256, uint256, uint256, uint256) {
        return (collateral, debt, 0, thresholdBps, 0, healthFactor());
    }

    /// percentMul then wadDiv, both half up
    function healthFactor() public view virtual returns (uint256) {
        if (debt == 0) return type(uint256).max;
        uint256 backing = (collateral * thresholdBps + 5000) / 1e4;
        return (backing * 1e18 + debt / 2) / debt;
    }
}

/// The same of 3.6: the weighted threshold is not rounded, and what its end is rounded to is cut.
contract AaveV36Double is AaveV3Double {
    /// what several thresholds add to the weighted collateral beyond one threshold in whole basis points
    uint256 public beyondBps;

    function setBeyond(uint256 beyondBps_) external {
        beyondBps = beyondBps_;
    }

    function getVirtualUnderlyingBalance(address) external pure returns (uint128) {
        return 0;
    }

    function getEModeCategoryLtvzeroBitmap(uint8) external pure returns (uint128) {
        return 0;
    }

    function healthFactor() public view override returns (uint256) {
        if (debt == 0) return type(uint256).max;
        uint256 weighted = collateral * thresholdBps + beyondBps;
        return (weighted * 1e18 + debt / 2) / debt / 1e4;
    }
}

/// A pool of a version between the two.
contract AaveV33Double is AaveV3Double {
    function getVirtualUnderlyingBalance(address) external pure returns (uint128) {
        return 0;
    }
}

contract AaveV3GaugeTest {
    AaveV3Double private _aave;
    AaveV3Gauge private _gauge;

    function setUp() external {
        _aave = new AaveV3Double();
        _gauge = new AaveV3Gauge("aave-v3:WETH", IAavePool(address(_aave)), address(1), address(2));
    }

    function testFuzz_equityBelowMaintenanceIsExactlyAavesLiquidation(
        uint56 collateral,
        uint56 debt,
        uint16 threshold,
        uint32 quotePrice
    ) external {
        _aave.set(collateral, debt, uint256(threshold) % 10_001, 5e7 + (uint256(quotePrice) % 1e8));
        _assertAgrees();
    }

    /// As above with the debt within two units of the boundary, where a rounding would show.
    function testFuzz_theBoundaryIsExact(uint56 collateral, uint16 threshold, uint8 shift, uint32 quotePrice) external {
        uint256 thresholdBps = uint256(threshold) % 10_001;
        uint256 backing = (uint256(collateral) * thresholdBps + 5000) / 1e4;
        uint256 debt = backing + (uint256(shift) % 5);
        _aave.set(collateral, debt < 2 ? 0 : debt - 2, thresholdBps, 5e7 + (uint256(quotePrice) % 1e8));
        _assertAgrees();
    }

    /// In 3.6 a part of a basis point of one unit of USD decides.
    function testFuzz_theBoundaryIsExactInTheSecondGeneration(
        uint56 collateral,
        uint16 threshold,
        uint16 beyondBps,
        uint8 shift,
        uint32 quotePrice
    ) external {
        AaveV36Double aave = new AaveV36Double();
        _aave = aave;
        _gauge = new AaveV3Gauge("aave-v3-6:WETH", IAavePool(address(_aave)), address(1), address(2));
        uint256 thresholdBps = uint256(threshold) % 9_999;
        uint256 backing = (uint256(collateral) * thresholdBps) / 1e4 + (uint256(shift) % 5);
        _aave.set(collateral, backing < 2 ? 0 : backing - 2, thresholdBps, 5e7 + (uint256(quotePrice) % 1e8));
        if (collateral > 0) aave.setBeyond(uint256(beyondBps) % 10_000);
        _assertAgrees();
    }

    function test_aPoolBetweenTheGenerationsIsRefused() external {
        AaveV33Double between = new AaveV33Double();
        try new AaveV3Gauge("aave-v3:WETH", IAavePool(address(between)), address(1), address(2)) {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == AaveV3Gauge.GenerationNotKnown.selector);
        }
    }

    function test_atTheBoundaryOneUnitDecides() external {
        // 100 USD at 80 %: 80 USD may be owed
        _aave.set(100e8, 80e8, 8000, 1e8);
        GaugeTotals memory at = _gauge.totals(address(this), 2000e18);
        assert(at.protocolEquity == 20e6 && at.maintenance == 20e6);
        _aave.set(100e8, 80e8 + 1, 8000, 1e8);
        GaugeTotals memory beyond = _gauge.totals(address(this), 2000e18);
        assert(beyond.protocolEquity < int256(beyond.maintenance));
    }

    function test_withoutDebtThereIsNothingToMaintain() external {
        _aave.set(100e8, 0, 8000, 1e8);
        GaugeTotals memory sum = _gauge.totals(address(this), 2000e18);
        assert(sum.protocolEquity == 100e6 && sum.maintenance == 0);
    }

    function test_statusComesFromTheReservesFlags() external {
        assert(_gauge.status() == VenueStatus.OPEN);
        _aave.configure((1 << 56) | (1 << 60));
        assert(_gauge.status() == VenueStatus.PAUSED);
        _aave.configure((1 << 56) | (1 << 57));
        assert(_gauge.status() == VenueStatus.OPEN);
        _aave.configure(0);
        assert(_gauge.status() == VenueStatus.CLOSED);
    }

    function _assertAgrees() private view {
        GaugeTotals memory sum = _gauge.totals(address(this), 2000e18);
        bool liquidatable = _aave.healthFactor() < 1e18;
        assert((sum.protocolEquity < int256(sum.maintenance)) == liquidatable);
    }

    function test_anUpgradedPoolIsNotRead() external {
        assert(_gauge.totals(address(this), 2000e18).delta == 0);
        _aave.upgrade();
        try _gauge.totals(address(this), 2000e18) {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == IWatched.ProtocolChanged.selector);
        }
    }
}
