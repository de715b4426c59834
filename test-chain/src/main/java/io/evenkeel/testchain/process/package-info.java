/** Programs that run beside this one and end with it. */
@NullMarked
package io.evenkeel.testchain.process;

import org.jspecify.annotations.NullMarked;
