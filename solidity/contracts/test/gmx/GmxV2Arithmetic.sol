// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IGmxV2Reader} from "../../external/gmx/IGmxV2.sol";
import {GmxV2Keys} from "../../gauges/GmxV2Keys.sol";
import {GmxV2StoreDouble} from "./GmxV2StoreDouble.sol";

/// @title What GMX v2's doubles reckon, for the test chain only
/// @notice As the protocol does it for a short with its short token as collateral, where nobody is long, the factor of
/// borrowing is constant, exponents of impact are two and exact, nothing is left to pay anybody a positive impact, and
/// the pool can pay every gain.
library GmxV2Arithmetic {
    uint256 internal constant ONE = 1e30;

    function factored(uint256 value, uint256 factor) internal pure returns (uint256) {
        return Math.mulDiv(value, factor, ONE);
    }

    function keyOf(IGmxV2Reader.Position memory position) internal pure returns (bytes32) {
        return GmxV2Keys.position(position.account, position.market, position.collateralToken, position.isLong);
    }

    function shortInterestKey(GmxV2StoreDouble store, address market) internal view returns (bytes32) {
        return GmxV2Keys.openInterest(market, store.market(market).shortToken, false);
    }

    /// @param sizeDeltaUsd shorts grow by it
    /// @return impactUsd gained when positive
    /// @return improved the sides have come nearer to each other
    function impact(
        GmxV2StoreDouble store,
        address market,
        int256 sizeDeltaUsd
    ) internal view returns (int256 impactUsd, bool improved) {
        uint256 shorts = store.getUint(shortInterestKey(store, market));
        uint256 next = sizeDeltaUsd < 0 && uint256(-sizeDeltaUsd) > shorts ? 0 : uint256(int256(shorts) + sizeDeltaUsd);
        improved = next < shorts;
        uint256 factor = store.getUint(GmxV2Keys.ofMarket("POSITION_IMPACT_FACTOR", market, improved));
        impactUsd = int256(_impactOf(shorts, factor)) - int256(_impactOf(next, factor));
        int256 most = _mostGained(store, market, uint256(sizeDeltaUsd < 0 ? -sizeDeltaUsd : sizeDeltaUsd));
        if (impactUsd > most) impactUsd = most;
    }

    function _impactOf(uint256 differenceUsd, uint256 factor) private pure returns (uint256) {
        return factored(factored(differenceUsd, differenceUsd), factor);
    }

    function _mostGained(GmxV2StoreDouble store, address market, uint256 sizeUsd) private view returns (int256) {
        return int256(factored(sizeUsd, store.getUint(GmxV2Keys.ofMarket("MAX_POSITION_IMPACT_FACTOR", market, true))));
    }

    function fee(
        GmxV2StoreDouble store,
        address market,
        uint256 sizeUsd,
        bool improved,
        uint256 collateralPrice
    ) internal view returns (uint256) {
        uint256 factor = store.getUint(GmxV2Keys.ofMarket("POSITION_FEE_FACTOR", market, improved));
        return factored(sizeUsd, factor) / collateralPrice;
    }

    /// @return borrowed for so far, parts of a size; as last written down, and as it is now
    function borrowing(
        GmxV2StoreDouble store,
        address market
    ) internal view returns (uint256 borrowed, uint256 borrowedNow) {
        borrowed = store.getUint(GmxV2Keys.ofMarket("CUMULATIVE_BORROWING_FACTOR", market, false));
        uint256 at = store.getUint(GmxV2Keys.ofMarket("CUMULATIVE_BORROWING_FACTOR_UPDATED_AT", market, false));
        uint256 perSecond = store.getUint(GmxV2Keys.ofMarket("BORROWING_FACTOR", market, false));
        borrowedNow = borrowed + (at == 0 ? 0 : block.timestamp - at) * perSecond;
    }

    function pnl(IGmxV2Reader.Position memory position, uint256 indexPrice) internal pure returns (int256) {
        return int256(position.sizeInUsd) - int256(position.sizeInTokens * indexPrice);
    }

    /// @param borrowed parts of the size since the market began
    function liquidation(
        GmxV2StoreDouble store,
        IGmxV2Reader.Position memory position,
        IGmxV2Reader.MarketPrices memory prices,
        uint256 borrowed,
        bool forLiquidation
    ) internal view returns (bool liquidatable, string memory reason, IGmxV2Reader.LiquidationInfo memory info) {
        info.remainingCollateralUsd =
            int256(position.collateralAmount * prices.shortToken.min) +
            pnl(position, prices.index.max) +
            _closing(store, position, prices.index.max, prices.shortToken.min, borrowed);
        string memory name = forLiquidation ? "MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION" : "MIN_COLLATERAL_FACTOR";
        uint256 leverageFactor = store.getUint(GmxV2Keys.ofMarket(name, position.market));
        info.minCollateralUsdForLeverage = int256(factored(position.sizeInUsd, leverageFactor));
        info.minCollateralUsd = int256(store.getUint(GmxV2Keys.named("MIN_COLLATERAL_USD")));
        if (info.remainingCollateralUsd < info.minCollateralUsd) return (true, "min collateral", info);
        if (info.remainingCollateralUsd <= 0) return (true, "< 0", info);
        liquidatable = info.remainingCollateralUsd < info.minCollateralUsdForLeverage;
        reason = liquidatable ? "min collateral for leverage" : "";
    }

    /// @return dollars 1e30, not above zero: impact within its limit, less fees
    function _closing(
        GmxV2StoreDouble store,
        IGmxV2Reader.Position memory position,
        uint256 indexPrice,
        uint256 collateralPrice,
        uint256 borrowed
    ) private view returns (int256) {
        address market = position.market;
        (int256 impactUsd, bool improved) = impact(store, market, -int256(position.sizeInUsd));
        impactUsd += position.pendingImpactAmount * int256(indexPrice);
        if (impactUsd > 0) impactUsd = 0;
        uint256 factor = store.getUint(GmxV2Keys.ofMarket("MAX_POSITION_IMPACT_FACTOR_FOR_LIQUIDATIONS", market));
        int256 worst = -int256(factored(position.sizeInUsd, factor));
        if (impactUsd < worst) impactUsd = worst;
        uint256 cost = fee(store, market, position.sizeInUsd, improved, collateralPrice);
        cost += factored(position.sizeInUsd, borrowed - position.borrowingFactor) / collateralPrice;
        return impactUsd - int256(cost * collateralPrice);
    }
}
