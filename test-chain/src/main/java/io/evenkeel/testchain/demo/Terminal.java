package io.evenkeel.testchain.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whether somebody is looking. */
final class Terminal {
    private Terminal() {}

    /**
     * Whether standard output is a terminal that understands more than lines. Java 21 cannot tell by itself: its
     * console is there whenever standard input is, so {@code test -t 1} is asked, which inherits our output.
     */
    static boolean isAttached() {
        if (System.console() == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            Process test = new ProcessBuilder("test", "-t", "1").inheritIO().start();
            return test.waitFor(2, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
