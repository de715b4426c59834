/** The program: its entry point and its wiring. */
@NullMarked
package io.evenkeel.keeper;

import org.jspecify.annotations.NullMarked;
