// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {RangeMath} from "../../contracts/gauges/RangeMath.sol";

contract RangeMathTest {
    uint256 private constant Q96 = 1 << 96;

    function test_knownTicks() external pure {
        assert(RangeMath.sqrtPriceAtTick(0) == Q96);
        assert(RangeMath.sqrtPriceAtTick(-887_272) == 4_295_128_739);
        assert(RangeMath.sqrtPriceAtTick(887_272) == 1461446703485210103287273052203988822378723970342);
        // sqrt(1.0001) * 2^96, rounded up
        assert(RangeMath.sqrtPriceAtTick(1) == 79232123823359799118286999568);
    }

    function test_aTickOutsideIsRefused() external view {
        try this.sqrtPriceAtTick(887_273) {
            assert(false);
        } catch (bytes memory reason) {
            assert(bytes4(reason) == RangeMath.TickOutOfRange.selector);
        }
    }

    function sqrtPriceAtTick(int24 tick) external pure returns (uint160) {
        return RangeMath.sqrtPriceAtTick(tick);
    }

    function testFuzz_eachTickIsOneBasisPointOfPrice(int24 seed) external pure {
        int24 tick = seed % 400_000;
        uint256 here = RangeMath.sqrtPriceAtTick(tick);
        uint256 next = RangeMath.sqrtPriceAtTick(tick + 1);
        // next / here = sqrt(1.0001) = 1.00004999875…, to one part in 1e9 of a long enough number
        if (here < 1e20) return;
        uint256 ratioE18 = (next * 1e18) / here;
        assert(ratioE18 > 1_000_049_997_750_000_000 && ratioE18 < 1_000_049_999_750_000_000);
    }

    function testFuzz_theTwoOrdersOfTokensAreInverse(uint96 seed) external pure {
        uint256 priceE18 = 1e18 + (uint256(seed) % 1e24);
        uint256 asToken0 = RangeMath.sqrtPriceOf(priceE18, true);
        uint256 asToken1 = RangeMath.sqrtPriceOf(priceE18, false);
        // both rounded down: their product is at most 2^192 and short of it by less than one part in 1e21
        uint256 product = asToken0 * asToken1;
        assert(product <= 1 << 192);
        assert((1 << 192) - product <= asToken0 + asToken1 + 1);
    }

    function test_priceOfTwoThousand() external pure {
        // 2000 USDC for one WETH is 2000e6 / 1e18 smallest units; its root is 4.4721…e-5
        uint256 root = RangeMath.sqrtPriceOf(2000e18, true);
        assert((root * 1e18) / Q96 == 44_721_359_549_995);
    }

    function testFuzz_outsideTheRangeThereIsOneTokenOnly(uint64 liquidity) external pure {
        (uint256 amount0, uint256 amount1) = RangeMath.amountsAt(
            RangeMath.sqrtPriceAtTick(-201_000),
            -200_000,
            -199_000,
            liquidity
        );
        assert(amount1 == 0);
        uint256 all0 = amount0;
        (amount0, amount1) = RangeMath.amountsAt(RangeMath.sqrtPriceAtTick(-200_000), -200_000, -199_000, liquidity);
        assert(amount0 == all0 && amount1 == 0);
        (amount0, amount1) = RangeMath.amountsAt(RangeMath.sqrtPriceAtTick(-198_000), -200_000, -199_000, liquidity);
        assert(amount0 == 0);
    }

    /// Delta is the WETH in the range: between two prices the value moves by no more than the WETH at the lower
    /// price times the step, and by no less than the WETH at the upper price times the step.
    function testFuzz_deltaIsTheSlopeOfTheValue(uint32 seed, uint16 step) external pure {
        uint256 low = 1500e18 + (uint256(seed) % 1000) * 1e18;
        uint256 high = low + (uint256(step) + 1) * 1e15;
        (uint256 valueLow, uint256 baseLow) = _value(low, low);
        (uint256 valueHigh, uint256 baseHigh) = _value(high, high);
        uint256 most = (baseLow * (high - low)) / 1e30;
        uint256 least = (baseHigh * (high - low)) / 1e30;
        // three USDC units for the rounding of the amounts
        assert(valueHigh <= valueLow + most + 3);
        assert(valueHigh + 3 >= valueLow + least);
    }

    /// Why taking liquidity out needs no price limit: whatever price the pool is moved to, what the range gives there
    /// is worth at the oracle price at least what it gives when the pool stands at the oracle price.
    function testFuzz_movingThePoolNeverCheapensWhatARangeGives(uint32 oracleSeed, uint32 poolSeed) external pure {
        uint256 oracle = 1500e18 + (uint256(oracleSeed) % 1000) * 1e18;
        uint256 pool = 1000e18 + (uint256(poolSeed) % 2000) * 1e18;
        (uint256 fair, ) = _value(oracle, oracle);
        (uint256 moved, ) = _value(pool, oracle);
        assert(moved + 3 >= fair);
    }

    /// about a million USD between 1617 and 2426 USDC, WETH as token0
    function _value(uint256 poolPriceE18, uint256 priceE18) private pure returns (uint256 quote, uint256 base) {
        uint160 root = RangeMath.sqrtPriceOf(poolPriceE18, true);
        (base, quote) = RangeMath.amountsAt(root, -202_460, -198_400, 120_000_000_000_000_000);
        quote += (base * priceE18) / 1e30;
    }
}
