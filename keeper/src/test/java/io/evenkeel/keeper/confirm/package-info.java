@NullMarked
package io.evenkeel.keeper.confirm;

import org.jspecify.annotations.NullMarked;
