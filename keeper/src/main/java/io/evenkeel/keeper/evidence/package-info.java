/** Runs the published experiments on every core and shows what came out. The experiments themselves are pure. */
@NullMarked
package io.evenkeel.keeper.evidence;

import org.jspecify.annotations.NullMarked;
