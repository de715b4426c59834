/**
 * Contract ABIs through headlong, in our own words: nothing outside sees a type of the library. The ABIs are the
 * committed JSON files, on the class path as {@code /abi/<protocol>/<Contract>.json}.
 */
@NullMarked
package io.evenkeel.oracles.adapter.headlong;

import org.jspecify.annotations.NullMarked;
