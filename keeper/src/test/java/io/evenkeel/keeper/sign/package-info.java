@NullMarked
package io.evenkeel.keeper.sign;

import org.jspecify.annotations.NullMarked;
