/** One YAML file, typed. Every problem is listed at once; unknown keys are refused. */
@NullMarked
package io.evenkeel.keeper.config;

import org.jspecify.annotations.NullMarked;
