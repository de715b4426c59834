@NullMarked
package io.evenkeel.keeper.explore;

import org.jspecify.annotations.NullMarked;
