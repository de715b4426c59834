// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ILyraGreekCache, ILyraOptionMarketPricer} from "../external/lyra/ILyra.sol";

/// @notice One option position of the account. 18 decimals, seconds.
struct LyraPositionState {
    uint256 positionId;
    uint256 strikeId;
    uint256 boardId;
    /// of LyraOptionType
    uint256 optionType;
    uint256 amount;
    /// base where a call was sold against base, otherwise quote; 0 where bought
    uint256 collateral;
    uint256 strike;
    uint256 expiry;
    /// what the market trades at: boardIv * skew
    uint256 boardIv;
    uint256 skew;
    /// over the time that the protocol itself looks back when it closes by force
    uint256 averageIv;
    uint256 averageSkew;
    /// what the protocol asks for, as the collateral is counted; 0 where bought, settled, or the spot is not believed
    uint256 minCollateral;
    /// quote for one base at which the board was settled; 0 until then
    uint256 priceAtExpiry;
    /// of each call sold against base, once settled
    uint256 baseReturnedRatio;
}

/// @notice One strike that is listed.
struct LyraStrikeState {
    uint256 strikeId;
    uint256 strike;
    uint256 skew;
    /// in the protocol's cache, which its fee for using vega goes by however old it is
    uint256 cachedStdVega;
}

/// @notice One board that is not settled yet.
struct LyraBoardState {
    uint256 boardId;
    uint256 expiry;
    uint256 iv;
    /// over the time that its fee for variance looks back
    uint256 averageIv;
    bool frozen;
    /// the cache of its Greeks is older, or of another price, than the protocol relies on
    bool stale;
    LyraStrikeState[] strikes;
}

/// @notice The account in one option market of Lyra v1, and the market. 18 decimals throughout: quote, base, quote for
/// one base, ratios of one, volatilities a year; times are seconds.
struct LyraState {
    /// 0 when it is not believed
    uint256 spot;
    bool paused;
    /// that lie with the account, outside any position
    uint256 idleQuote;
    uint256 idleBase;
    int256 rateAndCarry;
    uint256 timestamp;
    uint256 freeLiquidity;
    uint256 poolNav;
    /// of all traders together
    int256 netStdVega;
    ILyraGreekCache.MinCollateralParameters minCollateral;
    ILyraOptionMarketPricer.PricingParameters pricing;
    ILyraOptionMarketPricer.TradeLimitParameters limits;
    ILyraOptionMarketPricer.VarianceFeeParameters varianceFee;
    LyraPositionState[] positions;
    LyraBoardState[] boards;
}
