/** What would be left on a bad day: a grid of worlds, and the worst of them for each limit. Pure. */
@NullMarked
package io.evenkeel.risk.stress;

import org.jspecify.annotations.NullMarked;
