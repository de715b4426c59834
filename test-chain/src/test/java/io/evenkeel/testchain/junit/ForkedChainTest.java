package io.evenkeel.testchain.junit;

import io.evenkeel.testchain.ForkedChain.Mining;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a fork of the origin chain, and each of its tests the state the class began with.
 *
 * <p>Tests, {@code @BeforeEach} methods and constructors may ask for a {@code ForkedChain}, {@code JsonRpc}, {@code AddressBook},
 * {@code BlockProducer} or {@code MarketDriver}. {@code @BeforeAll} methods may too (all but the last two); what they
 * do to the chain is kept for every test of the class.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ForkExtension.class)
public @interface ForkedChainTest {
    /** The price every protocol starts at, in whole dollars. */
    int usdPerEth() default 2000;

    /** Protocols besides those that every origin chain has, as in {@code perps-v2}. */
    String[] with() default {};

    Mining mining() default Mining.ON_DEMAND;
}
