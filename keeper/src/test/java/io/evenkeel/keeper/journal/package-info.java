@NullMarked
package io.evenkeel.keeper.journal;

import org.jspecify.annotations.NullMarked;
