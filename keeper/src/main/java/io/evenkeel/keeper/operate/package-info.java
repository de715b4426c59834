/** What an operator has ordered, kept on disk so that it outlives the process. */
@NullMarked
package io.evenkeel.keeper.operate;

import org.jspecify.annotations.NullMarked;
