package io.evenkeel.testchain.settle;

import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.node.NodeGateway;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A keeper process that carries out one errand with a real journal and a real node, and stops dead at a given step,
 * says so, and waits to be killed. Arguments: node, errand file, journal folder, "before" or "after", step.
 */
final class ErrandRunner {
    static final String STANDING = "STANDING STILL";

    private ErrandRunner() {}

    public static void main(String[] arguments) throws IOException {
        Errand errand = Errand.read(Path.of(arguments[1]));
        JsonRpcNode node =
                new JsonRpcNode(new OkHttpTransport(URI.create(arguments[0]), Duration.ofSeconds(30)), errand.chain());
        Journal journal = switch (H2JournalFile.open(Path.of(arguments[2]))) {
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.Refused refused -> throw new IllegalStateException(refused.reason());
        };
        Stop stop = new Stop(arguments[3].equals("before"), arguments[4]);
        SendingBench keeper = new SendingBench(
                stop.in(NodeGateway.class, node),
                node,
                stop.in(Journal.class, journal),
                errand.account(),
                errand.pair(),
                errand::now);
        System.out.println(
                "ended without standing still: " + keeper.dispatcher.dispatch(errand.execution(), errand.plan()));
    }

    private record Stop(boolean before, String step) {
        <T> T in(Class<T> port, T real) {
            return port.cast(
                    Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                        if (before && method.getName().equals(step)) {
                            stand();
                        }
                        Object result = invoke(real, method, arguments);
                        if (!before && method.getName().equals(step)) {
                            stand();
                        }
                        return result;
                    }));
        }

        private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /** Until the kill, or until whoever started us is gone. */
        private static void stand() throws IOException {
            System.out.println(STANDING);
            while (System.in.read() >= 0) {
                // nothing is ever said to us
            }
            Runtime.getRuntime().halt(1);
        }
    }
}
