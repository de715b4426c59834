/** Reads everything one cycle needs, at one block. */
@NullMarked
package io.evenkeel.keeper.snapshot;

import org.jspecify.annotations.NullMarked;
