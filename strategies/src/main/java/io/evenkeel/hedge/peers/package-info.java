/**
 * How public on-chain hedgers decide, with the parameters they published, to be measured against. Written from what
 * their contracts do; none of it is theirs.
 */
@NullMarked
package io.evenkeel.hedge.peers;

import org.jspecify.annotations.NullMarked;
