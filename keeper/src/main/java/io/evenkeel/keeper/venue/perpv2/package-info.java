/** Perpetual Protocol v2: reads its gauge, encodes its calls, names its reverts. */
@NullMarked
package io.evenkeel.keeper.venue.perpv2;

import org.jspecify.annotations.NullMarked;
