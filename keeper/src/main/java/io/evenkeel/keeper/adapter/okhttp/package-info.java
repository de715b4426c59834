/** HTTP. */
@NullMarked
package io.evenkeel.keeper.adapter.okhttp;

import org.jspecify.annotations.NullMarked;
