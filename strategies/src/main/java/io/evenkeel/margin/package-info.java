/** One pure class per protocol: its margin, its liquidation price, what a change costs there. */
@NullMarked
package io.evenkeel.margin;

import org.jspecify.annotations.NullMarked;
