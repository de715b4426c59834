/** Broadcast to reconciled; start-up is recovery. */
@NullMarked
package io.evenkeel.keeper.settle;

import org.jspecify.annotations.NullMarked;
