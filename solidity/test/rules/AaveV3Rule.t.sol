// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAavePool} from "../../contracts/external/aave/IAaveV3.sol";
import {CallClass} from "../../contracts/interfaces/ICallRule.sol";
import {AaveV3Rule} from "../../contracts/rules/AaveV3Rule.sol";
import {IRuleErrors} from "../../contracts/rules/IRuleErrors.sol";
import {RuleTest} from "./RuleTest.sol";

contract AaveV3RuleTest is RuleTest {
    address private constant POOL = address(0xaa7e);
    AaveV3Rule private _rule;

    function setUp() external {
        _rule = new AaveV3Rule(POOL, BASE, QUOTE);
    }

    function test_supplyForTheVaultOnly() external view {
        Ask memory ask = _ask(BASE, 5e18, abi.encodeCall(IAavePool.supply, (BASE, 5e18, VAULT, 0)));
        assertAllowed(ask, CallClass.TOP_UP);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 0, word(QUOTE)), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withWord(ask, 1, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 1, 5e18 - 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withWord(ask, 2, word(STRANGER)), IRuleErrors.NotTheVault.selector);
        assertRefused(withWord(ask, 3, 1), IRuleErrors.ReferralNotAllowed.selector);
        assertRefused(withSpend(ask, BASE, 5e18 + 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withTarget(ask, STRANGER), IRuleErrors.TargetNotKnown.selector);
        assertRefused(withData(ask, bytes.concat(ask.data, hex"00")), IRuleErrors.WrongLength.selector);
    }

    function test_withdrawToTheVaultOnly() external view {
        Ask memory ask = _ask(address(0), 0, abi.encodeCall(IAavePool.withdraw, (QUOTE, type(uint256).max, VAULT)));
        assertAllowed(ask, CallClass.WITHDRAW);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 1, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 2, word(STRANGER)), IRuleErrors.NotTheVault.selector);
        assertRefused(withSpend(ask, QUOTE, 1), IRuleErrors.SpendNotOfThisCall.selector);
    }

    function test_borrowAtTheVariableRateForTheVaultOnly() external view {
        Ask memory ask = _ask(address(0), 0, abi.encodeCall(IAavePool.borrow, (BASE, 3e18, 2, 0, VAULT)));
        assertAllowed(ask, CallClass.TRADE);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 1, 0), IRuleErrors.ZeroAmount.selector);
        assertRefused(withWord(ask, 2, 1), IRuleErrors.RateModeNotVariable.selector);
        assertRefused(withWord(ask, 3, 9), IRuleErrors.ReferralNotAllowed.selector);
        assertRefused(withWord(ask, 4, word(STRANGER)), IRuleErrors.NotTheVault.selector);
        assertRefused(withSpend(ask, BASE, 3e18), IRuleErrors.SpendNotOfThisCall.selector);
    }

    function test_repayForTheVaultOnly() external view {
        Ask memory ask = _ask(BASE, 3e18, abi.encodeCall(IAavePool.repay, (BASE, 3e18, 2, VAULT)));
        assertAllowed(ask, CallClass.TOP_UP);
        // the whole debt, whatever it has become, up to the approval
        assertAllowed(withWord(ask, 1, type(uint256).max), CallClass.TOP_UP);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.TokenNotAllowed.selector);
        assertRefused(withWord(ask, 1, 3e18 + 1), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withWord(ask, 2, 1), IRuleErrors.RateModeNotVariable.selector);
        assertRefused(withWord(ask, 3, word(STRANGER)), IRuleErrors.NotTheVault.selector);
        assertRefused(withSpend(ask, QUOTE, 3e18), IRuleErrors.SpendNotOfThisCall.selector);
        assertRefused(withSpend(withWord(ask, 1, type(uint256).max), BASE, 0), IRuleErrors.ZeroAmount.selector);
    }

    function test_pledgingAddsMarginAndReleasingTakesIt() external view {
        Ask memory ask = _ask(address(0), 0, abi.encodeCall(IAavePool.setUserUseReserveAsCollateral, (BASE, true)));
        assertAllowed(ask, CallClass.TOP_UP);
        assertAllowed(withWord(ask, 1, 0), CallClass.WITHDRAW);
        assertRefused(withWord(ask, 0, word(STRANGER)), IRuleErrors.TokenNotAllowed.selector);
        // a boolean that is neither does not decode
        assertRefused(withWord(ask, 1, 2), bytes4(0));
    }

    function test_anythingElseIsRefused() external view {
        bytes[3] memory others = [
            abi.encodeWithSignature("setUserEMode(uint8)", 1),
            abi.encodeWithSignature("flashLoanSimple(address,address,uint256,bytes,uint16)", VAULT, BASE, 1, "", 0),
            bytes(hex"aabb")
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            assertRefused(_ask(address(0), 0, others[i]), IRuleErrors.FunctionNotAllowed.selector);
        }
    }

    function _ask(address spendToken, uint256 spendAmount, bytes memory data) private view returns (Ask memory) {
        return Ask(_rule, POOL, spendToken, spendAmount, data, PRICE);
    }
}
