// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {CallClass, ICallRule} from "../../contracts/interfaces/ICallRule.sol";

/// The part of the test machine that is used here.
interface Vm {
    function warp(uint256 timestamp) external;
}

/// What the rule tests share: one way to ask, and two ways to be answered.
abstract contract RuleTest {
    Vm internal constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    address internal constant VAULT = address(0x7a017);
    address internal constant STRANGER = address(0xbad);
    address internal constant BASE = address(0xba5e);
    address internal constant QUOTE = address(0x9007e);
    uint256 internal constant PRICE = 2000e18;

    struct Ask {
        ICallRule rule;
        address target;
        address spendToken;
        uint256 spendAmount;
        bytes data;
        uint256 priceE18;
    }

    function assertAllowed(Ask memory ask, CallClass expected) internal view {
        assert(_check(ask) == expected);
    }

    function assertRefused(Ask memory ask, bytes4 expected) internal view {
        try this.checkOutside(ask) {
            revert("allowed");
        } catch (bytes memory reason) {
            require(bytes4(reason) == expected, "refused for another reason");
        }
    }

    /// The same calldata with one 32-byte argument replaced.
    function withWord(Ask memory ask, uint256 index, uint256 value) internal pure returns (Ask memory changed) {
        changed = Ask(ask.rule, ask.target, ask.spendToken, ask.spendAmount, bytes.concat(ask.data), ask.priceE18);
        bytes memory data = changed.data;
        assembly ("memory-safe") {
            mstore(add(data, add(36, mul(32, index))), value)
        }
    }

    function withData(Ask memory ask, bytes memory data) internal pure returns (Ask memory) {
        return Ask(ask.rule, ask.target, ask.spendToken, ask.spendAmount, data, ask.priceE18);
    }

    function withSpend(Ask memory ask, address token, uint256 amount) internal pure returns (Ask memory) {
        return Ask(ask.rule, ask.target, token, amount, ask.data, ask.priceE18);
    }

    function withTarget(Ask memory ask, address target) internal pure returns (Ask memory) {
        return Ask(ask.rule, target, ask.spendToken, ask.spendAmount, ask.data, ask.priceE18);
    }

    function withPrice(Ask memory ask, uint256 priceE18) internal pure returns (Ask memory) {
        return Ask(ask.rule, ask.target, ask.spendToken, ask.spendAmount, ask.data, priceE18);
    }

    function word(address value) internal pure returns (uint256) {
        return uint160(value);
    }

    function checkOutside(Ask memory ask) external view returns (CallClass) {
        return _check(ask);
    }

    function _check(Ask memory ask) private view returns (CallClass) {
        return ask.rule.check(VAULT, ask.target, ask.spendToken, ask.spendAmount, ask.data, ask.priceE18);
    }
}
