/** Whether journal and chain agree on what happened. */
@NullMarked
package io.evenkeel.keeper.reconcile;

import org.jspecify.annotations.NullMarked;
