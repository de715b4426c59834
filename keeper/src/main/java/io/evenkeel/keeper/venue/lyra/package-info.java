/** Lyra v1: reads its gauge, encodes its calls, names its reverts. */
@NullMarked
package io.evenkeel.keeper.venue.lyra;

import org.jspecify.annotations.NullMarked;
