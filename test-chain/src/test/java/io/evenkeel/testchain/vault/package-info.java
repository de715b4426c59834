/** Our contracts against the real protocols. */
@NullMarked
package io.evenkeel.testchain.vault;

import org.jspecify.annotations.NullMarked;
