/** How questions reach a node: transport, endpoints, counting. */
@NullMarked
package io.evenkeel.keeper.rpc;

import org.jspecify.annotations.NullMarked;
