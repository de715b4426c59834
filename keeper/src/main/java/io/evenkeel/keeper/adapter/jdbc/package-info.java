/** The journal on disk. */
@NullMarked
package io.evenkeel.keeper.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
