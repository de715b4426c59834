@NullMarked
package io.evenkeel.keeper.adapter.bouncycastle;

import org.jspecify.annotations.NullMarked;
