/** A key that never leaves Amazon's key management service. */
@NullMarked
package io.evenkeel.keeper.adapter.awskms;

import org.jspecify.annotations.NullMarked;
