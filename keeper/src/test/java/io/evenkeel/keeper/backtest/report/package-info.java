@NullMarked
package io.evenkeel.keeper.backtest.report;

import org.jspecify.annotations.NullMarked;
