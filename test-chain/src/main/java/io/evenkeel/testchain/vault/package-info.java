/** Puts our own contracts on a forked chain and fills a vault with the mix the scenarios start from. */
@NullMarked
package io.evenkeel.testchain.vault;

import org.jspecify.annotations.NullMarked;
