/** What one node, or several of them, can be asked, in our own words. */
@NullMarked
package io.evenkeel.keeper.node;

import org.jspecify.annotations.NullMarked;
