/** Kills the real program over and over in the middle of real cycles and compares what the chain and the journal say. */
@NullMarked
package io.evenkeel.testchain.torture;

import org.jspecify.annotations.NullMarked;
