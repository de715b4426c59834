// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {
    ILyraGreekCache,
    ILyraOptionMarket,
    ILyraOptionToken,
    ILyraShortCollateral,
    LyraBlackScholes,
    LyraOptionType
} from "../../contracts/external/lyra/ILyra.sol";
import {IUniswapV3SwapRouter} from "../../contracts/external/uniswap/IUniswapV3.sol";
import {CallClass} from "../../contracts/interfaces/ICallRule.sol";
import {IRuleErrors} from "../../contracts/rules/IRuleErrors.sol";
import {LyraRule} from "../../contracts/rules/LyraRule.sol";
import {ParitySwaps} from "../../contracts/rules/ParitySwaps.sol";
import {RuleTest} from "./RuleTest.sol";

/// Market, token and cache in one, and a library that values every option at a tenth of its volatility times the spot.
contract LyraDouble {
    mapping(uint256 position => ILyraOptionToken.Position) private _positions;
    mapping(uint256 position => address) public ownerOf;
    uint256 public averageIv = 1e18;

    function hold(uint256 id, address owner, LyraOptionType kind, uint256 amount, uint256 collateral) external {
        ownerOf[id] = owner;
        _positions[id] = ILyraOptionToken.Position(
            id,
            1,
            kind,
            amount,
            collateral,
            ILyraOptionToken.PositionState.ACTIVE
        );
    }

    function average(uint256 iv) external {
        averageIv = iv;
    }

    function getOptionPosition(uint256 id) external view returns (ILyraOptionToken.Position memory) {
        return _positions[id];
    }

    function getStrikeAndBoard(
        uint256 id
    ) external view returns (ILyraOptionMarket.Strike memory strike, ILyraOptionMarket.Board memory board) {
        (strike.id, strike.strikePrice, strike.skew) = (id, 2000e18, 1e18);
        (board.id, board.expiry, board.iv) = (7, block.timestamp + 28 days, 1e18);
    }

    function getForceCloseParams() external pure returns (ILyraGreekCache.ForceCloseParameters memory) {}

    function getGreekCacheParams() external pure returns (ILyraGreekCache.GreekCacheParameters memory) {}

    function getIvGWAV(uint256, uint256) external view returns (uint256) {
        return averageIv;
    }

    function getSkewGWAV(uint256, uint256) external pure returns (uint256) {
        return 1e18;
    }

    /// The library's function is called by a selector that no contract declares.
    fallback(bytes calldata data) external returns (bytes memory) {
        require(bytes4(data) == LyraBlackScholes.PRICES_DELTA_STD_VEGA, "another function");
        LyraBlackScholes.Inputs memory inputs = abi.decode(data[4:], (LyraBlackScholes.Inputs));
        uint256 value = (inputs.volatilityDecimal * inputs.spotDecimal) / 10e18;
        return abi.encode(LyraBlackScholes.Answer(value, value, 0.5e18, -0.5e18, 0, 0));
    }
}

contract LyraRuleTest is RuleTest {
    address private constant SHORT_COLLATERAL = address(0x5c);
    address private constant ROUTER = address(0x7073);
    address private constant SUSD = address(0x505d);
    address private constant SETH = address(0x5e78);
    uint24 private constant FEE = 500;
    uint256 private constant OURS = 3;
    uint256 private constant THEIRS = 4;
    /// ten at 200 each, a tenth of it and one per cent of the spot: 2000 + 200 + 200
    uint256 private constant MOST = 2400e18;
    uint256 private constant LEAST = 1600e18;

    LyraDouble private _lyra;
    LyraDouble private _cache;
    LyraRule private _rule;

    function setUp() external {
        VM.warp(1_000_000);
        (_lyra, _cache) = (new LyraDouble(), new LyraDouble());
        _lyra.hold(OURS, VAULT, LyraOptionType.SHORT_PUT_QUOTE, 10e18, 9000e18);
        _lyra.hold(THEIRS, STRANGER, LyraOptionType.LONG_PUT, 10e18, 0);
        address lyra = address(_lyra);
        _rule = new LyraRule(
            LyraRule.Contracts(
                ILyraOptionMarket(lyra),
                ILyraOptionToken(lyra),
                ILyraGreekCache(address(_cache)),
                ILyraShortCollateral(SHORT_COLLATERAL),
                lyra,
                ROUTER
            ),
            LyraRule.Allowance(1000, 5000, 100),
            ParitySwaps.Synth(SUSD, QUOTE, 1e12, FEE, 20),
            ParitySwaps.Synth(SETH, BASE, 1, FEE, 20)
        );
    }

    function test_whatIsBoughtCostsTheModelsValueAndTheAllowanceAtMost() external view {
        Ask memory buy = _open(0, LyraOptionType.LONG_PUT, 10e18, 0, 0, MOST);
        buy = withSpend(buy, SUSD, MOST);
        assertAllowed(buy, CallClass.TRADE);
        assertRefused(withSpend(withWord(buy, 7, MOST + 1), SUSD, MOST + 1), IRuleErrors.PremiumLimitTooLoose.selector);
        assertRefused(withSpend(buy, SUSD, MOST - 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withSpend(buy, QUOTE, MOST), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withPrice(buy, 0), IRuleErrors.NoSurePrice.selector);
    }

    function test_whatIsSoldBringsTheModelsValueLessTheAllowanceAtLeast() external view {
        Ask memory sell = _open(0, LyraOptionType.SHORT_PUT_QUOTE, 10e18, 9000e18, LEAST, type(uint256).max);
        sell = withSpend(sell, SUSD, 9000e18);
        assertAllowed(sell, CallClass.TRADE);
        assertRefused(withWord(sell, 6, LEAST - 1), IRuleErrors.PremiumLimitTooLoose.selector);
        assertRefused(withSpend(sell, SUSD, 9000e18 + 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withSpend(sell, SETH, 9000e18), IRuleErrors.SpendNotOfThisCall.selector);
    }

    /// Whoever moves the volatility first gains nothing: its average counts where that is the stricter.
    function test_aVolatilityThatWasJustMovedDoesNotLoosenTheLimit() external {
        Ask memory buy = withSpend(_open(0, LyraOptionType.LONG_CALL, 10e18, 0, 0, MOST), SUSD, MOST);
        _cache.average(0.9e18);
        assertRefused(buy, IRuleErrors.PremiumLimitTooLoose.selector);
        _cache.average(1.1e18);
        assertAllowed(buy, CallClass.TRADE);
        Ask memory sell = _open(0, LyraOptionType.SHORT_CALL_BASE, 10e18, 10e18, LEAST, type(uint256).max);
        sell = withSpend(sell, SETH, 10e18);
        assertRefused(sell, IRuleErrors.PremiumLimitTooLoose.selector);
        _cache.average(0.9e18);
        assertAllowed(sell, CallClass.TRADE);
    }

    function test_aCallSoldAgainstBaseIsBackedOneForOne() external view {
        Ask memory sell = _open(0, LyraOptionType.SHORT_CALL_BASE, 10e18, 10e18, LEAST, type(uint256).max);
        assertAllowed(withSpend(sell, SETH, 10e18), CallClass.TRADE);
        Ask memory less = withWord(sell, 5, 10e18 - 1);
        assertRefused(withSpend(less, SETH, 10e18 - 1), IRuleErrors.NotCovered.selector);
    }

    function test_onlyTheVaultsPositionsAreTouched() external view {
        Ask memory close = _trade(
            ILyraOptionMarket.closePosition.selector,
            THEIRS,
            LyraOptionType.LONG_PUT,
            10e18,
            0,
            LEAST,
            type(uint256).max
        );
        assertRefused(close, IRuleErrors.PositionNotOwned.selector);
        Ask memory add = _ask(abi.encodeCall(ILyraOptionMarket.addCollateral, (THEIRS, 5e18)));
        assertRefused(withSpend(add, SUSD, 5e18), IRuleErrors.PositionNotOwned.selector);
        assertRefused(_settle(THEIRS), IRuleErrors.PositionNotOwned.selector);
    }

    function test_closingWhatQuoteBacksIsPaidForOutOfThat() external view {
        Ask memory close = _trade(
            ILyraOptionMarket.closePosition.selector,
            OURS,
            LyraOptionType.SHORT_PUT_QUOTE,
            10e18,
            0,
            0,
            MOST
        );
        assertAllowed(close, CallClass.TRADE);
        assertRefused(withSpend(close, SUSD, MOST), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withWord(close, 7, MOST + 1), IRuleErrors.PremiumLimitTooLoose.selector);
        Ask memory forced = _trade(
            ILyraOptionMarket.forceClosePosition.selector,
            OURS,
            LyraOptionType.SHORT_PUT_QUOTE,
            10e18,
            0,
            0,
            3200e18
        );
        assertAllowed(forced, CallClass.TRADE);
        assertRefused(withWord(forced, 7, 3200e18 + 1), IRuleErrors.PremiumLimitTooLoose.selector);
    }

    function test_collateralGoesInAndComesOut() external view {
        Ask memory add = _ask(abi.encodeCall(ILyraOptionMarket.addCollateral, (OURS, 5e18)));
        assertAllowed(withPrice(withSpend(add, SUSD, 5e18), 0), CallClass.TOP_UP);
        assertRefused(withSpend(add, SUSD, 6e18), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withWord(withSpend(add, SUSD, 0), 1, 0), IRuleErrors.ZeroAmount.selector);
        Ask memory out = _open(OURS, LyraOptionType.SHORT_PUT_QUOTE, 0, 8000e18, 0, type(uint256).max);
        assertAllowed(withPrice(out, 0), CallClass.WITHDRAW);
        assertRefused(withWord(out, 5, 9000e18), IRuleErrors.CollateralNotTakenOut.selector);
    }

    function test_whatIsForEverybodyToCallNeedsNoPrice() external view {
        Ask memory board = _ask(abi.encodeCall(ILyraOptionMarket.settleExpiredBoard, (7)));
        assertAllowed(withPrice(board, 0), CallClass.HOUSEKEEPING);
        Ask memory greeks = withTarget(
            _ask(abi.encodeCall(ILyraGreekCache.updateBoardCachedGreeks, (7))),
            address(_cache)
        );
        assertAllowed(withPrice(greeks, 0), CallClass.HOUSEKEEPING);
        assertRefused(withSpend(greeks, SUSD, 1), IRuleErrors.SpendNotOfThisCall.selector);
        Ask memory settle = _settle(OURS);
        assertAllowed(withPrice(settle, 0), CallClass.HOUSEKEEPING);
        assertRefused(withData(settle, bytes.concat(settle.data, bytes32(0))), IRuleErrors.NotCanonical.selector);
        uint256[] memory none = new uint256[](0);
        assertRefused(
            withData(settle, abi.encodeCall(ILyraShortCollateral.settleOptions, (none))),
            IRuleErrors.ZeroAmount.selector
        );
        uint256[] memory many = new uint256[](17);
        assertRefused(
            withData(settle, abi.encodeCall(ILyraShortCollateral.settleOptions, (many))),
            IRuleErrors.TooManyPositions.selector
        );
    }

    function test_bothSynthsAreSwappedNearParityOnly() external view {
        assertAllowed(_swap(QUOTE, SUSD, 1000e6, 998e18), CallClass.TOP_UP);
        assertAllowed(_swap(BASE, SETH, 1000, 998), CallClass.TOP_UP);
        assertAllowed(_swap(SETH, BASE, 1000, 998), CallClass.WITHDRAW);
        assertRefused(_swap(BASE, SETH, 1000, 997), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_swap(BASE, SUSD, 1000, 998), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(_swap(SUSD, BASE, 1000, 998), IRuleErrors.TokenNotAllowed.selector);
    }

    function test_everythingElseIsRefused() external view {
        assertRefused(
            _ask(abi.encodeWithSignature("liquidatePosition(uint256,address)", 4, VAULT)),
            IRuleErrors.FunctionNotAllowed.selector
        );
        assertRefused(withTarget(_settle(OURS), ROUTER), IRuleErrors.FunctionNotAllowed.selector);
        assertRefused(withTarget(_settle(OURS), STRANGER), IRuleErrors.TargetNotKnown.selector);
        Ask memory buy = withSpend(_open(0, LyraOptionType.LONG_PUT, 10e18, 0, 0, MOST), SUSD, MOST);
        assertRefused(withWord(buy, 2, 0), IRuleErrors.IterationsNotAllowed.selector);
        assertRefused(withWord(buy, 2, 9), IRuleErrors.IterationsNotAllowed.selector);
        assertRefused(withWord(buy, 4, 1 << 128), IRuleErrors.AmountTooLarge.selector);
        assertRefused(withData(buy, bytes.concat(buy.data, bytes32(0))), IRuleErrors.WrongLength.selector);
    }

    function testFuzz_noLimitBeyondTheAllowanceIsTaken(uint96 limit) external view {
        Ask memory buy = withSpend(_open(0, LyraOptionType.LONG_CALL, 10e18, 0, 0, limit), SUSD, limit);
        try this.checkOutside(buy) {
            assert(limit <= MOST);
        } catch {
            assert(limit > MOST);
        }
    }

    function _open(
        uint256 position,
        LyraOptionType kind,
        uint256 amount,
        uint256 collateral,
        uint256 least,
        uint256 most
    ) private view returns (Ask memory) {
        return _trade(ILyraOptionMarket.openPosition.selector, position, kind, amount, collateral, least, most);
    }

    function _trade(
        bytes4 selector,
        uint256 position,
        LyraOptionType kind,
        uint256 amount,
        uint256 collateral,
        uint256 least,
        uint256 most
    ) private view returns (Ask memory) {
        ILyraOptionMarket.TradeInput memory input = ILyraOptionMarket.TradeInput(
            1,
            position,
            1,
            kind,
            amount,
            collateral,
            least,
            most
        );
        return _ask(abi.encodeWithSelector(selector, input));
    }

    function _settle(uint256 id) private view returns (Ask memory) {
        uint256[] memory ids = new uint256[](1);
        ids[0] = id;
        return withTarget(_ask(abi.encodeCall(ILyraShortCollateral.settleOptions, (ids))), SHORT_COLLATERAL);
    }

    function _swap(
        address tokenIn,
        address tokenOut,
        uint256 amountIn,
        uint256 least
    ) private view returns (Ask memory) {
        IUniswapV3SwapRouter.ExactInputSingleParams memory params = IUniswapV3SwapRouter.ExactInputSingleParams({
            tokenIn: tokenIn,
            tokenOut: tokenOut,
            fee: FEE,
            recipient: VAULT,
            deadline: 1_000_000,
            amountIn: amountIn,
            amountOutMinimum: least,
            sqrtPriceLimitX96: 0
        });
        Ask memory ask = _ask(abi.encodeCall(IUniswapV3SwapRouter.exactInputSingle, (params)));
        return withSpend(withTarget(ask, ROUTER), tokenIn, amountIn);
    }

    function _ask(bytes memory data) private view returns (Ask memory) {
        return Ask(_rule, address(_lyra), address(0), 0, data, PRICE);
    }
}
