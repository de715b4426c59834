@NullMarked
package io.evenkeel.keeper.cli;

import org.jspecify.annotations.NullMarked;
