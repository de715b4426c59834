/** The keeper as its operator meets it: a configuration file, commands, a process that can be killed. */
@NullMarked
package io.evenkeel.testchain.operator;

import org.jspecify.annotations.NullMarked;
