/** Uniswap v3 arithmetic: ticks, what a range holds, what a swap costs. Exact where the pool is, a model where said. */
@NullMarked
package io.evenkeel.market.uniswapv3;

import org.jspecify.annotations.NullMarked;
