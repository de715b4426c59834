// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IGmxV2Reader} from "../../contracts/external/gmx/IGmxV2.sol";
import {GmxV2Keys} from "../../contracts/gauges/GmxV2Keys.sol";
import {GmxV2Arithmetic} from "../../contracts/test/gmx/GmxV2Arithmetic.sol";
import {GmxV2HandlerDouble} from "../../contracts/test/gmx/GmxV2HandlerDouble.sol";
import {GmxV2OrderVaultDouble} from "../../contracts/test/gmx/GmxV2OrderVaultDouble.sol";
import {GmxV2ReaderDouble} from "../../contracts/test/gmx/GmxV2ReaderDouble.sol";
import {GmxV2StoreDouble} from "../../contracts/test/gmx/GmxV2StoreDouble.sol";

interface Vm {
    function warp(uint256 timestamp) external;
}

/// The double answers what was measured on the real contracts: a short of 50,000 dollars at 5000 with 10,000 USDC. They
/// raise to a power by logarithms and fall a hundredth of a cent short; what was measured was cut to a cent.
contract GmxV2MeasuredTest {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    address private constant ACCOUNT = address(0xacc);
    address private constant USDC = address(0x05dc);
    uint256 private constant SIZE = 50_000e30;
    int256 private constant CENT = 1e28;

    GmxV2StoreDouble private _store;
    GmxV2ReaderDouble private _reader;
    IGmxV2Reader.Market private _market;

    function setUp() external {
        VM.warp(1_000_000);
        _store = new GmxV2StoreDouble();
        _reader = new GmxV2ReaderDouble();
        _market = IGmxV2Reader.Market(address(_store), address(1), address(1), USDC);
        _store.setMarket(_market);
        _set(GmxV2Keys.ofMarket("MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION", address(_store)), 1e28);
        _set(GmxV2Keys.openInterest(address(_store), USDC, false), SIZE);
    }

    /// Without fees and impact 500 dollars remain at 5950, which is just enough.
    function test_aHundredthOfTheSizeStandsAndAUnitOfThePriceMoreDoesNot() external {
        _hold(10_000e6, 0);
        (bool gone, , IGmxV2Reader.LiquidationInfo memory info) = _liquidatable(5950e12);
        assert(!gone);
        assert(info.remainingCollateralUsd == 500e30 && info.minCollateralUsdForLeverage == 500e30);
        string memory reason;
        (gone, reason, ) = _liquidatable(5950e12 + 1);
        assert(gone && keccak256(bytes(reason)) == keccak256("min collateral for leverage"));
    }

    function test_feesImpactAndBorrowingAreThoseThatWereMeasured() external {
        _setFeesAndImpact();
        (int256 impactUsd, ) = _opening();
        assert(impactUsd == -12.5e30);
        // 25 dollars of fee were paid on opening; the impact of 12.5 dollars waits
        _hold(9_975e6, -0.0025e18);
        (bool gone, , IGmxV2Reader.LiquidationInfo memory info) = _liquidatable(5000e12);
        _assertCent(info.remainingCollateralUsd, 9949.99e30);
        (gone, , info) = _liquidatable(5950e12);
        assert(gone);
        _assertCent(info.remainingCollateralUsd, 447.62e30);
    }

    /// What six hours cost is in getPositionInfo and not in isPositionLiquidatable.
    function test_borrowingIsToldAndNotCounted() external {
        _setFeesAndImpact();
        _hold(9_975e6, -0.0025e18);
        (, , IGmxV2Reader.LiquidationInfo memory before) = _liquidatable(5000e12);
        VM.warp(1_000_000 + 6 hours);
        (, , IGmxV2Reader.LiquidationInfo memory info) = _liquidatable(5000e12);
        assert(info.remainingCollateralUsd == before.remainingCollateralUsd);
        IGmxV2Reader.PositionInfo memory told = _reader.getPositionInfo(
            address(_store),
            address(0),
            _key(),
            _prices(5000e12),
            0,
            address(0),
            true
        );
        assert(told.fees.borrowing.feeAmount == 1.08e6);
        assert(told.pnlUsd == 0);
    }

    /// 20,000 of the 50,000 dollars are closed at 5500, six hours later: 2000 dollars of loss, 10 of fee and 1.08 of
    /// borrowing. The impact is a gain, which nobody pays.
    function test_aPartIsClosedAtThePriceFeesAndBorrowingThatWereMeasured() external {
        _setFeesAndImpact();
        _hold(9_975e6, -0.0025e18);
        GmxV2HandlerDouble handler = new GmxV2HandlerDouble(_store, new GmxV2OrderVaultDouble(), address(0));
        VM.warp(1_000_000 + 6 hours);
        IGmxV2Reader.Order memory order;
        (order.addresses.account, order.addresses.receiver) = (ACCOUNT, ACCOUNT);
        (order.addresses.market, order.addresses.initialCollateralToken) = (address(_store), USDC);
        (order.numbers.orderType, order.numbers.sizeDeltaUsd) = (4, 20_000e30);
        order.numbers.acceptablePrice = type(uint256).max;
        handler.executeOrder(_store.addOrder(order), _prices(5500e12));
        IGmxV2Reader.Position memory left = _store.position(_key());
        assert(left.sizeInUsd == 30_000e30 && left.sizeInTokens == 6e18);
        assert(left.collateralAmount == 7_963.92e6);
    }

    function _setFeesAndImpact() private {
        address market = address(_store);
        for (uint256 i = 0; i < 2; i++) {
            _set(GmxV2Keys.ofMarket("POSITION_FEE_FACTOR", market, i == 0), 5e26);
            _set(GmxV2Keys.ofMarket("POSITION_IMPACT_FACTOR", market, i == 0), 5e21);
            _set(GmxV2Keys.ofMarket("MAX_POSITION_IMPACT_FACTOR", market, i == 0), 1e30);
        }
        _set(GmxV2Keys.ofMarket("MAX_POSITION_IMPACT_FACTOR_FOR_LIQUIDATIONS", market), 1e30);
        _set(GmxV2Keys.ofMarket("BORROWING_FACTOR", market, false), 1e21);
        _set(GmxV2Keys.ofMarket("CUMULATIVE_BORROWING_FACTOR_UPDATED_AT", market, false), block.timestamp);
    }

    function _opening() private returns (int256 impactUsd, bool improved) {
        bytes32 interest = GmxV2Keys.openInterest(address(_store), USDC, false);
        _set(interest, 0);
        (impactUsd, improved) = GmxV2Arithmetic.impact(_store, address(_store), int256(SIZE));
        _set(interest, SIZE);
    }

    function _hold(uint256 collateral, int256 pendingImpact) private {
        IGmxV2Reader.Position memory position;
        (position.account, position.market, position.collateralToken) = (ACCOUNT, address(_store), USDC);
        (position.sizeInUsd, position.sizeInTokens) = (SIZE, 10e18);
        (position.collateralAmount, position.pendingImpactAmount) = (collateral, pendingImpact);
        _store.setPosition(_key(), position);
    }

    function _liquidatable(
        uint256 price
    ) private view returns (bool, string memory, IGmxV2Reader.LiquidationInfo memory) {
        return _reader.isPositionLiquidatable(address(_store), address(0), _key(), _market, _prices(price), true, true);
    }

    function _prices(uint256 price) private pure returns (IGmxV2Reader.MarketPrices memory prices) {
        prices.index = IGmxV2Reader.Price(price, price);
        prices.longToken = prices.index;
        prices.shortToken = IGmxV2Reader.Price(1e24, 1e24);
    }

    function _key() private view returns (bytes32) {
        return GmxV2Keys.position(ACCOUNT, address(_store), USDC, false);
    }

    function _set(bytes32 key, uint256 value) private {
        _store.setUint(key, value);
    }

    function _assertCent(int256 answered, int256 measured) private pure {
        int256 apart = answered - measured;
        assert(apart <= CENT && apart >= -CENT);
    }
}
