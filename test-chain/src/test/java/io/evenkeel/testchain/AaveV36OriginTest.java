package io.evenkeel.testchain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An origin chain that was asked for Aave v3.6 runs what its published source compiles to, beside v3.0. */
class AaveV36OriginTest {
    private static OriginChain origin;

    @BeforeAll
    static void start() {
        origin = OriginChain.start(OriginSpec.at(2000).with("aave-v3-6"), System.out::println);
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    @Test
    void everyContractRunsTheCodeOfItsSource() {
        assertThat(PublishedCode.differences(origin, new JsonRpc(origin.url()))).isEmpty();
    }

    @Test
    void nothingElseHasMoved() {
        try (OriginChain without = OriginChain.start(OriginSpec.at(2000), System.out::println)) {
            assertThat(without.addresses().names())
                    .allSatisfy(name -> assertThat(origin.addresses().get(name))
                            .isEqualTo(without.addresses().get(name)));
        }
    }
}
