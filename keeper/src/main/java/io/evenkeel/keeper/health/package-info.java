/** What is believed of each protocol, kept so that a restart does not forget it. */
@NullMarked
package io.evenkeel.keeper.health;

import org.jspecify.annotations.NullMarked;
