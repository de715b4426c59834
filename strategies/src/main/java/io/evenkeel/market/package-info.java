/** The world as one cycle sees it: one account, one block, one instant. */
@NullMarked
package io.evenkeel.market;

import org.jspecify.annotations.NullMarked;
