@NullMarked
package io.evenkeel.keeper.backtest.series;

import org.jspecify.annotations.NullMarked;
