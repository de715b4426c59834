// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {QuoteMath} from "../../contracts/gauges/QuoteMath.sol";

contract QuoteMathTest {
    function testFuzz_divDownIsTheLargestIntegerNotAbove(int128 numerator, uint64 denominator) external pure {
        int256 d = int256(uint256(denominator)) + 1;
        int256 q = QuoteMath.divDown(numerator, d);
        assert(q * d <= numerator && (q + 1) * d > numerator);
    }

    function testFuzz_divDownByANegativeNumber(int128 numerator, uint64 denominator) external pure {
        int256 d = -int256(uint256(denominator)) - 1;
        int256 q = QuoteMath.divDown(numerator, d);
        // q <= n / d and q + 1 > n / d, multiplied by a negative number
        assert(q * d >= numerator && (q + 1) * d < numerator);
    }

    function testFuzz_divUpIsTheSmallestIntegerNotBelow(uint128 numerator, uint64 denominator) external pure {
        uint256 d = uint256(denominator) + 1;
        uint256 q = QuoteMath.divUp(numerator, d);
        assert(q * d >= numerator && (q == 0 || (q - 1) * d < numerator));
    }

    /// What Perp v2 compares (v in 1e6 scaled up, m in 1e18) and what the gauge compares say the same.
    function testFuzz_roundingTheRequirementUpKeepsPerpsComparison(
        int64 accountValue,
        uint96 requirement
    ) external pure {
        bool liquidatable = int256(accountValue) * 1e12 < int256(uint256(requirement));
        bool gauge = accountValue < int256(QuoteMath.divUp(requirement, 1e12));
        assert(liquidatable == gauge);
    }

    function test_aShortIsWorthNoMoreThanItIs() external pure {
        // -1 wei of WETH at 2000 is -2e-15 USDC: it counts as a whole unit against us
        assert(QuoteMath.valueDown(-1, 2000e18) == -1);
        assert(QuoteMath.valueDown(1, 2000e18) == 0);
        assert(QuoteMath.valueDown(-3e18, 2000e18) == -6000e6);
    }

    function test_priceOfSqrt() external pure {
        assert(QuoteMath.priceOfSqrtDown(uint160(1 << 96)) == 1e18);
        assert(QuoteMath.priceOfSqrtDown(uint160(45 << 96)) == 2025e18);
    }

    function test_aNumberThatDoesNotFitIsRefused() external view {
        try this.toInt(uint256(type(int256).max) + 1) {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == QuoteMath.TooLarge.selector);
        }
    }

    function toInt(uint256 value) external pure returns (int256) {
        return QuoteMath.toInt(value);
    }
}
