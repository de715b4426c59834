/** Amounts, prices and ratios: exact, and wearing their unit. */
@NullMarked
package io.evenkeel.units;

import org.jspecify.annotations.NullMarked;
