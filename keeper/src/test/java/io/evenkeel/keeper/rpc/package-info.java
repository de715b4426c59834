@NullMarked
package io.evenkeel.keeper.rpc;

import org.jspecify.annotations.NullMarked;
