package io.evenkeel.oracles.adapter.headlong;

import com.esaulpaugh.headlong.abi.ContractError;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.util.List;

/** One custom error of a contract. */
public final class AbiError {
    private final String contract;
    private final ContractError<Tuple> error;
    private final Function asFunction;

    AbiError(String contract, ContractError<Tuple> error) {
        this.contract = contract;
        this.error = error;
        this.asFunction = error.function();
    }

    public String contract() {
        return contract;
    }

    public String name() {
        return error.getName();
    }

    public String signature() {
        return error.getCanonicalSignature();
    }

    public byte[] selector() {
        return asFunction.selector();
    }

    /** @throws IllegalArgumentException when it is not this error's revert data */
    public AbiRecord decode(byte[] revertData) {
        return AbiValues.decode(error.getInputs(), () -> asFunction.decodeCall(revertData));
    }

    /** Revert data of this error, as a contract gives it. */
    public byte[] encode(Object... arguments) {
        return asFunction
                .encodeCall(AbiValues.tuple(error.getInputs(), List.of(arguments)))
                .array();
    }
}
