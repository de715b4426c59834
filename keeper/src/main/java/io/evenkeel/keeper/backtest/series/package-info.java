/** Recorded series: read from files, judged row by row, and joined by what was known when. */
@NullMarked
package io.evenkeel.keeper.backtest.series;

import org.jspecify.annotations.NullMarked;
