/** What names a place on a chain, and the port through which a chain is read. No implementation. */
@NullMarked
package io.evenkeel.chain;

import org.jspecify.annotations.NullMarked;
