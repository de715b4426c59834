/** The keeper: effects around the pure decisions of {@code io.evenkeel}. */
@NullMarked
package io.evenkeel.keeper;

import org.jspecify.annotations.NullMarked;
