/** What each fault looks like from the keeper's side. */
@NullMarked
package io.evenkeel.testchain.fault;

import org.jspecify.annotations.NullMarked;
