/** What the vault is exposed to, line by line. */
@NullMarked
package io.evenkeel.exposure;

import org.jspecify.annotations.NullMarked;
