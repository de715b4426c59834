/** A market that moves: price paths, and the driver that makes the chain follow them. */
@NullMarked
package io.evenkeel.testchain.market;

import org.jspecify.annotations.NullMarked;
