/** Signing, sending and settling against real nodes, and being killed while at it. */
@NullMarked
package io.evenkeel.testchain.settle;

import org.jspecify.annotations.NullMarked;
