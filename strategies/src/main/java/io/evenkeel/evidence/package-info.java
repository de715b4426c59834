/**
 * Published experiments, run again with the decision code itself: what was published beside what we get, cell by cell.
 * Everything is a function of a seed and a number of paths; who runs the parts, and on how many cores, is decided
 * elsewhere.
 */
@NullMarked
package io.evenkeel.evidence;

import org.jspecify.annotations.NullMarked;
