package io.evenkeel.keeper.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks several at once and waits for all: each question has a time limit of its own, below this. */
final class Parallel {
    private final ExecutorService elsewhere;

    Parallel(ExecutorService elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** In the order given. Fewer than were asked when this thread is interrupted meanwhile. */
    <A> Map<Endpoint, A> ask(List<Endpoint> endpoints, Function<Endpoint, A> question) {
        Map<Endpoint, A> answers = new LinkedHashMap<>();
        if (endpoints.isEmpty()) {
            return answers;
        }
        List<Endpoint> others = endpoints.subList(1, endpoints.size());
        List<Future<A>> pending = new ArrayList<>();
        others.forEach(each -> pending.add(elsewhere.submit(() -> question.apply(each))));
        answers.put(endpoints.get(0), question.apply(endpoints.get(0)));
        try {
            for (int i = 0; i < others.size(); i++) {
                answers.put(others.get(i), pending.get(i).get());
            }
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a node client threw", e.getCause());
        }
        return answers;
    }

    void later(Runnable question) {
        elsewhere.execute(question);
    }

    void close() {
        elsewhere.shutdown();
    }
}
