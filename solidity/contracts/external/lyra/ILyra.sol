// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The parts of Lyra v1 ("Avalon") that are used here, as its deployed contracts answer them. Amounts of options, base
// and quote, prices, volatilities and ratios have 18 decimals; times are seconds.

/// 0 and 1 are bought, the others sold: against base, against quote, against quote
enum LyraOptionType {
    LONG_CALL,
    LONG_PUT,
    SHORT_CALL_BASE,
    SHORT_CALL_QUOTE,
    SHORT_PUT_QUOTE
}

interface ILyraOptionMarket {
    struct Strike {
        uint256 id;
        uint256 strikePrice;
        uint256 skew;
        uint256 longCall;
        uint256 shortCallBase;
        uint256 shortCallQuote;
        uint256 longPut;
        uint256 shortPut;
        uint256 boardId;
    }

    struct Board {
        uint256 id;
        uint256 expiry;
        uint256 iv;
        bool frozen;
        uint256[] strikeIds;
    }

    struct TradeInput {
        uint256 strikeId;
        /// 0 opens a new one
        uint256 positionId;
        uint256 iterations;
        LyraOptionType optionType;
        uint256 amount;
        uint256 setCollateralTo;
        uint256 minTotalCost;
        uint256 maxTotalCost;
    }

    struct TradeResult {
        uint256 positionId;
        uint256 totalCost;
        uint256 totalFee;
    }

    function openPosition(TradeInput memory trade) external returns (TradeResult memory);

    function closePosition(TradeInput memory trade) external returns (TradeResult memory);

    /// beyond the limits of time and delta, at a shocked volatility
    function forceClosePosition(TradeInput memory trade) external returns (TradeResult memory);

    function addCollateral(uint256 positionId, uint256 amount) external;

    /// anybody may, from expiry on; the price then is what everything is settled at
    function settleExpiredBoard(uint256 boardId) external;

    function getLiveBoards() external view returns (uint256[] memory);

    function getOptionBoard(uint256 boardId) external view returns (Board memory);

    function getStrike(uint256 strikeId) external view returns (Strike memory);

    function getStrikeAndBoard(uint256 strikeId) external view returns (Strike memory, Board memory);

    /// priceAtExpiry is 0 until the board is settled
    function getSettlementParameters(
        uint256 strikeId
    ) external view returns (uint256 strikePrice, uint256 priceAtExpiry, uint256 baseReturnedRatio);
}

interface ILyraOptionToken {
    enum PositionState {
        EMPTY,
        ACTIVE,
        CLOSED,
        LIQUIDATED,
        SETTLED,
        MERGED
    }

    struct Position {
        uint256 positionId;
        uint256 strikeId;
        LyraOptionType optionType;
        uint256 amount;
        /// base for SHORT_CALL_BASE, otherwise quote
        uint256 collateral;
        PositionState state;
    }

    function balanceOf(address account) external view returns (uint256);

    function ownerOf(uint256 positionId) external view returns (address);

    function tokenOfOwnerByIndex(address account, uint256 index) external view returns (uint256);

    function getOptionPosition(uint256 positionId) external view returns (Position memory);
}

interface ILyraShortCollateral {
    /// anybody may; what each position is worth goes to its owner
    function settleOptions(uint256[] memory positionIds) external;
}

interface ILyraGreekCache {
    struct GreekCacheParameters {
        uint256 maxStrikesPerBoard;
        uint256 acceptableSpotPricePercentMove;
        uint256 staleUpdateDuration;
        uint256 varianceIvGWAVPeriod;
        uint256 varianceSkewGWAVPeriod;
        uint256 optionValueIvGWAVPeriod;
        uint256 optionValueSkewGWAVPeriod;
        uint256 gwavSkewFloor;
        uint256 gwavSkewCap;
        int256 rateAndCarry;
    }

    struct ForceCloseParameters {
        uint256 ivGWAVPeriod;
        uint256 skewGWAVPeriod;
        uint256 shortVolShock;
        uint256 shortPostCutoffVolShock;
        uint256 longVolShock;
        uint256 longPostCutoffVolShock;
        uint256 liquidateVolShock;
        uint256 liquidatePostCutoffVolShock;
        uint256 shortSpotMin;
        uint256 liquidateSpotMin;
    }

    struct MinCollateralParameters {
        uint256 minStaticQuoteCollateral;
        uint256 minStaticBaseCollateral;
        uint256 shockVolA;
        uint256 shockVolPointA;
        uint256 shockVolB;
        uint256 shockVolPointB;
        uint256 callSpotPriceShock;
        uint256 putSpotPriceShock;
    }

    struct StrikeGreeks {
        int256 callDelta;
        int256 putDelta;
        uint256 stdVega;
        uint256 callPrice;
        uint256 putPrice;
    }

    struct StrikeCache {
        uint256 id;
        uint256 boardId;
        uint256 strikePrice;
        uint256 skew;
        StrikeGreeks greeks;
        int256 callExposure;
        int256 putExposure;
        uint256 skewVariance;
    }

    struct NetGreeks {
        int256 netDelta;
        int256 netStdVega;
        int256 netOptionValue;
    }

    struct GlobalCache {
        uint256 minUpdatedAt;
        uint256 minUpdatedAtPrice;
        uint256 maxUpdatedAtPrice;
        uint256 maxSkewVariance;
        uint256 maxIvVariance;
        NetGreeks netGreeks;
    }

    /// base for SHORT_CALL_BASE, otherwise quote; liquidated with less
    function getMinCollateral(
        LyraOptionType optionType,
        uint256 strikePrice,
        uint256 expiry,
        uint256 spotPrice,
        uint256 amount
    ) external view returns (uint256);

    function getGreekCacheParams() external view returns (GreekCacheParameters memory);

    function getForceCloseParams() external view returns (ForceCloseParameters memory);

    function getMinCollatParams() external view returns (MinCollateralParameters memory);

    function getIvGWAV(uint256 boardId, uint256 secondsAgo) external view returns (uint256);

    function getSkewGWAV(uint256 strikeId, uint256 secondsAgo) external view returns (uint256);

    function getStrikeCache(uint256 strikeId) external view returns (StrikeCache memory);

    function getGlobalCache() external view returns (GlobalCache memory);

    function isBoardCacheStale(uint256 boardId) external view returns (bool);

    function updateBoardCachedGreeks(uint256 boardId) external;
}

interface ILyraOptionMarketPricer {
    struct PricingParameters {
        uint256 optionPriceFeeCoefficient;
        uint256 optionPriceFee1xPoint;
        uint256 optionPriceFee2xPoint;
        uint256 spotPriceFeeCoefficient;
        uint256 spotPriceFee1xPoint;
        uint256 spotPriceFee2xPoint;
        uint256 vegaFeeCoefficient;
        uint256 standardSize;
        uint256 skewAdjustmentFactor;
    }

    struct TradeLimitParameters {
        int256 minDelta;
        int256 minForceCloseDelta;
        uint256 tradingCutoff;
        uint256 minBaseIV;
        uint256 maxBaseIV;
        uint256 minSkew;
        uint256 maxSkew;
        uint256 minVol;
        uint256 maxVol;
        uint256 absMinSkew;
        uint256 absMaxSkew;
        bool capSkewsToAbs;
    }

    struct VarianceFeeParameters {
        uint256 defaultVarianceFeeCoefficient;
        uint256 forceCloseVarianceFeeCoefficient;
        uint256 skewAdjustmentCoefficient;
        uint256 referenceSkew;
        uint256 minimumStaticSkewAdjustment;
        uint256 vegaCoefficient;
        uint256 minimumStaticVega;
        uint256 ivVarianceCoefficient;
        uint256 minimumStaticIvVariance;
    }

    function getPricingParams() external view returns (PricingParameters memory);

    function getTradeLimitParams() external view returns (TradeLimitParameters memory);

    function getVarianceFeeParams() external view returns (VarianceFeeParameters memory);
}

interface ILyraLiquidityPool {
    struct Liquidity {
        uint256 freeLiquidity;
        uint256 burnableLiquidity;
        uint256 usedCollatLiquidity;
        uint256 pendingDeltaLiquidity;
        uint256 usedDeltaLiquidity;
        uint256 nav;
    }

    function getLiquidity(uint256 spotPrice) external view returns (Liquidity memory);
}

interface ILyraSynthetixAdapter {
    function baseKey(address market) external view returns (bytes32);

    /// who tells it where the parts of Synthetix are
    function addressResolver() external view returns (address);

    /// whose prices it believes
    function exchangeRates() external view returns (address);

    function isGlobalPaused() external view returns (bool);

    function isMarketPaused(address market) external view returns (bool);

    /// reverts when the rate is 0 or not believed
    function getSpotPrice(bytes32 key) external view returns (uint256);
}

/// A library whose functions are public: they are called at its own address, under selectors that name the library's
/// struct, so this says them as constants.
library LyraBlackScholes {
    struct Inputs {
        uint256 timeToExpirySec;
        uint256 volatilityDecimal;
        uint256 spotDecimal;
        uint256 strikePriceDecimal;
        int256 rateDecimal;
    }

    struct Answer {
        uint256 callPrice;
        uint256 putPrice;
        int256 callDelta;
        int256 putDelta;
        uint256 vega;
        uint256 stdVega;
    }

    bytes4 internal constant PRICES_DELTA_STD_VEGA = bytes4(
        keccak256("pricesDeltaStdVega(BlackScholes.BlackScholesInputs)")
    );

    error Refused(address library_);

    /// @param deployed where the library is
    function ask(address deployed, Inputs memory inputs) internal view returns (Answer memory) {
        (bool ok, bytes memory answer) = deployed.staticcall(abi.encodeWithSelector(PRICES_DELTA_STD_VEGA, inputs));
        require(ok && answer.length == 192, Refused(deployed));
        return abi.decode(answer, (Answer));
    }
}
