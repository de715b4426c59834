/** The JUnit extension that gives a test class a chain. */
@NullMarked
package io.evenkeel.testchain.junit;

import org.jspecify.annotations.NullMarked;
