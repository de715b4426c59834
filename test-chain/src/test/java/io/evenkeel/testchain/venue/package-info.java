/** What our models say of a protocol, against what the protocol does. */
@NullMarked
package io.evenkeel.testchain.venue;

import org.jspecify.annotations.NullMarked;
