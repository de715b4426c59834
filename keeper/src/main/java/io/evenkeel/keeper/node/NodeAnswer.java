package io.evenkeel.keeper.node;

import java.util.function.Function;

/** What a node said: the value, or why there is none. Never null, never thrown. */
public sealed interface NodeAnswer<T> {
    record Answered<T>(T value) implements NodeAnswer<T> {}

    record Faulted<T>(NodeFault fault) implements NodeAnswer<T> {}

    static <T> NodeAnswer<T> of(T value) {
        return new Answered<>(value);
    }

    static <T> NodeAnswer<T> fault(NodeFault fault) {
        return new Faulted<>(fault);
    }

    default <R> NodeAnswer<R> map(Function<T, R> change) {
        return switch (this) {
            case Answered<T> answered -> new Answered<>(change.apply(answered.value()));
            case Faulted<T> faulted -> new Faulted<>(faulted.fault());
        };
    }
}
