/** Perpetual Protocol v2 ("Curie"), counted and rounded as its contracts do. */
@NullMarked
package io.evenkeel.margin.perpv2;

import org.jspecify.annotations.NullMarked;
