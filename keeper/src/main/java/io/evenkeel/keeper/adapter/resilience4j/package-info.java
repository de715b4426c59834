/** Breakers and limits around outside things. */
@NullMarked
package io.evenkeel.keeper.adapter.resilience4j;

import org.jspecify.annotations.NullMarked;
