@NullMarked
package io.evenkeel.keeper.reconcile;

import org.jspecify.annotations.NullMarked;
