/**
 * Options of Lyra v1 ("Avalon"): what its contracts make of a position, its collateral and a trade, rounded as they
 * round. {@link io.evenkeel.options.LyraConventions} is the same as a model.
 */
@NullMarked
package io.evenkeel.margin.lyra;

import org.jspecify.annotations.NullMarked;
