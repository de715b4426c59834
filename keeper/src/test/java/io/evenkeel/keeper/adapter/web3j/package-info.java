@NullMarked
package io.evenkeel.keeper.adapter.web3j;

import org.jspecify.annotations.NullMarked;
