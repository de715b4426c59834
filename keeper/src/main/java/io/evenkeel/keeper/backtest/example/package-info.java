/** A history that never was, to try a back-test on. */
@NullMarked
package io.evenkeel.keeper.backtest.example;

import org.jspecify.annotations.NullMarked;
