// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {
    ILyraGreekCache,
    ILyraOptionMarket,
    ILyraOptionToken,
    ILyraShortCollateral,
    LyraBlackScholes,
    LyraOptionType
} from "../external/lyra/ILyra.sol";
import {IUniswapV3SwapRouter} from "../external/uniswap/IUniswapV3.sol";
import {CallClass} from "../interfaces/ICallRule.sol";
import {ParitySwaps} from "./ParitySwaps.sol";

/// @title Which calls to one option market of Lyra v1 a keeper may make
/// @notice Opening, closing and closing by force; collateral in and out; settling; bringing a board's cached Greeks up
/// to date. A trade needs a sure price: what it may cost, or must bring, is held to the protocol's own Black-Scholes
/// value at that price, at the volatility traded or its average, whichever is the stricter, so that a keeper who moves
/// the volatility first gains nothing. Positions are the vault's own; who is paid is always their owner. Calls sold
/// against base are backed one for one, so that they cannot be liquidated.
/// Quote and base are synths, bought and sold near parity by a router that must not be the one of another rule.
contract LyraRule is ParitySwaps {
    uint256 public constant MOST_ITERATIONS = 8;
    /// that are settled by one call
    uint256 public constant MOST_POSITIONS = 16;
    uint256 private constant ONE = 1e18;

    struct Contracts {
        ILyraOptionMarket market;
        ILyraOptionToken optionToken;
        ILyraGreekCache greekCache;
        ILyraShortCollateral shortCollateral;
        address blackScholes;
        address router;
    }

    /// What a premium may be worse than the model's by: a part of itself, and a part of the spot for each option, which
    /// is what most of the fee is.
    struct Allowance {
        uint256 premiumBps;
        /// where the protocol closes by force, at a shocked volatility
        uint256 forcedPremiumBps;
        uint256 spotBps;
    }

    ILyraOptionMarket public immutable market;
    ILyraOptionToken public immutable optionToken;
    ILyraGreekCache public immutable greekCache;
    ILyraShortCollateral public immutable shortCollateral;
    address public immutable blackScholes;
    address public immutable router;
    Allowance public allowance;
    Synth public quote;
    Synth public base;

    constructor(Contracts memory lyra, Allowance memory allowance_, Synth memory quote_, Synth memory base_) {
        _requireSlippage(allowance_.premiumBps);
        _requireSlippage(allowance_.forcedPremiumBps);
        _requireSlippage(allowance_.spotBps);
        _requireSlippage(quote_.slippageBps);
        _requireSlippage(base_.slippageBps);
        (market, optionToken, greekCache) = (lyra.market, lyra.optionToken, lyra.greekCache);
        (shortCollateral, blackScholes, router) = (lyra.shortCollateral, lyra.blackScholes, lyra.router);
        (allowance, quote, base) = (allowance_, quote_, base_);
    }

    function check(
        address vault,
        address target,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data,
        uint256 priceE18
    ) external view returns (CallClass) {
        bytes4 selector = bytes4(data);
        if (target == router) {
            if (selector == IUniswapV3SwapRouter.exactInputSingle.selector) {
                return _swapSynth(vault, spendToken, spendAmount, data);
            }
            revert FunctionNotAllowed(target, selector);
        }
        if (target == address(market)) {
            if (selector == ILyraOptionMarket.addCollateral.selector) {
                return _addCollateral(vault, spendToken, spendAmount, data);
            }
            if (selector == ILyraOptionMarket.settleExpiredBoard.selector) {
                return _housekeeping(spendToken, spendAmount, data);
            }
            bool opens = selector == ILyraOptionMarket.openPosition.selector;
            bool forced = selector == ILyraOptionMarket.forceClosePosition.selector;
            if (opens || forced || selector == ILyraOptionMarket.closePosition.selector) {
                return _trade(vault, Spend(spendToken, spendAmount), data, priceE18, opens, forced);
            }
        } else if (target == address(greekCache)) {
            if (selector == ILyraGreekCache.updateBoardCachedGreeks.selector) {
                return _housekeeping(spendToken, spendAmount, data);
            }
        } else if (target == address(shortCollateral)) {
            if (selector == ILyraShortCollateral.settleOptions.selector) {
                return _settle(vault, spendToken, spendAmount, data);
            }
        } else {
            revert TargetNotKnown(target);
        }
        revert FunctionNotAllowed(target, selector);
    }

    struct Spend {
        address token;
        uint256 amount;
    }

    function _trade(
        address vault,
        Spend memory spend,
        bytes calldata data,
        uint256 priceE18,
        bool opens,
        bool forced
    ) private view returns (CallClass) {
        ILyraOptionMarket.TradeInput memory trade = abi.decode(_arguments(data, 8), (ILyraOptionMarket.TradeInput));
        ILyraOptionToken.Position memory held = _held(vault, trade.positionId);
        require(trade.iterations != 0 && trade.iterations <= MOST_ITERATIONS, IterationsNotAllowed(trade.iterations));
        if (opens && trade.amount == 0) return _takeOut(held, trade, spend);
        _requireAmount(trade.amount);
        require(trade.amount <= type(uint128).max, AmountTooLarge(trade.amount));
        require(trade.setCollateralTo <= type(uint128).max, AmountTooLarge(trade.setCollateralTo));
        require(priceE18 != 0, NoSurePrice());
        bool buys = opens != _isShort(trade.optionType);
        _requirePremium(trade, buys, forced ? allowance.forcedPremiumBps : allowance.premiumBps, priceE18);
        if (trade.optionType == LyraOptionType.SHORT_CALL_BASE) {
            uint256 left = opens ? held.amount + trade.amount : held.amount - trade.amount;
            require(trade.setCollateralTo >= left, NotCovered(trade.setCollateralTo, left));
        }
        _requireFunded(trade, held, buys, spend);
        return CallClass.TRADE;
    }

    /// @dev Lowering the collateral of a sold option is opening nothing more of it. What is left is the policy's floor's
    /// business, and covered calls stay covered.
    function _takeOut(
        ILyraOptionToken.Position memory held,
        ILyraOptionMarket.TradeInput memory trade,
        Spend memory spend
    ) private pure returns (CallClass) {
        _requireNoSpend(spend.token, spend.amount);
        require(trade.setCollateralTo < held.collateral, CollateralNotTakenOut(trade.setCollateralTo, held.collateral));
        require(
            trade.optionType != LyraOptionType.SHORT_CALL_BASE || trade.setCollateralTo >= held.amount,
            NotCovered(trade.setCollateralTo, held.amount)
        );
        return CallClass.WITHDRAW;
    }

    /// @dev What is bought is paid for up to the limit, what is sold is backed by as much more as it is to have; the
    /// other way round nothing leaves the vault. Closing what quote backs is paid for out of that.
    function _requireFunded(
        ILyraOptionMarket.TradeInput memory trade,
        ILyraOptionToken.Position memory held,
        bool buys,
        Spend memory spend
    ) private view {
        bool backedByBase = trade.optionType == LyraOptionType.SHORT_CALL_BASE;
        if (buys && (!_isShort(trade.optionType) || backedByBase)) {
            _requireSpends(quote.synth, trade.maxTotalCost, spend.token, spend.amount);
        } else if (!buys && trade.setCollateralTo > held.collateral) {
            address backing = backedByBase ? base.synth : quote.synth;
            _requireSpends(backing, trade.setCollateralTo - held.collateral, spend.token, spend.amount);
        } else {
            _requireNoSpend(spend.token, spend.amount);
        }
    }

    /// @dev Rounded for the vault: the value down when it buys, up when it sells.
    function _requirePremium(
        ILyraOptionMarket.TradeInput memory trade,
        bool buys,
        uint256 premiumBps,
        uint256 priceE18
    ) private view {
        uint256 value = trade.amount * _value(trade.strikeId, trade.optionType, buys, priceE18);
        uint256 spot = trade.amount * priceE18;
        uint256 slack = spot * allowance.spotBps;
        if (buys) {
            uint256 most = (value * (BPS + premiumBps) + slack) / (BPS * ONE);
            require(trade.maxTotalCost <= most, PremiumLimitTooLoose(trade.maxTotalCost, most));
        } else {
            uint256 brings = value * (BPS - premiumBps);
            uint256 least = brings > slack ? (brings - slack + BPS * ONE - 1) / (BPS * ONE) : 0;
            require(trade.minTotalCost >= least, PremiumLimitTooLoose(trade.minTotalCost, least));
        }
    }

    function _value(
        uint256 strikeId,
        LyraOptionType optionType,
        bool buys,
        uint256 priceE18
    ) private view returns (uint256) {
        (ILyraOptionMarket.Strike memory strike, ILyraOptionMarket.Board memory board) = market.getStrikeAndBoard(
            strikeId
        );
        ILyraGreekCache.ForceCloseParameters memory back = greekCache.getForceCloseParams();
        uint256 volatility = (board.iv * strike.skew) / ONE;
        uint256 averaged =
            (greekCache.getIvGWAV(board.id, back.ivGWAVPeriod) *
                greekCache.getSkewGWAV(strikeId, back.skewGWAVPeriod)) / ONE;
        if (buys ? averaged < volatility : averaged > volatility) volatility = averaged;
        LyraBlackScholes.Answer memory answer = LyraBlackScholes.ask(
            blackScholes,
            LyraBlackScholes.Inputs({
                timeToExpirySec: board.expiry > block.timestamp ? board.expiry - block.timestamp : 0,
                volatilityDecimal: volatility,
                spotDecimal: priceE18,
                strikePriceDecimal: strike.strikePrice,
                rateDecimal: greekCache.getGreekCacheParams().rateAndCarry
            })
        );
        bool put = optionType == LyraOptionType.LONG_PUT || optionType == LyraOptionType.SHORT_PUT_QUOTE;
        return put ? answer.putPrice : answer.callPrice;
    }

    function _addCollateral(
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data
    ) private view returns (CallClass) {
        (uint256 positionId, uint256 amount) = abi.decode(_arguments(data, 2), (uint256, uint256));
        _requireAmount(amount);
        _requireOwned(vault, positionId);
        LyraOptionType optionType = optionToken.getOptionPosition(positionId).optionType;
        address backing = optionType == LyraOptionType.SHORT_CALL_BASE ? base.synth : quote.synth;
        _requireSpends(backing, amount, spendToken, spendAmount);
        return CallClass.TOP_UP;
    }

    /// @dev One board, whichever: both functions are for everybody to call.
    function _housekeeping(
        address spendToken,
        uint256 spendAmount,
        bytes calldata data
    ) private pure returns (CallClass) {
        _requireNoSpend(spendToken, spendAmount);
        _arguments(data, 1);
        return CallClass.HOUSEKEEPING;
    }

    /// @dev A list, so its encoding is held to the one that has nothing to hide.
    function _settle(
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data
    ) private view returns (CallClass) {
        _requireNoSpend(spendToken, spendAmount);
        uint256[] memory ids = abi.decode(data[4:], (uint256[]));
        require(ids.length <= MOST_POSITIONS, TooManyPositions(ids.length));
        require(keccak256(data[4:]) == keccak256(abi.encode(ids)), NotCanonical());
        _requireAmount(ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            _requireOwned(vault, ids[i]);
        }
        return CallClass.HOUSEKEEPING;
    }

    function _swapSynth(
        address vault,
        address spendToken,
        uint256 spendAmount,
        bytes calldata data
    ) private view returns (CallClass) {
        Synth memory pair = spendToken == base.synth || spendToken == base.original ? base : quote;
        return _swap(vault, spendToken, spendAmount, data, pair);
    }

    /// Nothing for 0, which is what a new position is asked for by.
    function _held(address vault, uint256 positionId) private view returns (ILyraOptionToken.Position memory held) {
        if (positionId == 0) return held;
        _requireOwned(vault, positionId);
        return optionToken.getOptionPosition(positionId);
    }

    function _requireOwned(address vault, uint256 positionId) private view {
        address owner = optionToken.ownerOf(positionId);
        require(owner == vault, PositionNotOwned(positionId, owner));
    }

    function _isShort(LyraOptionType optionType) private pure returns (bool) {
        return optionType > LyraOptionType.LONG_PUT;
    }
}
