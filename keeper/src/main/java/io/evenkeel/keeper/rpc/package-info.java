/** How questions reach a node, and which answers are believed. The README beside this has the tables. */
@NullMarked
package io.evenkeel.keeper.rpc;

import org.jspecify.annotations.NullMarked;
