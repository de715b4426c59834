/** Wrappers generated from the committed ABIs, one package per protocol. */
@NullMarked
package io.evenkeel.bindings;

import org.jspecify.annotations.NullMarked;
