/** The vault's own base token, sold as a hedge and bought back. */
@NullMarked
package io.evenkeel.margin.spot;

import org.jspecify.annotations.NullMarked;
