@NullMarked
package io.evenkeel.keeper.adapter.fastcsv;

import org.jspecify.annotations.NullMarked;
