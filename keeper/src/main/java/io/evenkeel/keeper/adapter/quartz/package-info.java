/** Quartz behind the schedule port. */
@NullMarked
package io.evenkeel.keeper.adapter.quartz;

import org.jspecify.annotations.NullMarked;
