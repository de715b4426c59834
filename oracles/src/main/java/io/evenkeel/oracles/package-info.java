/** What a thing is worth, how old that answer is, and who agrees. */
@NullMarked
package io.evenkeel.oracles;

import org.jspecify.annotations.NullMarked;
