/** Chainlink feeds: what a reading is worth, and when a move of the answer should start a cycle. */
@NullMarked
package io.evenkeel.oracles.chainlink;

import org.jspecify.annotations.NullMarked;
