/** Uniswap v3 pools as a source of time-weighted prices. */
@NullMarked
package io.evenkeel.oracles.uniswap;

import org.jspecify.annotations.NullMarked;
