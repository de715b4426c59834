/** What came of a back-test: figures as JSON, and one page that needs nothing else. */
@NullMarked
package io.evenkeel.keeper.backtest.report;

import org.jspecify.annotations.NullMarked;
