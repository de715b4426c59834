@NullMarked
package io.evenkeel.keeper.adapter.jackson;

import org.jspecify.annotations.NullMarked;
