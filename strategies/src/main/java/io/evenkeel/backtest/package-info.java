/**
 * The same decisions over history, against venues on paper. Bars go in as columns of primitives and the step from one
 * to the next makes no objects; only where a trade or a top-up is due do the venues become values that the allocator
 * of the keeper can read.
 */
@NullMarked
package io.evenkeel.backtest;

import org.jspecify.annotations.NullMarked;
