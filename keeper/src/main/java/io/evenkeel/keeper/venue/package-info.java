/** One folder per protocol: reads its state, encodes its actions, names its reverts. */
@NullMarked
package io.evenkeel.keeper.venue;

import org.jspecify.annotations.NullMarked;
