package io.evenkeel.testchain.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process really occupies. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Memory() {}

    /** Resident set size; where the system does not tell, the heap in use instead. */
    static int residentMegabytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return Integer.parseInt(line.replaceAll("\\D+", "")) / 1024;
                }
            }
        } catch (IOException notLinux) {
            // Told below by the other measure.
        }
        Runtime runtime = Runtime.getRuntime();
        return (int) ((runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
}
