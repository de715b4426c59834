/** A line between keeper and node that fails in every way lines and nodes do, the same way again for the same seed. */
@NullMarked
package io.evenkeel.testchain.fault;

import org.jspecify.annotations.NullMarked;
