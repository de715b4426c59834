/** European options: value and Greeks after Black and Scholes, and the volatility a price implies. */
@NullMarked
package io.evenkeel.options;

import org.jspecify.annotations.NullMarked;
