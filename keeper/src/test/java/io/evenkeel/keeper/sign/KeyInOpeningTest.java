package io.evenkeel.keeper.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class KeyInOpeningTest {
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000aa");

    @Test
    void itsAddressIsKnownWhileTheKeyIsStillDerivedAndAWrongPasswordIsToldWhenItIs() {
        CountDownLatch derived = new CountDownLatch(1);
        try (KeyInOpening key = KeyInOpening.start(KEEPER, () -> {
            await(derived);
            return new SignerOpening.Refused("wrong password");
        })) {
            assertThat(key.address()).isEqualTo(KEEPER);
            derived.countDown();
            assertThat(key.refusal()).contains("wrong password");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }
}
