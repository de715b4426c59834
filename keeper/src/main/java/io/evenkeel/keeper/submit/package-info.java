/** From a prepared execution to bytes on the network: fees, nonce, sending, replacing. */
@NullMarked
package io.evenkeel.keeper.submit;

import org.jspecify.annotations.NullMarked;
