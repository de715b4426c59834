// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What a Uniswap v3 range holds at a given price
/// @notice Rounds exactly as the pool does when liquidity is burned: down, both tokens.
/// Prices are square roots of token1 smallest units for one token0 smallest unit, times 2^96.
library RangeMath {
    int24 internal constant MAX_TICK = 887_272;

    /// round(2^128 / sqrt(1.0001)^(2^i)) for i = 0 .. 19, sixteen bytes each
    bytes private constant INVERSE_POWERS =
        hex"fffcb933bd6fad37aa2d162d1a594001"
        hex"fff97272373d413259a46990580e213a"
        hex"fff2e50f5f656932ef12357cf3c7fdcc"
        hex"ffe5caca7e10e4e61c3624eaa0941cd0"
        hex"ffcb9843d60f6159c9db58835c926644"
        hex"ff973b41fa98c081472e6896dfb254c0"
        hex"ff2ea16466c96a3843ec78b326b52861"
        hex"fe5dee046a99a2a811c461f1969c3053"
        hex"fcbe86c7900a88aedcffc83b479aa3a4"
        hex"f987a7253ac413176f2b074cf7815e54"
        hex"f3392b0822b70005940c7a398e4b70f3"
        hex"e7159475a2c29b7443b29c7fa6e889d9"
        hex"d097f3bdfd2022b8845ad8f792aa5825"
        hex"a9f746462d870fdf8a65dc1f90e061e5"
        hex"70d869a156d2a1b890bb3df62baf32f7"
        hex"31be135f97d08fd981231505542fcfa6"
        hex"09aa508b5b7a84e1c677de54f3e99bc9"
        hex"005d6af8dedb81196699c329225ee604"
        hex"00002216e584f5fa1ea926041bedfe98"
        hex"00000000048a170391f7dc42444e8fa2";

    error TickOutOfRange(int24 tick);

    /// @notice sqrt(1.0001^tick) * 2^96, to the last bit as the pool computes it: powers of 1 / sqrt(1.0001)
    /// multiplied from the lowest bit up, inverted for a positive tick, rounded up from 2^128 to 2^96.
    function sqrtPriceAtTick(int24 tick) internal pure returns (uint160) {
        require(tick >= -MAX_TICK && tick <= MAX_TICK, TickOutOfRange(tick));
        uint256 steps = uint256(int256(tick < 0 ? -tick : tick));
        bytes memory powers = INVERSE_POWERS;
        uint256 ratioX128 = 1 << 128;
        for (uint256 bit = 0; steps >> bit != 0; ++bit) {
            if ((steps >> bit) & 1 == 0) continue;
            uint256 power;
            // a word that starts at byte 16 * bit - 16 of the content ends with the power wanted
            assembly ("memory-safe") {
                power := and(mload(add(powers, add(16, mul(16, bit)))), 0xffffffffffffffffffffffffffffffff)
            }
            ratioX128 = (ratioX128 * power) >> 128;
        }
        if (tick > 0) ratioX128 = type(uint256).max / ratioX128;
        return uint160((ratioX128 + type(uint32).max) >> 32);
    }

    /// @notice Square root of the pool price that is equal to a price in USDC for one WETH, 1e18. Rounded down.
    /// A price of 0 is the end of the scale where the range is all WETH.
    /// @param baseIsToken0 whether WETH (18 decimals) is token0 and USDC (6 decimals) token1, or the reverse
    function sqrtPriceOf(uint256 priceE18, bool baseIsToken0) internal pure returns (uint160) {
        if (priceE18 == 0) return baseIsToken0 ? 0 : type(uint160).max;
        // token1 for token0 in smallest units: price / 1e30, or its inverse
        uint256 priceX192 =
            baseIsToken0 ? Math.mulDiv(priceE18, 1 << 192, 1e30) : Math.mulDiv(1e30, 1 << 192, priceE18);
        return uint160(Math.sqrt(priceX192));
    }

    /// @notice Amounts that burning this liquidity would give with the pool at this price, rounded down.
    function amountsAt(
        uint160 sqrtPriceX96,
        int24 tickLower,
        int24 tickUpper,
        uint128 liquidity
    ) internal pure returns (uint256 amount0, uint256 amount1) {
        uint256 lower = sqrtPriceAtTick(tickLower);
        uint256 upper = sqrtPriceAtTick(tickUpper);
        uint256 current = Math.min(Math.max(sqrtPriceX96, lower), upper);
        // token0 is what the range still sells between here and the upper end, token1 what it took from the lower end
        amount0 = Math.mulDiv(uint256(liquidity) << 96, upper - current, upper) / current;
        amount1 = Math.mulDiv(liquidity, current - lower, 1 << 96);
    }
}
