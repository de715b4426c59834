/** What makes a cycle run: the schedule, the oracle, the operator. */
@NullMarked
package io.evenkeel.keeper.trigger;

import org.jspecify.annotations.NullMarked;
