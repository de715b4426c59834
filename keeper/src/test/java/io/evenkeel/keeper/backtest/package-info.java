@NullMarked
package io.evenkeel.keeper.backtest;

import org.jspecify.annotations.NullMarked;
