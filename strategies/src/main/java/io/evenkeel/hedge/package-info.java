/**
 * When to trade and how far: one interface, several rules. Pure model mathematics in double; amounts become exact in
 * the plan.
 */
@NullMarked
package io.evenkeel.hedge;

import org.jspecify.annotations.NullMarked;
