@NullMarked
package io.evenkeel.keeper.settle;

import org.jspecify.annotations.NullMarked;
