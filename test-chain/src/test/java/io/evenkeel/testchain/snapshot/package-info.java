/** Snapshots, prepared executions and simulations against the real protocols. */
@NullMarked
package io.evenkeel.testchain.snapshot;

import org.jspecify.annotations.NullMarked;
