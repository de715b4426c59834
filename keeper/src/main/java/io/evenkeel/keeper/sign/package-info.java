/** Who may sign what: the guard, the signer's port, passwords. */
@NullMarked
package io.evenkeel.keeper.sign;

import org.jspecify.annotations.NullMarked;
