/** GMX v2: reads its gauge, encodes its calls, names its reverts. */
@NullMarked
package io.evenkeel.keeper.venue.gmxv2;

import org.jspecify.annotations.NullMarked;
