// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {
    ILyraGreekCache,
    ILyraLiquidityPool,
    ILyraOptionMarket,
    ILyraOptionMarketPricer,
    ILyraOptionToken,
    ILyraSynthetixAdapter
} from "../external/lyra/ILyra.sol";
import {GaugeTotals, IGauge, VenueStatus} from "../interfaces/IGauge.sol";
import {IWatched, Watch} from "../interfaces/IWatched.sol";
import {LyraBoardState, LyraPositionState, LyraState, LyraStrikeState} from "./LyraState.sol";
import {LyraValue} from "./LyraValue.sol";
import {QuoteMath} from "./QuoteMath.sol";
import {LyraWatch} from "./watch/LyraWatch.sol";
import {IProxyAdmin, Watching} from "./watch/Watching.sol";

/// @title Gauge of one account's options in one market of Lyra v1
/// @notice Values options with the protocol's own deployed Black-Scholes code, at what its boards and strikes trade at
/// now, never with what it has cached. LyraValue says at which volatility.
///
/// Sold options are margined one by one: a position is liquidated when its collateral is below what the protocol asks
/// for it. So the account is as safe as its worst: protocolEquity is the collateral of the sold option that has least
/// of it for what is asked, in USDC 1e6 rounded down, and maintenance that much less the headroom rounded down. Equity
/// is below maintenance exactly when something can be liquidated. A call that base backs one for one never can be, and
/// is left out of this. Both go by the protocol's own spot; while it believes none, by the policy's price.
///
/// sUSD counts as a dollar, sETH as WETH: that lie with the account too, so no other gauge of a policy may count them.
/// Anybody may send a position to the account, so the search is bounded: the first SCAN_LIMIT it owns are looked at,
/// and of these the first POSITION_LIMIT of at least SMALLEST_AMOUNT are counted. What is sent can only be worth
/// something, never owe anything.
contract LyraGauge is IGauge, IWatched {
    uint256 public constant SCAN_LIMIT = 16;
    uint256 public constant POSITION_LIMIT = 5;
    /// of options
    uint256 public constant SMALLEST_AMOUNT = 0.01e18;
    uint256 private constant SUSD_PER_QUOTE = 1e12;

    /// What the protocol is made of.
    struct Contracts {
        ILyraOptionMarket market;
        ILyraOptionToken optionToken;
        ILyraGreekCache greekCache;
        ILyraOptionMarketPricer pricer;
        ILyraLiquidityPool pool;
        ILyraSynthetixAdapter adapter;
        address blackScholes;
        IERC20Metadata quote;
        IERC20Metadata base;
        /// of the adapter, where that is a proxy; zero where it is none
        IProxyAdmin admin;
    }

    bytes32 public immutable venueId;
    ILyraOptionMarket public immutable market;
    ILyraOptionToken public immutable optionToken;
    ILyraGreekCache public immutable greekCache;
    ILyraOptionMarketPricer public immutable pricer;
    ILyraLiquidityPool public immutable pool;
    ILyraSynthetixAdapter public immutable adapter;
    address public immutable blackScholes;
    IERC20Metadata public immutable quote;
    IERC20Metadata public immutable base;
    IProxyAdmin public immutable admin;
    /// of the protocol's code when this gauge was made
    bytes32 public immutable codePin;

    error UnknownDecimals(address token, uint8 decimals);

    constructor(string memory name, Contracts memory lyra) {
        venueId = keccak256(bytes(name));
        (market, optionToken, greekCache) = (lyra.market, lyra.optionToken, lyra.greekCache);
        (pricer, pool, adapter) = (lyra.pricer, lyra.pool, lyra.adapter);
        (blackScholes, quote, base) = (lyra.blackScholes, lyra.quote, lyra.base);
        _require18(lyra.quote);
        _require18(lyra.base);
        admin = lyra.admin;
        codePin = Watching.pin(LyraWatch.code(_places()));
    }

    /// @inheritdoc IGauge
    function status() external view returns (VenueStatus) {
        return _paused() || _spot() == 0 ? VenueStatus.PAUSED : VenueStatus.OPEN;
    }

    /// @inheritdoc IGauge
    function totals(address account, uint256 priceE18) external view returns (GaugeTotals memory sum) {
        Watching.demand(codePin, LyraWatch.code(_places()));
        uint256 spot = _spot();
        if (spot == 0) spot = priceE18;
        LyraPositionState[] memory positions = _positions(account, spot);
        int256 rate = greekCache.getGreekCacheParams().rateAndCarry;
        uint256 idleBase = base.balanceOf(account);
        uint256 valueE36 = quote.balanceOf(account) * 1e18 + idleBase * priceE18;
        int256 deltaE36 = QuoteMath.toInt(idleBase) * 1e18;
        for (uint256 i = 0; i < positions.length; ++i) {
            (uint256 value, int256 delta) = LyraValue.worth(positions[i], blackScholes, rate, priceE18);
            valueE36 += value;
            deltaE36 += delta;
        }
        sum.delta = QuoteMath.divDown(deltaE36, 1e18);
        sum.oracleNav = QuoteMath.toInt(valueE36 / 1e30);
        (sum.protocolEquity, sum.maintenance) = _margin(positions, spot);
    }

    /// @inheritdoc IGauge
    function primitives(address account) external view returns (bytes memory) {
        return abi.encode(state(account));
    }

    /// @inheritdoc IWatched
    function watched() external view returns (Watch memory) {
        return LyraWatch.read(_places(), _spot());
    }

    function state(address account) public view returns (LyraState memory read) {
        ILyraGreekCache.GreekCacheParameters memory cache = greekCache.getGreekCacheParams();
        read.spot = _spot();
        read.paused = _paused();
        (read.idleQuote, read.idleBase) = (quote.balanceOf(account), base.balanceOf(account));
        read.rateAndCarry = cache.rateAndCarry;
        read.timestamp = block.timestamp;
        if (read.spot != 0) {
            ILyraLiquidityPool.Liquidity memory liquidity = pool.getLiquidity(read.spot);
            (read.freeLiquidity, read.poolNav) = (liquidity.freeLiquidity, liquidity.nav);
        }
        read.netStdVega = greekCache.getGlobalCache().netGreeks.netStdVega;
        read.minCollateral = greekCache.getMinCollatParams();
        read.pricing = pricer.getPricingParams();
        read.limits = pricer.getTradeLimitParams();
        read.varianceFee = pricer.getVarianceFeeParams();
        read.positions = _positions(account, read.spot);
        read.boards = _boards(cache.varianceIvGWAVPeriod);
    }

    function _places() private view returns (LyraWatch.Places memory) {
        return LyraWatch.Places(market, optionToken, greekCache, pricer, pool, adapter, blackScholes, admin);
    }

    /// Of the sold option that has least for what is asked; 0 and 0 where none can be liquidated.
    function _margin(
        LyraPositionState[] memory positions,
        uint256 spot
    ) private pure returns (int256 equity, uint256 maintenance) {
        uint256 has;
        uint256 asked;
        for (uint256 i = 0; i < positions.length; ++i) {
            LyraPositionState memory position = positions[i];
            bool covered = LyraValue.isBaseBacked(position) && position.collateral >= position.amount;
            if (covered || position.minCollateral == 0) continue;
            uint256 unit = LyraValue.isBaseBacked(position) ? spot : 1e18;
            uint256 has_ = position.collateral * unit;
            uint256 asked_ = position.minCollateral * unit;
            if (asked == 0 || has_ * (asked / 1e18) < has * (asked_ / 1e18)) (has, asked) = (has_, asked_);
        }
        equity = QuoteMath.toInt(has / 1e30);
        int256 headroom = QuoteMath.divDown(QuoteMath.toInt(has) - QuoteMath.toInt(asked), 1e30);
        // headroom is at most what there is, so this is not negative
        maintenance = uint256(equity - headroom);
    }

    function _positions(address account, uint256 spot) private view returns (LyraPositionState[] memory found) {
        uint256 owned = optionToken.balanceOf(account);
        if (owned > SCAN_LIMIT) owned = SCAN_LIMIT;
        ILyraGreekCache.ForceCloseParameters memory back = greekCache.getForceCloseParams();
        found = new LyraPositionState[](POSITION_LIMIT);
        uint256 count;
        for (uint256 i = 0; i < owned && count < POSITION_LIMIT; ++i) {
            ILyraOptionToken.Position memory held = optionToken.getOptionPosition(
                optionToken.tokenOfOwnerByIndex(account, i)
            );
            bool counts = held.state == ILyraOptionToken.PositionState.ACTIVE && held.amount >= SMALLEST_AMOUNT;
            if (counts) found[count++] = _position(held, spot, back);
        }
        // shortened in place: the array was just made and nobody else holds it
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    function _position(
        ILyraOptionToken.Position memory held,
        uint256 spot,
        ILyraGreekCache.ForceCloseParameters memory back
    ) private view returns (LyraPositionState memory position) {
        (ILyraOptionMarket.Strike memory strike, ILyraOptionMarket.Board memory board) = market.getStrikeAndBoard(
            held.strikeId
        );
        position.positionId = held.positionId;
        position.strikeId = held.strikeId;
        position.boardId = board.id;
        position.optionType = uint256(held.optionType);
        (position.amount, position.collateral) = (held.amount, held.collateral);
        (position.strike, position.expiry) = (strike.strikePrice, board.expiry);
        (position.boardIv, position.skew) = (board.iv, strike.skew);
        (, position.priceAtExpiry, position.baseReturnedRatio) = market.getSettlementParameters(held.strikeId);
        if (position.priceAtExpiry != 0) return position;
        position.averageIv = greekCache.getIvGWAV(board.id, back.ivGWAVPeriod);
        position.averageSkew = greekCache.getSkewGWAV(held.strikeId, back.skewGWAVPeriod);
        if (spot != 0 && LyraValue.isShort(position)) {
            position.minCollateral = greekCache.getMinCollateral(
                held.optionType,
                strike.strikePrice,
                board.expiry,
                spot,
                held.amount
            );
        }
    }

    function _boards(uint256 variancePeriod) private view returns (LyraBoardState[] memory boards) {
        uint256[] memory live = market.getLiveBoards();
        boards = new LyraBoardState[](live.length);
        for (uint256 i = 0; i < live.length; ++i) {
            ILyraOptionMarket.Board memory board = market.getOptionBoard(live[i]);
            LyraBoardState memory read = boards[i];
            (read.boardId, read.expiry, read.iv, read.frozen) = (board.id, board.expiry, board.iv, board.frozen);
            read.averageIv = greekCache.getIvGWAV(board.id, variancePeriod);
            read.stale = _isStale(board.id);
            read.strikes = new LyraStrikeState[](board.strikeIds.length);
            for (uint256 k = 0; k < board.strikeIds.length; ++k) {
                ILyraGreekCache.StrikeCache memory strike = greekCache.getStrikeCache(board.strikeIds[k]);
                read.strikes[k] = LyraStrikeState(strike.id, strike.strikePrice, strike.skew, strike.greeks.stdVega);
            }
        }
    }

    /// What cannot be told counts as stale.
    function _isStale(uint256 boardId) private view returns (bool) {
        try greekCache.isBoardCacheStale(boardId) returns (bool stale) {
            return stale;
        } catch {
            return true;
        }
    }

    function _spot() private view returns (uint256) {
        try adapter.getSpotPrice(adapter.baseKey(address(market))) returns (uint256 spot) {
            return spot;
        } catch {
            return 0;
        }
    }

    function _paused() private view returns (bool) {
        return adapter.isGlobalPaused() || adapter.isMarketPaused(address(market));
    }

    function _require18(IERC20Metadata token) private view {
        require(token.decimals() == 18, UnknownDecimals(address(token), token.decimals()));
    }
}
