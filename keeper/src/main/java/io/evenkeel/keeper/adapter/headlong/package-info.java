/** What needs the ABIs of several contracts at once. */
@NullMarked
package io.evenkeel.keeper.adapter.headlong;

import org.jspecify.annotations.NullMarked;
