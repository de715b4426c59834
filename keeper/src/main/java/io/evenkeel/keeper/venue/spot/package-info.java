/** What lies idle in the vault. */
@NullMarked
package io.evenkeel.keeper.venue.spot;

import org.jspecify.annotations.NullMarked;
