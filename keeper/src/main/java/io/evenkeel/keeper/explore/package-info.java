/** A chain that can be made to do anything, and a keeper's sending third put on it: the proof that ships with the keeper. */
@NullMarked
package io.evenkeel.keeper.explore;

import org.jspecify.annotations.NullMarked;
