/** Whose position it is: a HedgeVault; a Safe with a module or a plain key fit the same port. */
@NullMarked
package io.evenkeel.keeper.account;

import org.jspecify.annotations.NullMarked;
