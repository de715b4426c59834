/** Looks at everything a run needs before anything is sent. */
@NullMarked
package io.evenkeel.keeper.check;

import org.jspecify.annotations.NullMarked;
