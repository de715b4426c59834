/** Numbers with a meaning. Exact integers; every division names its direction. */
@NullMarked
package io.evenkeel.units;

import org.jspecify.annotations.NullMarked;
