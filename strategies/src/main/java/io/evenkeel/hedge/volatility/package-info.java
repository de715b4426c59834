/**
 * How wildly the price moves, and how often it is looked at: estimates from what has been seen, all of them pure. Model
 * mathematics in double; volatility is of log-returns per square root of a year of 365 days (0.8 is 80 %).
 */
@NullMarked
package io.evenkeel.hedge.volatility;

import org.jspecify.annotations.NullMarked;
