/** A short torture for every build. */
@NullMarked
package io.evenkeel.testchain.torture;

import org.jspecify.annotations.NullMarked;
