// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AaveV3Unwinder} from "../../contracts/helpers/AaveV3Unwinder.sol";
import {CallClass} from "../../contracts/interfaces/ICallRule.sol";
import {AaveV3UnwindRule} from "../../contracts/rules/AaveV3UnwindRule.sol";
import {IRuleErrors} from "../../contracts/rules/IRuleErrors.sol";
import {RuleTest} from "./RuleTest.sol";

/// Says what its supply token is; the rule asks nothing else of it.
contract UnwinderDouble {
    address public constant quoteSupply = address(0xa9007e);
}

contract AaveV3UnwindRuleTest is RuleTest {
    address private constant SUPPLY = address(0xa9007e);
    AaveV3Unwinder private _unwinder;
    AaveV3UnwindRule private _rule;

    function setUp() external {
        _unwinder = AaveV3Unwinder(address(new UnwinderDouble()));
        _rule = new AaveV3UnwindRule(_unwinder, 100);
        VM.warp(1000);
    }

    function test_onlyTheCollateralOfThisCallIsSpent() external view {
        Ask memory ask = _ask(3e18, 6_060e6);
        assertAllowed(ask, CallClass.TRADE);
        assertRefused(withSpend(ask, QUOTE, 6_060e6), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withSpend(ask, SUPPLY, 6_060e6 + 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withSpend(ask, SUPPLY, 0), IRuleErrors.SpendNotOfThisCall.selector);
    }

    function test_aUnitBeyondTheSlippageIsRefused() external view {
        assertRefused(_ask(3e18, 6_060e6 + 1), IRuleErrors.PriceLimitTooLoose.selector);
        assertRefused(_ask(3e18 - 1, 6_060e6), IRuleErrors.PriceLimitTooLoose.selector);
    }

    function test_withoutASurePriceNothingIsBought() external view {
        Ask memory ask = _ask(3e18, 6_060e6);
        ask.priceE18 = 0;
        assertRefused(ask, IRuleErrors.NoSurePrice.selector);
    }

    function test_nothingElseIsUnderstood() external view {
        Ask memory ask = _ask(3e18, 6_060e6);
        assertRefused(withTarget(ask, STRANGER), IRuleErrors.TargetNotKnown.selector);
        assertRefused(withWord(ask, 0, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withSpend(withWord(ask, 1, 0), SUPPLY, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 2, 999), IRuleErrors.DeadlinePassed.selector);
        assertRefused(withData(ask, bytes.concat(ask.data, hex"00")), IRuleErrors.WrongLength.selector);
        bytes memory callback = abi.encodeCall(AaveV3Unwinder.uniswapV3SwapCallback, (0, 0, ""));
        assertRefused(withData(ask, callback), IRuleErrors.FunctionNotAllowed.selector);
    }

    function _ask(uint256 baseAmount, uint256 mostQuote) private view returns (Ask memory) {
        bytes memory data = abi.encodeCall(AaveV3Unwinder.unwind, (baseAmount, mostQuote, 1000));
        return Ask(_rule, address(_unwinder), SUPPLY, mostQuote, data, PRICE);
    }
}
