// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {
    IPerpsV2Market,
    IPerpsV2MarketSettings,
    ISynthetixAddressResolver
} from "../../contracts/external/synthetix/IPerpsV2.sol";
import {PerpsV2Gauge} from "../../contracts/gauges/PerpsV2Gauge.sol";
import {IUniswapV3Pool} from "../../contracts/external/uniswap/IUniswapV3.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../../contracts/interfaces/IGauge.sol";

interface Vm {
    function warp(uint256 timestamp) external;
}

/// Market, settings, status, resolver and sUSD in one: answers what it is told, with the protocol's own arithmetic.
contract PerpsV2Double {
    uint256 private constant ONE = 1e18;
    uint8 public constant decimals = 18;
    bytes32 public constant marketKey = "sETHPERP";
    bytes32 public constant baseAsset = "sETH";
    address[] private _targets = [address(1), address(2)];
    uint256 public constant minKeeperFee = 2e18;
    uint256 public constant maxKeeperFee = 1000e18;
    uint256 public constant liquidationFeeRatio = 0.0035e18;
    uint256 public constant keeperLiquidationFee = 2e18;
    uint256 public constant minInitialMargin = 40e18;
    uint256 private constant BUFFER = 0.0075e18;
    uint256 private constant SKEW_SCALE = 1e24;
    uint256 private constant MULTIPLIER = 1.5625e18;

    IPerpsV2Market.Position private _position;
    IPerpsV2Market.DelayedOrder private _order;
    uint256 private _price = 2000e18;
    bool private _invalid;
    bytes32 private _suspended;
    uint256 public balance;

    function getAllTargets() external view returns (address[] memory) {
        return _targets;
    }

    function hold(int128 size, uint128 margin, uint128 lastPrice) external {
        _position = IPerpsV2Market.Position(1, 1, margin, lastPrice, size);
    }

    function order(int128 sizeDelta, uint256 intentionTime) external {
        (_order.sizeDelta, _order.intentionTime) = (sizeDelta, intentionTime);
    }

    function answer(uint256 price, bool invalid) external {
        (_price, _invalid) = (price, invalid);
    }

    function suspend(bytes32 key) external {
        _suspended = key;
    }

    function give(uint256 susd) external {
        balance = susd;
    }

    function getAddress(bytes32) external view returns (address) {
        return address(this);
    }

    function balanceOf(address) external view returns (uint256) {
        return balance;
    }

    function positions(address) external view returns (IPerpsV2Market.Position memory) {
        return _position;
    }

    function delayedOrders(address) external view returns (IPerpsV2Market.DelayedOrder memory) {
        return _order;
    }

    function assetPrice() external view returns (uint256, bool) {
        return (_price, _invalid);
    }

    function accruedFunding(address) external pure returns (int256, bool) {
        return (0, false);
    }

    function requireFuturesMarketActive(bytes32 key) external view {
        require(key != _suspended, "Futures market suspended");
    }

    function requireSynthActive(bytes32 key) external view {
        require(key != _suspended, "Synth is suspended");
    }

    function parameters(bytes32) external pure returns (IPerpsV2MarketSettings.Parameters memory terms) {
        terms.offchainDelayedOrderMaxAge = 30;
        terms.offchainMarketKey = "ocETHPERP";
        terms.skewScale = SKEW_SCALE;
        terms.liquidationBufferRatio = BUFFER;
        terms.liquidationPremiumMultiplier = MULTIPLIER;
    }

    function remainingMargin(address) public view returns (uint256, bool) {
        int256 remaining = _remaining();
        return (remaining > 0 ? uint256(remaining) : 0, _invalid);
    }

    function canLiquidate(address) external view returns (bool) {
        int256 size = _position.size;
        if (size == 0) return false;
        uint256 units = uint256(size < 0 ? -size : size);
        uint256 notional = (units * _price) / ONE;
        uint256 fee = (notional * liquidationFeeRatio) / ONE;
        fee = fee > maxKeeperFee ? maxKeeperFee : fee;
        fee = fee > minKeeperFee ? fee : minKeeperFee;
        uint256 margin = (notional * BUFFER) / ONE + fee + keeperLiquidationFee;
        uint256 premium = (((((units * ONE) / SKEW_SCALE) * notional) / ONE) * MULTIPLIER) / ONE;
        int256 left = _remaining() - int256(premium);
        return (left > 0 ? uint256(left) : 0) <= margin;
    }

    function _remaining() private view returns (int256) {
        int256 shift = int256(_price) - int256(uint256(_position.lastPrice));
        return int256(uint256(_position.margin)) + (int256(_position.size) * shift) / 1e18;
    }
}

/// The pool in which sUSD is changed, and the USDC in it.
contract WayOutDouble {
    address public immutable token0;
    uint256 public balance = type(uint128).max;

    constructor(address susd) {
        token0 = susd;
    }

    function token1() external view returns (address) {
        return address(this);
    }

    function balanceOf(address) external view returns (uint256) {
        return balance;
    }

    function hold(uint256 usdc) external {
        balance = usdc;
    }
}

contract PerpsV2GaugeTest {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    address private constant ACCOUNT = address(0xacc);
    uint256 private constant NOW = 1_000_000;
    uint256 private constant PRICE = 2000e18;

    PerpsV2Double private _protocol;
    WayOutDouble private _wayOut;
    PerpsV2Gauge private _gauge;

    function setUp() external {
        VM.warp(NOW);
        _protocol = new PerpsV2Double();
        _wayOut = new WayOutDouble(address(_protocol));
        _gauge = _through(address(_wayOut));
    }

    function test_whatThereIsNoWayOutForIsGone() external {
        _protocol.hold(-5e18, 1000e18, 2000e18);
        _protocol.give(7e18 + 1);
        _wayOut.hold(1007e6);
        assert(_totals(PRICE).protocolEquity == 1000e6);
        _wayOut.hold(1007e6 - 1);
        try _gauge.totals(ACCOUNT, PRICE) {
            assert(false);
        } catch (bytes memory reason) {
            bytes memory drained = abi.encodeWithSelector(IGauge.ProtocolDrained.selector, 1007e6, 1007e6 - 1);
            assert(keccak256(reason) == keccak256(drained));
        }
    }

    function test_whoHoldsNothingNeedsNoWayOut() external {
        _wayOut.hold(0);
        assert(_totals(PRICE).oracleNav == 0);
    }

    function test_aPoolOfOtherTokensIsNoWayOut() external {
        WayOutDouble other = new WayOutDouble(ACCOUNT);
        try this.through(address(other)) {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == PerpsV2Gauge.NotAWayOut.selector);
        }
    }

    function through(address pool) external returns (PerpsV2Gauge) {
        return _through(pool);
    }

    function _through(address pool) private returns (PerpsV2Gauge) {
        return
            new PerpsV2Gauge(
                "perps-v2:ETH",
                IPerpsV2Market(address(_protocol)),
                ISynthetixAddressResolver(address(_protocol)),
                IERC20Metadata(address(_protocol)),
                IERC20(pool),
                IUniswapV3Pool(pool)
            );
    }

    function testFuzz_equityIsBelowMaintenanceExactlyWhenTheProtocolLiquidates(
        int72 size,
        uint96 margin,
        uint72 price
    ) external {
        _protocol.hold(size, margin, 2000e18);
        _protocol.answer(uint256(price) + 1, false);
        assert(_belowMaintenance() == _protocol.canLiquidate(ACCOUNT));
    }

    /// Random numbers seldom meet at the limit, so go there: with the margin that just stands, and one unit around it.
    function testFuzz_theLimitIsExact(int72 size, uint72 price) external {
        if (size == 0) return;
        uint256 at = uint256(price) + 1;
        _protocol.answer(at, false);
        uint128 lo = 0;
        uint128 hi = type(uint96).max;
        _protocol.hold(size, hi, uint128(at));
        if (_protocol.canLiquidate(ACCOUNT)) return;
        while (hi - lo > 1) {
            uint128 middle = (lo + hi) / 2;
            _protocol.hold(size, middle, uint128(at));
            if (_protocol.canLiquidate(ACCOUNT)) lo = middle;
            else hi = middle;
        }
        _protocol.hold(size, hi, uint128(at));
        assert(!_belowMaintenance());
        _protocol.hold(size, hi - 1, uint128(at));
        assert(_belowMaintenance());
    }

    function test_anOrderCountsFromItsCommitmentUntilItIsTooOld() external {
        _protocol.hold(-5e18, 5000e18, 2000e18);
        uint256 asItIs = _totals(PRICE).maintenance;
        _protocol.order(-3e18, NOW);
        assert(_totals(PRICE).delta == -8e18);
        assert(_totals(PRICE).maintenance > asItIs);
        VM.warp(NOW + 29);
        assert(_totals(PRICE).delta == -8e18);
        VM.warp(NOW + 30);
        assert(_totals(PRICE).delta == -5e18);
        assert(_totals(PRICE).maintenance == asItIs);
    }

    function test_anOrderThatShrinksAsksForNoLessBeforeItIsFilled() external {
        _protocol.hold(-5e18, 5000e18, 2000e18);
        uint256 asItIs = _totals(PRICE).maintenance;
        _protocol.order(3e18, NOW);
        assert(_totals(PRICE).delta == -2e18);
        assert(_totals(PRICE).maintenance == asItIs);
    }

    function test_moreThanTheMarginIsNotLostAndIdleSusdIsKept() external {
        _protocol.hold(-5e18, 1000e18, 2000e18);
        _protocol.give(7e18);
        assert(_totals(2100e18).oracleNav == 507e6);
        assert(_totals(2300e18).oracleNav == 7e6);
        // rounded down once: 5 ETH fall by 1e-18 each
        assert(_totals(2000e18 + 1).oracleNav == 1007e6 - 1);
        _protocol.answer(2300e18, false);
        assert(_totals(PRICE).protocolEquity == 0);
        assert(_belowMaintenance());
    }

    function test_statusFollowsThePriceAndEverySuspension() external {
        assert(_gauge.status() == VenueStatus.OPEN);
        bytes32[3] memory keys = [bytes32("sETHPERP"), "ocETHPERP", "sETH"];
        for (uint256 i = 0; i < keys.length; ++i) {
            _protocol.suspend(keys[i]);
            assert(_gauge.status() == VenueStatus.PAUSED);
        }
        _protocol.suspend("");
        assert(_gauge.status() == VenueStatus.OPEN);
        _protocol.answer(PRICE, true);
        assert(_gauge.status() == VenueStatus.PAUSED);
    }

    function _belowMaintenance() private view returns (bool) {
        GaugeTotals memory now_ = _totals(PRICE);
        return now_.protocolEquity < int256(now_.maintenance);
    }

    function _totals(uint256 priceE18) private view returns (GaugeTotals memory) {
        return _gauge.totals(ACCOUNT, priceE18);
    }
}
