/** Uniswap v3: ranges that the vault holds, and the pool in which borrowed tokens are sold and bought back. */
@NullMarked
package io.evenkeel.keeper.venue.uniswapv3;

import org.jspecify.annotations.NullMarked;
