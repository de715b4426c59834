// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPerpClearingHouse, IPerpVault} from "../../contracts/external/perp/IPerpV2.sol";
import {CallClass} from "../../contracts/interfaces/ICallRule.sol";
import {IRuleErrors} from "../../contracts/rules/IRuleErrors.sol";
import {PerpV2Rule} from "../../contracts/rules/PerpV2Rule.sol";
import {RuleTest} from "./RuleTest.sol";

contract ClearingHouseDouble {
    address public constant getVault = address(0xa17);
    int256 private _size;

    function hold(int256 size) external {
        _size = size;
    }

    function getAccountBalance() external view returns (address) {
        return address(this);
    }

    function getTakerPositionSize(address, address) external view returns (int256) {
        return _size;
    }
}

contract PerpV2RuleTest is RuleTest {
    address private constant MARKET = address(0xe7);
    address private constant PERP_VAULT = address(0xa17);
    uint256 private constant SLIPPAGE_BPS = 100;

    ClearingHouseDouble private _house;
    PerpV2Rule private _rule;

    function setUp() external {
        VM.warp(1_000_000);
        _house = new ClearingHouseDouble();
        _rule = new PerpV2Rule(IPerpClearingHouse(address(_house)), MARKET, QUOTE, SLIPPAGE_BPS);
    }

    function test_depositOfUsdcOnly() external view {
        Ask memory ask = Ask(_rule, PERP_VAULT, QUOTE, 7e6, abi.encodeCall(IPerpVault.deposit, (QUOTE, 7e6)), PRICE);
        assertAllowed(ask, CallClass.TOP_UP);
        // a top-up needs no price
        assertAllowed(withPrice(ask, 0), CallClass.TOP_UP);
        assertRefused(withWord(ask, 0, word(BASE)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 1, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 1, 7e6 - 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withSpend(ask, QUOTE, 8e6), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withTarget(ask, STRANGER), IRuleErrors.TargetNotKnown.selector);
        assertRefused(withTarget(ask, address(_house)), IRuleErrors.SpendNotOfThisCall.selector);
    }

    function test_withdrawOfUsdcOnly() external view {
        Ask memory ask = Ask(_rule, PERP_VAULT, address(0), 0, abi.encodeCall(IPerpVault.withdraw, (QUOTE, 7e6)), 0);
        assertAllowed(ask, CallClass.WITHDRAW);
        assertRefused(withWord(ask, 0, word(BASE)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 1, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withSpend(ask, QUOTE, 1), IRuleErrors.SpendNotOfThisCall.selector);
    }

    function test_openPositionPinsEveryField() external view {
        Ask memory ask = _open(true, true, 2e18, 3980e18);
        assertAllowed(ask, CallClass.TRADE);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.MarketNotAllowed.selector);
        assertRefused(withWord(ask, 3, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 3, 1 << 128), IRuleErrors.AmountTooLarge.selector);
        assertRefused(withWord(ask, 4, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 5, 999_999), IRuleErrors.DeadlinePassed.selector);
        assertRefused(withWord(ask, 6, 1), IRuleErrors.SqrtPriceLimitNotAllowed.selector);
        assertRefused(withWord(ask, 7, 1), IRuleErrors.ReferralNotAllowed.selector);
        assertRefused(withSpend(ask, QUOTE, 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withData(ask, bytes.concat(ask.data, bytes32(0))), IRuleErrors.WrongLength.selector);
        // without a sure price the bound must still be there, and that is all
        assertAllowed(withPrice(withWord(ask, 4, 1), 0), CallClass.TRADE);
        assertRefused(withPrice(withWord(ask, 4, 0), 0), IRuleErrors.ZeroAmount.selector);
    }

    /// 1 % around 2000: two ETH sell for at least 3960 and buy for at most 4040, to the last digit.
    function test_theLimitIsExactInAllFourForms() external view {
        assertAllowed(_open(true, true, 2e18, 3960e18), CallClass.TRADE);
        assertRefused(_open(true, true, 2e18, 3960e18 - 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertAllowed(_open(false, false, 2e18, 4040e18), CallClass.TRADE);
        assertRefused(_open(false, false, 2e18, 4040e18 + 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertAllowed(_open(true, false, 3960e18, 2e18), CallClass.TRADE);
        assertRefused(_open(true, false, 3960e18, 2e18 + 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertAllowed(_open(false, true, 4040e18, 2e18), CallClass.TRADE);
        assertRefused(_open(false, true, 4040e18, 2e18 - 1), IRuleErrors.PriceLimitTooLoose.selector);
    }

    function testFuzz_whatIsAllowedToSellBringsNinetyNineHundredths(uint80 base, uint96 quoteE18) external view {
        if (base == 0 || quoteE18 == 0) return;
        try this.checkOutside(_open(true, true, base, quoteE18)) {
            assert(uint256(quoteE18) * 100 >= uint256(base) * 2000 * 99);
        } catch {
            assert(uint256(quoteE18) * 100 < uint256(base) * 2000 * 99);
        }
    }

    function test_closePositionIsBoundedByTheWholeSize() external {
        Ask memory ask = _close(4040e18);
        assertRefused(ask, IRuleErrors.NoPosition.selector);
        _house.hold(-2e18);
        assertAllowed(ask, CallClass.TRADE);
        assertRefused(_close(4040e18 + 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_close(0), IRuleErrors.ZeroAmount.selector);
        _house.hold(2e18);
        assertAllowed(_close(3960e18), CallClass.TRADE);
        assertRefused(_close(3960e18 - 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.MarketNotAllowed.selector);
        assertRefused(withWord(ask, 1, 1), IRuleErrors.SqrtPriceLimitNotAllowed.selector);
        assertRefused(withWord(ask, 3, 999_999), IRuleErrors.DeadlinePassed.selector);
        assertRefused(withWord(ask, 4, 1), IRuleErrors.ReferralNotAllowed.selector);
    }

    function test_fundingIsSettledForTheVaultOnly() external view {
        bytes memory data = abi.encodeCall(IPerpClearingHouse.settleAllFunding, (VAULT));
        Ask memory ask = Ask(_rule, address(_house), address(0), 0, data, 0);
        assertAllowed(ask, CallClass.HOUSEKEEPING);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.NotTheVault.selector);
    }

    function test_makersAndDelegatesAreRefused() external view {
        bytes[3] memory others = [
            abi.encodeWithSignature("quitMarket(address,address)", VAULT, MARKET),
            abi.encodeWithSignature(
                "addLiquidity((address,uint256,uint256,int24,int24,uint256,uint256,bool,uint256))",
                MARKET,
                1,
                1,
                0,
                0,
                0,
                0,
                false,
                0
            ),
            abi.encodeWithSignature("liquidate(address,address)", STRANGER, MARKET)
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            Ask memory ask = Ask(_rule, address(_house), address(0), 0, others[i], PRICE);
            assertRefused(ask, IRuleErrors.FunctionNotAllowed.selector);
            assertRefused(withTarget(ask, PERP_VAULT), IRuleErrors.FunctionNotAllowed.selector);
        }
    }

    function _open(
        bool isBaseToQuote,
        bool isExactInput,
        uint256 amount,
        uint256 bound
    ) private view returns (Ask memory) {
        IPerpClearingHouse.OpenPositionParams memory params = IPerpClearingHouse.OpenPositionParams(
            MARKET,
            isBaseToQuote,
            isExactInput,
            amount,
            bound,
            1_000_000,
            0,
            bytes32(0)
        );
        bytes memory data = abi.encodeCall(IPerpClearingHouse.openPosition, (params));
        return Ask(_rule, address(_house), address(0), 0, data, PRICE);
    }

    function _close(uint256 bound) private view returns (Ask memory) {
        IPerpClearingHouse.ClosePositionParams memory params = IPerpClearingHouse.ClosePositionParams(
            MARKET,
            0,
            bound,
            1_000_000,
            bytes32(0)
        );
        bytes memory data = abi.encodeCall(IPerpClearingHouse.closePosition, (params));
        return Ask(_rule, address(_house), address(0), 0, data, PRICE);
    }
}
