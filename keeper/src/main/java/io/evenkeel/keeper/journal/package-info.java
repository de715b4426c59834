/** What was decided, permitted, signed, sent and seen; written and forced before each outside effect. */
@NullMarked
package io.evenkeel.keeper.journal;

import org.jspecify.annotations.NullMarked;
