/** Jackson behind plain collections: YAML and JSON in, JSON out. */
@NullMarked
package io.evenkeel.keeper.adapter.jackson;

import org.jspecify.annotations.NullMarked;
