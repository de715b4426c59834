/** Back-tests as a command: configuration and files in, a report out. The replay itself is in the strategies. */
@NullMarked
package io.evenkeel.keeper.backtest;

import org.jspecify.annotations.NullMarked;
