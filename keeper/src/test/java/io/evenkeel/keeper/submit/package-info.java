@NullMarked
package io.evenkeel.keeper.submit;

import org.jspecify.annotations.NullMarked;
