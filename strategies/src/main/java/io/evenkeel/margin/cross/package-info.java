/** Accounts whose positions share one collateral: when they are liquidated together, and how likely that is. */
@NullMarked
package io.evenkeel.margin.cross;

import org.jspecify.annotations.NullMarked;
