package io.evenkeel.keeper.explore;

import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the keeper and everything outside it, and decides by a seed when a node does not answer (before or
 * after it did what it was asked) and when the keeper dies (before or after what it just did outside).
 */
public final class Fate {
    /** The keeper is gone. Only journal and chain remain. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("killed", null, false, false);
        }
    }

    private final RandomGenerator random;
    private double silence;
    private double death;

    public Fate(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param silence chance that a request gets no answer, 0 to 1
     * @param death chance that the keeper dies at a step outside, 0 to 1
     */
    public void threatens(double silence, double death) {
        this.silence = silence;
        this.death = death;
    }

    public <T> T between(Class<T> port, T outside) {
        Object proxy = Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (self, method, arguments) -> step(outside, method, arguments));
        return port.cast(proxy);
    }

    private @Nullable Object step(Object outside, Method method, Object @Nullable [] arguments) throws Throwable {
        dieMaybe();
        Optional<Object> silence = random.nextDouble() < this.silence ? unanswered(method) : Optional.empty();
        if (silence.isPresent() && random.nextBoolean()) {
            return silence.get(); // before it did anything
        }
        Object result = invoke(outside, method, arguments);
        dieMaybe();
        return silence.isPresent() ? silence.get() : result;
    }

    private static @Nullable Object invoke(Object outside, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(outside, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void dieMaybe() {
        if (random.nextDouble() < death) {
            throw new Crash();
        }
    }

    /** A node can be silent; a journal cannot. */
    private static Optional<Object> unanswered(Method method) {
        if (method.getReturnType() == NodeAnswer.class) {
            return Optional.of(NodeAnswer.fault(new NodeFault.Unavailable("timeout")));
        }
        return method.getReturnType() == CallOutcome.class
                ? Optional.of(new CallOutcome.Unanswered("timeout"))
                : Optional.empty();
    }
}
