// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IGmxV2DataStore, IGmxV2ExchangeRouter, IGmxV2Reader} from "../external/gmx/IGmxV2.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../interfaces/IGauge.sol";
import {IPriceSource} from "../interfaces/IPriceSource.sol";
import {IWatched, Watch} from "../interfaces/IWatched.sol";
import {GmxV2Keys} from "./GmxV2Keys.sol";
import {GmxV2Margin} from "./GmxV2Margin.sol";
import {QuoteMath} from "./QuoteMath.sol";
import {GmxV2Watch} from "./watch/GmxV2Watch.sol";
import {Watching} from "./watch/Watching.sol";

/// @notice The account's short in one market of GMX v2, its order, and the market. Dollars, ratios and prices as the
/// protocol has them, 30 decimals; base is WETH 1e18, collateral and fees USDC 1e6; times are seconds.
struct GmxV2State {
    uint256 sizeUsd;
    uint256 sizeBase;
    uint256 collateral;
    /// what opening has moved the price by, settled when closing: base, a debt when negative
    int256 pendingImpactBase;
    /// of the whole position at indexPrice: capped by what the pool may pay, and not
    int256 pnlUsd;
    int256 uncappedPnlUsd;
    /// what closing all of it would move the price by
    int256 closingImpactUsd;
    uint256 closingFee;
    /// owed up to this block
    uint256 borrowingFee;
    uint256 fundingFee;
    /// what the protocol compares with its minimum when it liquidates, what is owed up to now included
    int256 remainingUsd;
    /// of the market and both pairs of prices that everything above is read at: USDC counts as a dollar
    uint256 indexPrice;
    /// as many as the account has here; those below are of the first
    uint256 orderCount;
    bytes32 orderKey;
    bool orderIncreases;
    uint256 orderSizeUsd;
    /// put in with an order that increases, to be taken out by one that decreases
    uint256 orderCollateral;
    uint256 orderAcceptablePrice;
    uint256 orderExecutionFee;
    uint256 orderCreatedAt;
    /// it was tried and failed, and stays until it is cancelled: it counts nothing but its deposit
    bool orderFrozen;
    /// base: what all orders may still add
    int256 promisedBase;
    bool disabled;
    uint256 minCollateralUsd;
    uint256 minCollateralFactor;
    uint256 minCollateralFactorForLiquidation;
    uint256 maxImpactFactorForLiquidation;
    uint256 minPositionSizeUsd;
    /// the larger of the fee that worsens the balance of longs and shorts and the one that improves it
    uint256 positionFeeFactor;
    uint256 positiveImpactFactor;
    uint256 negativeImpactFactor;
    uint256 positiveImpactExponent;
    uint256 negativeImpactExponent;
    uint256 longInterestUsd;
    uint256 shortInterestUsd;
    uint256 maxShortInterestUsd;
    /// parts of the size
    uint256 borrowingPerSecond;
    uint256 fundingPerSecond;
    bool longsPayShorts;
    /// gas that an order's execution fee has to pay for
    uint256 increaseGas;
    uint256 decreaseGas;
    /// age at which the account may cancel its order
    uint256 cancellableAfter;
    uint256 timestamp;
}

/// @notice Where one market of GMX v2 is.
struct GmxV2Site {
    IGmxV2DataStore dataStore;
    IGmxV2Reader reader;
    address referralStorage;
    IGmxV2ExchangeRouter router;
    address market;
    /// USDC
    address collateralToken;
}

/// @title Gauge of one account's short in one market of GMX v2
/// @notice The protocol's reader wants prices from whoever asks: here they are the policy's own, for the market's index
/// and its long token alike, with a USDC for a dollar.
/// An order counts from its creation: delta has it as filled at the price, maintenance is the larger of what the
/// protocol asks of the position as it is and as it will be, and collateral on its way in is in oracleNav. Collateral and
/// fees owed are those of this block, which the protocol's own isPositionLiquidatable leaves out, and which it adds
/// before it liquidates.
/// Collateral and the pool that pays gains lie together with the market: it is drained when it holds less USDC than the
/// account's position is worth.
contract GmxV2Gauge is IGauge, IWatched {
    /// dollars 1e30 in one smallest unit of USDC
    int256 internal constant USD_PER_QUOTE = 1e24;
    /// a price of 18 decimals for a whole WETH over the protocol's, for its smallest unit
    uint256 private constant PRICE_SCALE = 1e6;
    uint256 private constant MARKET_INCREASE = 2;
    uint256 private constant MARKET_DECREASE = 4;
    /// one is what a keeper places; more than this many make the gauge unreadable
    uint256 private constant MOST_ORDERS = 8;
    uint256 private constant ORACLE_PRICES_OF_AN_ORDER = 3;
    uint256 private constant ONE = 1e30;

    bytes32 public immutable venueId;
    IPriceSource public immutable priceSource;
    IGmxV2DataStore public immutable dataStore;
    IGmxV2Reader public immutable reader;
    address public immutable referralStorage;
    IGmxV2ExchangeRouter public immutable router;
    address public immutable market;
    address public immutable collateralToken;
    address public immutable longToken;
    /// of the protocol's code when this gauge was made
    bytes32 public immutable codePin;

    error NoPrice();
    error TooManyOrders(uint256 count);
    error NotThisMarket(address market);

    constructor(string memory name, GmxV2Site memory site, IPriceSource priceSource_) {
        venueId = keccak256(bytes(name));
        priceSource = priceSource_;
        (dataStore, reader, referralStorage) = (site.dataStore, site.reader, site.referralStorage);
        (router, market, collateralToken) = (site.router, site.market, site.collateralToken);
        IGmxV2Reader.Market memory known = site.reader.getMarket(address(site.dataStore), site.market);
        require(known.marketToken == site.market, NotThisMarket(known.marketToken));
        require(known.shortToken == site.collateralToken, NotThisMarket(known.shortToken));
        longToken = known.longToken;
        codePin = Watching.pin(
            GmxV2Watch.code(
                GmxV2Watch.Places(
                    site.dataStore,
                    site.reader,
                    site.router,
                    site.market,
                    known.longToken,
                    site.collateralToken
                )
            )
        );
    }

    /// @inheritdoc IGauge
    function status() external view returns (VenueStatus) {
        return _disabled() ? VenueStatus.PAUSED : VenueStatus.OPEN;
    }

    /// @inheritdoc IGauge
    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory sum) {
        Watching.demand(codePin, GmxV2Watch.code(_places()));
        GmxV2State memory read;
        read.indexPrice = _indexPrice(priceE18);
        _readTerms(read);
        _readPosition(read, account);
        (uint256 deposits, uint256 sizeThen, int256 headroomThen) = _readOrders(read, account);
        sum.delta = read.promisedBase - QuoteMath.toInt(read.sizeBase);
        sum.protocolEquity = QuoteMath.divDown(read.remainingUsd, USD_PER_QUOTE);
        int256 headroom = read.remainingUsd - GmxV2Margin.smallestSafe(read, read.sizeUsd);
        headroomThen += read.remainingUsd - GmxV2Margin.smallestSafe(read, sizeThen);
        if (headroomThen < headroom && read.orderCount != 0) headroom = headroomThen;
        headroom = QuoteMath.divDown(headroom, USD_PER_QUOTE);
        // what is not asked for is not negative
        if (headroom < sum.protocolEquity) sum.maintenance = uint256(sum.protocolEquity - headroom);
        int256 value = GmxV2Margin.valueUsd(read);
        int256 worth = QuoteMath.divDown(value < 0 ? int256(0) : value, USD_PER_QUOTE);
        _demandPayable(uint256(worth));
        sum.oracleNav = worth + QuoteMath.toInt(deposits);
    }

    /// @inheritdoc IWatched
    function watched() external view returns (Watch memory) {
        return GmxV2Watch.read(_places());
    }

    /// @inheritdoc IGauge
    function primitives(address account) external view returns (bytes memory) {
        return abi.encode(state(account));
    }

    function state(address account) public view returns (GmxV2State memory read) {
        read.indexPrice = _indexPrice(priceSource.read().priceE18);
        _readTerms(read);
        _readPosition(read, account);
        _readOrders(read, account);
        _readMarket(read);
        read.timestamp = block.timestamp;
    }

    function _indexPrice(uint256 priceE18) private pure returns (uint256 indexPrice) {
        indexPrice = priceE18 / PRICE_SCALE;
        require(indexPrice != 0, NoPrice());
    }

    function _prices(GmxV2State memory read) private pure returns (IGmxV2Reader.MarketPrices memory prices) {
        prices.index = IGmxV2Reader.Price(read.indexPrice, read.indexPrice);
        prices.longToken = prices.index;
        prices.shortToken = IGmxV2Reader.Price(uint256(USD_PER_QUOTE), uint256(USD_PER_QUOTE));
    }

    function _readPosition(GmxV2State memory read, address account) private view {
        bytes32 key = GmxV2Keys.position(account, market, collateralToken, false);
        if (reader.getPosition(address(dataStore), key).sizeInUsd == 0) return;
        IGmxV2Reader.PositionInfo memory info = reader.getPositionInfo(
            address(dataStore),
            referralStorage,
            key,
            _prices(read),
            0,
            address(0),
            true
        );
        read.sizeUsd = info.position.sizeInUsd;
        read.sizeBase = info.position.sizeInTokens;
        read.collateral = info.position.collateralAmount;
        read.pendingImpactBase = info.position.pendingImpactAmount;
        (read.pnlUsd, read.uncappedPnlUsd) = (info.pnlUsd, info.uncappedPnlUsd);
        read.closingImpactUsd = info.execution.priceImpactUsd;
        read.closingFee = info.fees.positionFeeAmount - info.fees.totalDiscount;
        read.borrowingFee = info.fees.borrowing.feeAmount;
        read.fundingFee = info.fees.funding.feeAmount;
        read.remainingUsd = GmxV2Margin.remainingUsd(read);
    }

    /// @return deposits USDC 1e6 that lies with orders
    /// @return sizeThen dollars 1e30 when all of them are filled
    /// @return headroomChange dollars 1e30: what the orders bring in and take out, and what filling and closing them costs
    function _readOrders(
        GmxV2State memory read,
        address account
    ) private view returns (uint256 deposits, uint256 sizeThen, int256 headroomChange) {
        IGmxV2Reader.OrderEntry[] memory orders = reader.getAccountOrders(address(dataStore), account, 0, MOST_ORDERS);
        require(orders.length < MOST_ORDERS, TooManyOrders(orders.length));
        sizeThen = read.sizeUsd;
        for (uint256 i = 0; i < orders.length; i++) {
            IGmxV2Reader.Order memory order = orders[i].order;
            if (order.addresses.market != market) continue;
            if (read.orderCount++ == 0) _describe(read, orders[i]);
            uint256 moved = order.numbers.initialCollateralDeltaAmount;
            bool increases = order.numbers.orderType == MARKET_INCREASE;
            if (increases) deposits += moved;
            if (order.flags.isFrozen) continue;
            if (increases) {
                headroomChange += QuoteMath.toInt(moved) * USD_PER_QUOTE;
                headroomChange -= 2 * GmxV2Margin.feeUsd(read, order.numbers.sizeDeltaUsd);
                sizeThen += order.numbers.sizeDeltaUsd;
                read.promisedBase -= QuoteMath.toInt(QuoteMath.divUp(order.numbers.sizeDeltaUsd, read.indexPrice));
            } else {
                headroomChange -= QuoteMath.toInt(moved) * USD_PER_QUOTE;
                uint256 closed = order.numbers.sizeDeltaUsd < sizeThen ? order.numbers.sizeDeltaUsd : sizeThen;
                sizeThen -= closed;
                read.promisedBase += GmxV2Margin.baseOf(read, closed);
            }
        }
    }

    function _describe(GmxV2State memory read, IGmxV2Reader.OrderEntry memory entry) private pure {
        IGmxV2Reader.OrderNumbers memory numbers = entry.order.numbers;
        read.orderKey = entry.key;
        read.orderIncreases = numbers.orderType == MARKET_INCREASE;
        read.orderSizeUsd = numbers.sizeDeltaUsd;
        read.orderCollateral = numbers.initialCollateralDeltaAmount;
        read.orderAcceptablePrice = numbers.acceptablePrice;
        read.orderExecutionFee = numbers.executionFee;
        read.orderCreatedAt = numbers.updatedAt;
        read.orderFrozen = entry.order.flags.isFrozen;
    }

    function _readTerms(GmxV2State memory read) private view {
        read.minCollateralUsd = dataStore.getUint(GmxV2Keys.named("MIN_COLLATERAL_USD"));
        read.minCollateralFactorForLiquidation = _ofMarket("MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION");
        read.maxImpactFactorForLiquidation = _ofMarket("MAX_POSITION_IMPACT_FACTOR_FOR_LIQUIDATIONS");
        (uint256 improving, uint256 worsening) = _bothSides("POSITION_FEE_FACTOR");
        read.positionFeeFactor = improving > worsening ? improving : worsening;
    }

    function _readMarket(GmxV2State memory read) private view {
        read.disabled = _disabled();
        read.minCollateralFactor = _ofMarket("MIN_COLLATERAL_FACTOR");
        read.minPositionSizeUsd = dataStore.getUint(GmxV2Keys.named("MIN_POSITION_SIZE_USD"));
        (read.positiveImpactFactor, read.negativeImpactFactor) = _bothSides("POSITION_IMPACT_FACTOR");
        (read.positiveImpactExponent, read.negativeImpactExponent) = _bothSides("POSITION_IMPACT_EXPONENT_FACTOR");
        read.longInterestUsd = _interest(true);
        read.shortInterestUsd = _interest(false);
        read.maxShortInterestUsd = dataStore.getUint(GmxV2Keys.ofMarket("MAX_OPEN_INTEREST", market, false));
        IGmxV2Reader.MarketInfoHead memory info = reader.getMarketInfo(address(dataStore), _prices(read), market);
        read.borrowingPerSecond = info.shortBorrowingPerSecond;
        (read.longsPayShorts, read.fundingPerSecond) = (info.longsPayShorts, info.fundingPerSecond);
        read.increaseGas = _executionGas("INCREASE_ORDER_GAS_LIMIT");
        read.decreaseGas = _executionGas("DECREASE_ORDER_GAS_LIMIT");
        read.cancellableAfter = dataStore.getUint(GmxV2Keys.named("REQUEST_EXPIRATION_TIME"));
    }

    function _ofMarket(string memory name) private view returns (uint256) {
        return dataStore.getUint(GmxV2Keys.ofMarket(name, market));
    }

    function _bothSides(string memory name) private view returns (uint256 forTrue, uint256 forFalse) {
        forTrue = dataStore.getUint(GmxV2Keys.ofMarket(name, market, true));
        forFalse = dataStore.getUint(GmxV2Keys.ofMarket(name, market, false));
    }

    function _interest(bool isLong) private view returns (uint256) {
        return
            dataStore.getUint(GmxV2Keys.openInterest(market, longToken, isLong)) +
            dataStore.getUint(GmxV2Keys.openInterest(market, collateralToken, isLong));
    }

    /// @dev What the protocol multiplies with the transaction's gas price to find the least execution fee.
    function _executionGas(string memory name) private view returns (uint256) {
        return
            dataStore.getUint(GmxV2Keys.named("ESTIMATED_GAS_FEE_BASE_AMOUNT_V2_1")) +
            dataStore.getUint(GmxV2Keys.named("ESTIMATED_GAS_FEE_PER_ORACLE_PRICE")) * ORACLE_PRICES_OF_AN_ORDER +
            (dataStore.getUint(GmxV2Keys.named(name)) *
                dataStore.getUint(GmxV2Keys.named("ESTIMATED_GAS_FEE_MULTIPLIER_FACTOR"))) /
                ONE;
    }

    function _demandPayable(uint256 owed) private view {
        uint256 there = IERC20(collateralToken).balanceOf(market);
        require(owed <= there, ProtocolDrained(owed, there));
    }

    function _places() private view returns (GmxV2Watch.Places memory) {
        return GmxV2Watch.Places(dataStore, reader, router, market, longToken, collateralToken);
    }

    function _disabled() private view returns (bool) {
        address handler = router.orderHandler();
        return
            dataStore.getBool(GmxV2Keys.ofMarket("IS_MARKET_DISABLED", market)) ||
            dataStore.getBool(GmxV2Keys.feature("CREATE_ORDER_FEATURE_DISABLED", handler, MARKET_INCREASE)) ||
            dataStore.getBool(GmxV2Keys.feature("CREATE_ORDER_FEATURE_DISABLED", handler, MARKET_DECREASE)) ||
            dataStore.getBool(GmxV2Keys.feature("EXECUTE_ORDER_FEATURE_DISABLED", handler, MARKET_INCREASE)) ||
            dataStore.getBool(GmxV2Keys.feature("EXECUTE_ORDER_FEATURE_DISABLED", handler, MARKET_DECREASE));
    }
}
