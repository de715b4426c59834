/**
 * Our rules against those of the public hedgers, replayed over weeks in which the market broke. The histories come from
 * outside, as columns.
 */
@NullMarked
package io.evenkeel.evidence.crash;

import org.jspecify.annotations.NullMarked;
