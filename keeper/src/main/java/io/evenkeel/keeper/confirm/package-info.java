/** Whether a transaction is on the chain, and stays there. */
@NullMarked
package io.evenkeel.keeper.confirm;

import org.jspecify.annotations.NullMarked;
