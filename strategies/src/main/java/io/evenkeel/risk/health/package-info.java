/**
 * Every protocol is a suspect: what it looked like when the operator last said it was well, what it looks like now, and
 * whether the difference, or anything it measures, is reason not to put more there.
 */
@NullMarked
package io.evenkeel.risk.health;

import org.jspecify.annotations.NullMarked;
