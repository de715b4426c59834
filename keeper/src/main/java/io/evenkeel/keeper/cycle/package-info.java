/** Trigger to broadcast. */
@NullMarked
package io.evenkeel.keeper.cycle;

import org.jspecify.annotations.NullMarked;
