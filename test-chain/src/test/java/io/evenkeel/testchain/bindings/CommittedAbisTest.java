package io.evenkeel.testchain.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The Java is built from committed ABIs; this is what keeps them honest. */
class CommittedAbisTest {
    @Test
    void committed_abis_equal_what_the_packages_and_our_contracts_publish() throws IOException, InterruptedException {
        Path script = Path.of("..", "contracts-bindings", "refresh-abis.mjs").toAbsolutePath();
        Process check = new ProcessBuilder("node", script.toString(), "--check")
                .redirectErrorStream(true)
                .start();
        String differences = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = check.waitFor(1, TimeUnit.MINUTES);

        assertThat(differences)
                .as("`node contracts-bindings/refresh-abis.mjs` copies them again")
                .isEmpty();
        assertThat(ended).isTrue();
        assertThat(check.exitValue()).isZero();
    }
}
