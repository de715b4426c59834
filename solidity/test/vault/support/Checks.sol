// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// The cheatcodes of the test runner that these tests use.
interface Vm {
    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function warp(uint256 timestamp) external;
    function etch(address where, bytes calldata code) external;
    function expectRevert(bytes calldata revertData) external;
    function expectRevert(bytes4 selector) external;
    function expectPartialRevert(bytes4 selector) external;
    function snapshotGasLastCall(string calldata name) external returns (uint256);
}

/// Comparisons that say what they compared.
abstract contract Checks {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    error Differs(string what, int256 actual, int256 expected);
    error NotAtMost(string what, int256 actual, int256 most);
    error NotTrue(string what);

    function equal(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert Differs(what, int256(actual), int256(expected));
    }

    function equal(int256 actual, int256 expected, string memory what) internal pure {
        if (actual != expected) revert Differs(what, actual, expected);
    }

    function atMost(uint256 actual, uint256 most, string memory what) internal pure {
        if (actual > most) revert NotAtMost(what, int256(actual), int256(most));
    }

    function near(uint256 actual, uint256 expected, uint256 tolerance, string memory what) internal pure {
        uint256 off = actual > expected ? actual - expected : expected - actual;
        if (off > tolerance) revert Differs(what, int256(actual), int256(expected));
    }

    function isTrue(bool value, string memory what) internal pure {
        if (!value) revert NotTrue(what);
    }

    /// `value` folded into [least, most].
    function within(uint256 value, uint256 least, uint256 most) internal pure returns (uint256) {
        uint256 span = most - least;
        return span == type(uint256).max ? value : least + (value % (span + 1));
    }
}
