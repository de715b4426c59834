/** A chain with the real protocols, and a market that moves. */
@NullMarked
package io.evenkeel.testchain;

import org.jspecify.annotations.NullMarked;
