/** Functions of mathematics that the JDK lacks and several rooms need. */
@NullMarked
package io.evenkeel.numerics;

import org.jspecify.annotations.NullMarked;
