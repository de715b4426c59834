/** Aave v3: reads its gauge, encodes its calls, names its reverts. */
@NullMarked
package io.evenkeel.keeper.venue.aavev3;

import org.jspecify.annotations.NullMarked;
