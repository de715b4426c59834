// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {
    IPerpsV2Market,
    IPerpsV2MarketSettings,
    ISynthetixAddressResolver,
    ISynthetixSystemStatus
} from "../external/synthetix/IPerpsV2.sol";
import {IUniswapV3Pool} from "../external/uniswap/IUniswapV3.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../interfaces/IGauge.sol";
import {IWatched, Watch} from "../interfaces/IWatched.sol";
import {PerpsV2Margin} from "./PerpsV2Margin.sol";
import {QuoteMath} from "./QuoteMath.sol";
import {PerpsV2Watch} from "./watch/PerpsV2Watch.sol";
import {Watching} from "./watch/Watching.sol";

/// @notice The account in one market of Synthetix PerpsV2, and the market. 18 decimals throughout: sUSD, base, sUSD
/// for one base, ratios of one; times are seconds.
struct PerpsV2State {
    /// a short is negative
    int256 size;
    /// as last written down, at lastPrice
    uint256 margin;
    uint256 lastPrice;
    /// since then; the account receives when positive
    int256 accruedFunding;
    /// what price and funding have made of the margin; never below zero
    uint256 remainingMargin;
    /// what transferMargin would take out now
    uint256 accessibleMargin;
    /// sUSD that lies with the account, outside the market
    uint256 idleSusd;
    bool liquidatable;
    /// a liquidation has begun: nothing else is possible
    bool flagged;
    /// committed and not yet filled; 0 without an order
    int256 orderSize;
    uint256 orderDesiredFillPrice;
    uint256 orderIntentionTime;
    /// for whoever fills it; already taken out of the margin
    uint256 orderKeeperDeposit;
    /// it can still be filled: it is not as old as orderMaxAge
    bool orderLive;
    uint256 orderMinAge;
    uint256 orderMaxAge;
    uint256 price;
    /// stale, zero or suspended: nothing can be traded and nobody is liquidated
    bool priceInvalid;
    bool suspended;
    /// longs less shorts, of all accounts
    int256 marketSkew;
    /// longs and shorts
    uint256 marketSize;
    uint256 skewScale;
    /// parts of the price a day, as of fundingRecomputedAt
    int256 fundingRate;
    uint256 fundingRecomputedAt;
    /// sUSD for one base since the market began, as of fundingRecomputedAt, and as of the position's last change
    int256 fundingEntry;
    int256 positionFundingEntry;
    uint256 maxFundingVelocity;
    /// of either side, in base
    uint256 maxMarketSize;
    uint256 maxLeverage;
    uint256 makerFee;
    uint256 takerFee;
    uint256 minInitialMargin;
    uint256 minKeeperFee;
    uint256 maxKeeperFee;
    uint256 liquidationFeeRatio;
    uint256 keeperLiquidationFee;
    uint256 liquidationBufferRatio;
    uint256 liquidationPremiumMultiplier;
    uint256 timestamp;
}

/// @title Gauge of one account in one market of Synthetix PerpsV2
/// @notice An order counts from its commitment: delta has it as filled, and maintenance is the larger of what the
/// protocol asks of the position as it is and as it will be. Once it is too old to be filled it counts no more, whether
/// somebody has cleared it away or not.
/// The protocol liquidates when remainingMargin - premium <= liquidationMargin, 18 decimals. So protocolEquity is
/// remainingMargin in USDC 1e6 rounded down, and maintenance that much less the headroom rounded down: equity is below
/// maintenance exactly when there is no headroom.
/// sUSD counts as a dollar, as USDC does. What lies with the account is in oracleNav and not in protocolEquity.
/// The market issues and burns sUSD, so nothing lies there that could be stolen. What pays the account is the pool in which
/// sUSD is changed into USDC: when that holds less USDC than the account has sUSD there is no way out for all of it, and
/// the protocol counts as drained.
contract PerpsV2Gauge is IGauge, IWatched {
    int256 private constant SUSD_PER_QUOTE = 1e12;
    bytes32 private constant SETTINGS = "PerpsV2MarketSettings";
    bytes32 private constant STATUS = "SystemStatus";

    bytes32 public immutable venueId;
    IPerpsV2Market public immutable market;
    ISynthetixAddressResolver public immutable resolver;
    IERC20Metadata public immutable susd;
    /// what sUSD is changed into, and the pool where
    IERC20 public immutable quote;
    IUniswapV3Pool public immutable wayOut;
    bytes32 public immutable marketKey;
    bytes32 public immutable baseAsset;
    /// of the protocol's code when this gauge was made
    bytes32 public immutable codePin;

    error UnknownMarginToken(address token, uint8 decimals);
    error NotAWayOut(address pool);

    constructor(
        string memory name,
        IPerpsV2Market market_,
        ISynthetixAddressResolver resolver_,
        IERC20Metadata susd_,
        IERC20 quote_,
        IUniswapV3Pool wayOut_
    ) {
        venueId = keccak256(bytes(name));
        (market, resolver, susd) = (market_, resolver_, susd_);
        require(susd_.decimals() == 18, UnknownMarginToken(address(susd_), susd_.decimals()));
        (address one, address other) = (wayOut_.token0(), wayOut_.token1());
        bool changes =
            one == address(susd_) ? other == address(quote_) : one == address(quote_) && other == address(susd_);
        require(changes, NotAWayOut(address(wayOut_)));
        (quote, wayOut) = (quote_, wayOut_);
        (marketKey, baseAsset) = (market_.marketKey(), market_.baseAsset());
        codePin = Watching.pin(PerpsV2Watch.code(_places()));
    }

    /// @inheritdoc IGauge
    function status() external view returns (VenueStatus) {
        (, bool invalid) = market.assetPrice();
        return invalid || _suspended(_parameters().offchainMarketKey) ? VenueStatus.PAUSED : VenueStatus.OPEN;
    }

    /// @inheritdoc IGauge
    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory sum) {
        Watching.demand(codePin, PerpsV2Watch.code(_places()));
        PerpsV2State memory read;
        _readAccount(read, account);
        _readOrder(read, account);
        _readTerms(read);
        int256 promised = read.size + (read.orderLive ? read.orderSize : int256(0));
        sum.delta = promised;
        int256 remaining = QuoteMath.toInt(read.remainingMargin);
        sum.protocolEquity = QuoteMath.divDown(remaining, SUSD_PER_QUOTE);
        uint256 required = PerpsV2Margin.smallestSafe(read, read.size);
        uint256 requiredThen = PerpsV2Margin.smallestSafe(read, promised);
        if (requiredThen > required) required = requiredThen;
        int256 headroom = QuoteMath.divDown(remaining - QuoteMath.toInt(required), SUSD_PER_QUOTE);
        // headroom is at most what remains, so this is not negative
        sum.maintenance = uint256(sum.protocolEquity - headroom);
        sum.oracleNav = _oracleNav(read, priceE18);
        _demandWayOut(remaining + QuoteMath.toInt(read.idleSusd));
    }

    /// @inheritdoc IGauge
    function primitives(address account) external view returns (bytes memory) {
        return abi.encode(state(account));
    }

    /// @inheritdoc IWatched
    function watched() external view returns (Watch memory) {
        return PerpsV2Watch.read(_places());
    }

    function state(address account) public view returns (PerpsV2State memory read) {
        _readAccount(read, account);
        _readOrder(read, account);
        _readTerms(read);
        _readMarket(read, account);
    }

    function _readAccount(PerpsV2State memory read, address account) private view {
        IPerpsV2Market.Position memory position = market.positions(account);
        read.size = position.size;
        read.margin = position.margin;
        read.lastPrice = position.lastPrice;
        (read.accruedFunding, ) = market.accruedFunding(account);
        (read.remainingMargin, ) = market.remainingMargin(account);
        (read.price, read.priceInvalid) = market.assetPrice();
        read.idleSusd = susd.balanceOf(account);
        read.timestamp = block.timestamp;
    }

    function _readOrder(PerpsV2State memory read, address account) private view {
        IPerpsV2Market.DelayedOrder memory order = market.delayedOrders(account);
        read.orderSize = order.sizeDelta;
        read.orderDesiredFillPrice = order.desiredFillPrice;
        read.orderIntentionTime = order.intentionTime;
        read.orderKeeperDeposit = order.keeperDeposit;
    }

    function _readTerms(PerpsV2State memory read) private view {
        IPerpsV2MarketSettings.Parameters memory terms = _parameters();
        read.orderMinAge = terms.offchainDelayedOrderMinAge;
        read.orderMaxAge = terms.offchainDelayedOrderMaxAge;
        read.orderLive = read.orderSize != 0 && block.timestamp - read.orderIntentionTime < read.orderMaxAge;
        read.skewScale = terms.skewScale;
        read.maxFundingVelocity = terms.maxFundingVelocity;
        read.maxMarketSize = terms.maxMarketValue;
        read.maxLeverage = terms.maxLeverage;
        read.makerFee = terms.makerFeeOffchainDelayedOrder;
        read.takerFee = terms.takerFeeOffchainDelayedOrder;
        read.liquidationBufferRatio = terms.liquidationBufferRatio;
        read.liquidationPremiumMultiplier = terms.liquidationPremiumMultiplier;
        read.suspended = _suspended(terms.offchainMarketKey);
        IPerpsV2MarketSettings settings = _settings();
        read.minInitialMargin = settings.minInitialMargin();
        read.minKeeperFee = settings.minKeeperFee();
        read.maxKeeperFee = settings.maxKeeperFee();
        read.liquidationFeeRatio = settings.liquidationFeeRatio();
        read.keeperLiquidationFee = settings.keeperLiquidationFee();
    }

    function _readMarket(PerpsV2State memory read, address account) private view {
        (read.accessibleMargin, ) = market.accessibleMargin(account);
        read.liquidatable = market.canLiquidate(account);
        read.flagged = market.isFlagged(account);
        read.marketSkew = market.marketSkew();
        read.marketSize = market.marketSize();
        read.fundingRate = market.fundingRateLastRecomputed();
        read.fundingRecomputedAt = market.fundingLastRecomputed();
        read.fundingEntry = market.fundingSequence(market.fundingSequenceLength() - 1);
        read.positionFundingEntry = market.fundingSequence(market.positions(account).lastFundingIndex);
    }

    /// More than the margin cannot be lost, at any price.
    function _oracleNav(PerpsV2State memory read, uint256 priceE18) private pure returns (int256) {
        int256 cash = QuoteMath.toInt(read.margin) + read.accruedFunding;
        int256 shift = QuoteMath.toInt(priceE18) - QuoteMath.toInt(read.lastPrice);
        // sUSD 1e18 times 1e18, so that one rounding at the end is the only one
        int256 position = cash * 1e18 + read.size * shift;
        if (position < 0) position = 0;
        return QuoteMath.divDown(position + QuoteMath.toInt(read.idleSusd) * 1e18, 1e30);
    }

    /// @param held sUSD 1e18, in the market and with the account
    function _demandWayOut(int256 held) private view {
        uint256 owed = uint256(QuoteMath.divDown(held, SUSD_PER_QUOTE));
        uint256 there = quote.balanceOf(address(wayOut));
        require(owed <= there, ProtocolDrained(owed, there));
    }

    function _suspended(bytes32 offchainMarketKey) private view returns (bool) {
        address system = resolver.getAddress(STATUS);
        return
            _refuses(system, abi.encodeCall(ISynthetixSystemStatus.requireFuturesMarketActive, (marketKey))) ||
            _refuses(system, abi.encodeCall(ISynthetixSystemStatus.requireFuturesMarketActive, (offchainMarketKey))) ||
            _refuses(system, abi.encodeCall(ISynthetixSystemStatus.requireSynthActive, (baseAsset)));
    }

    function _refuses(address system, bytes memory question) private view returns (bool) {
        (bool ok, ) = system.staticcall(question);
        return !ok;
    }

    function _places() private view returns (PerpsV2Watch.Places memory) {
        return PerpsV2Watch.Places(market, resolver, marketKey, baseAsset, quote, address(wayOut));
    }

    function _parameters() private view returns (IPerpsV2MarketSettings.Parameters memory) {
        return _settings().parameters(marketKey);
    }

    /// Asked for each time: the protocol replaces its settings contract by telling the resolver.
    function _settings() private view returns (IPerpsV2MarketSettings) {
        return IPerpsV2MarketSettings(resolver.getAddress(SETTINGS));
    }
}
