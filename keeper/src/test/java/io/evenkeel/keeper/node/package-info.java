@NullMarked
package io.evenkeel.keeper.node;

import org.jspecify.annotations.NullMarked;
