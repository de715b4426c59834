/** The demo: a chain, a market that moves, a keeper, and what a person sees of it. */
@NullMarked
package io.evenkeel.testchain.demo;

import org.jspecify.annotations.NullMarked;
