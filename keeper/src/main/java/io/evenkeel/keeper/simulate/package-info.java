/** Runs a plan without sending it. */
@NullMarked
package io.evenkeel.keeper.simulate;

import org.jspecify.annotations.NullMarked;
