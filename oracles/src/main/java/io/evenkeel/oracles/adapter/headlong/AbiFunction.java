package io.evenkeel.oracles.adapter.headlong;

import com.esaulpaugh.headlong.abi.Function;
import java.util.Arrays;
import java.util.List;

/** One function of a contract: arguments to call data, return data to values. */
public final class AbiFunction {
    private static final int SELECTOR_BYTES = 4;

    private final Function function;

    AbiFunction(Function function) {
        this.function = function;
    }

    /** As in {@code openPosition((address,bool,…))}. */
    public String signature() {
        return function.getCanonicalSignature();
    }

    public byte[] selector() {
        return function.selector();
    }

    /** Selector and arguments; a struct or an array is a {@link List}. */
    public byte[] encode(Object... arguments) {
        return function.encodeCall(AbiValues.tuple(function.getInputs(), List.of(arguments)))
                .array();
    }

    /** @throws IllegalArgumentException when it is not this function's call data */
    public AbiRecord decodeCall(byte[] callData) {
        return AbiValues.decode(function.getInputs(), () -> function.decodeCall(callData));
    }

    /** @throws IllegalArgumentException when it is not this function's return data */
    public AbiRecord decodeReturn(byte[] returned) {
        return AbiValues.decode(function.getOutputs(), () -> function.decodeReturn(returned));
    }

    public boolean isCalledBy(byte[] callData) {
        return callData.length >= SELECTOR_BYTES
                && Arrays.equals(callData, 0, SELECTOR_BYTES, function.selector(), 0, SELECTOR_BYTES);
    }
}
