@NullMarked
package io.evenkeel.keeper.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
