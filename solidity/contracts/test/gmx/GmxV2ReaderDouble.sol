// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IGmxV2Errors, IGmxV2Reader} from "../../external/gmx/IGmxV2.sol";
import {GmxV2Keys} from "../../gauges/GmxV2Keys.sol";
import {GmxV2Arithmetic} from "./GmxV2Arithmetic.sol";
import {GmxV2StoreDouble} from "./GmxV2StoreDouble.sol";

/// @title A double of GMX v2's reader, for the test chain only
contract GmxV2ReaderDouble is IGmxV2Reader, IGmxV2Errors {
    function getMarket(address dataStore, address market) external view returns (Market memory) {
        return GmxV2StoreDouble(dataStore).market(market);
    }

    function getPosition(address dataStore, bytes32 key) external view returns (Position memory) {
        return GmxV2StoreDouble(dataStore).position(key);
    }

    function getPositionInfo(
        address dataStore,
        address,
        bytes32 key,
        MarketPrices calldata prices,
        uint256 sizeDeltaUsd,
        address,
        bool wholePosition
    ) external view returns (PositionInfo memory info) {
        GmxV2StoreDouble store = GmxV2StoreDouble(dataStore);
        info.key = key;
        info.position = store.position(key);
        require(info.position.account != address(0), EmptyPosition());
        if (wholePosition) sizeDeltaUsd = info.position.sizeInUsd;
        _execution(store, info, prices.index.max, sizeDeltaUsd);
        _fees(store, info, prices.shortToken, sizeDeltaUsd);
        int256 pnl = GmxV2Arithmetic.pnl(info.position, prices.index.max);
        int256 closed = int256((info.position.sizeInTokens * sizeDeltaUsd) / info.position.sizeInUsd);
        info.pnlUsd = (pnl * closed) / int256(info.position.sizeInTokens);
        info.uncappedPnlUsd = info.pnlUsd;
        info.pnlAfterImpactUsd = info.pnlUsd + info.execution.priceImpactUsd;
    }

    function _execution(
        GmxV2StoreDouble store,
        PositionInfo memory info,
        uint256 indexPrice,
        uint256 sizeDeltaUsd
    ) private view {
        Position memory position = info.position;
        (int256 impactUsd, bool improved) = GmxV2Arithmetic.impact(store, position.market, -int256(sizeDeltaUsd));
        info.execution.priceImpactUsd = impactUsd;
        info.execution.balanceImproved = improved;
        int256 shift = (-impactUsd * int256(position.sizeInUsd)) / int256(position.sizeInTokens);
        info.execution.price = uint256(
            int256(indexPrice) + (sizeDeltaUsd == 0 ? int256(0) : shift / int256(sizeDeltaUsd))
        );
        int256 pending = position.pendingImpactAmount * int256(sizeDeltaUsd);
        info.execution.proportionalPendingImpactUsd = (pending / int256(position.sizeInUsd)) * int256(indexPrice);
        int256 total = info.execution.proportionalPendingImpactUsd + impactUsd;
        info.execution.totalImpactUsd = total > 0 ? int256(0) : total;
    }

    function _fees(
        GmxV2StoreDouble store,
        PositionInfo memory info,
        Price memory collateral,
        uint256 sizeDeltaUsd
    ) private view {
        Position memory position = info.position;
        Fees memory fees = info.fees;
        fees.collateralPrice = collateral;
        fees.referral.trader = position.account;
        fees.positionFeeAmount = GmxV2Arithmetic.fee(
            store,
            position.market,
            sizeDeltaUsd,
            info.execution.balanceImproved,
            collateral.min
        );
        (, uint256 borrowed) = GmxV2Arithmetic.borrowing(store, position.market);
        fees.borrowing.feeUsd = GmxV2Arithmetic.factored(position.sizeInUsd, borrowed - position.borrowingFactor);
        fees.borrowing.feeAmount = fees.borrowing.feeUsd / collateral.min;
        fees.totalCostExcludingFunding = fees.positionFeeAmount + fees.borrowing.feeAmount;
        fees.totalCost = fees.totalCostExcludingFunding;
    }

    function isPositionLiquidatable(
        address dataStore,
        address,
        bytes32 key,
        Market calldata,
        MarketPrices calldata prices,
        bool,
        bool forLiquidation
    ) external view returns (bool, string memory, LiquidationInfo memory) {
        GmxV2StoreDouble store = GmxV2StoreDouble(dataStore);
        Position memory position = store.position(key);
        (uint256 borrowed, ) = GmxV2Arithmetic.borrowing(store, position.market);
        return GmxV2Arithmetic.liquidation(store, position, prices, borrowed, forLiquidation);
    }

    function getMarketInfo(
        address dataStore,
        MarketPrices calldata,
        address market
    ) external view returns (MarketInfoHead memory info) {
        GmxV2StoreDouble store = GmxV2StoreDouble(dataStore);
        info.market = store.market(market);
        info.shortBorrowingPerSecond = store.getUint(GmxV2Keys.ofMarket("BORROWING_FACTOR", market, false));
    }

    function getAccountOrders(
        address dataStore,
        address account,
        uint256 start,
        uint256 end
    ) external view returns (OrderEntry[] memory orders) {
        bytes32[] memory keys = GmxV2StoreDouble(dataStore).orderKeys(account);
        if (end > keys.length) end = keys.length;
        orders = new OrderEntry[](end < start ? 0 : end - start);
        for (uint256 i = 0; i < orders.length; i++) {
            orders[i] = OrderEntry(keys[start + i], GmxV2StoreDouble(dataStore).order(keys[start + i]));
        }
    }
}
