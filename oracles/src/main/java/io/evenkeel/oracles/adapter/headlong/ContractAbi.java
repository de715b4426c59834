package io.evenkeel.oracles.adapter.headlong;

import com.esaulpaugh.headlong.abi.ABIJSON;
import com.esaulpaugh.headlong.abi.Function;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What one contract understands, emits and refuses with. */
public final class ContractAbi {
    private final String name;
    private final List<Function> functions;
    private final List<AbiEvent> events;
    private final List<AbiError> errors;

    private ContractAbi(String name, String json) {
        this.name = name;
        this.functions = ABIJSON.parseNormalFunctions(json);
        this.events = ABIJSON.parseEvents(json).stream().map(AbiEvent::new).toList();
        this.errors = ABIJSON.parseErrors(json).stream()
                .map(error -> new AbiError(name, error))
                .toList();
    }

    /**
     * @param protocol folder below {@code abi/}, as in {@code perp-v2}
     * @throws IllegalArgumentException when there is no such file on the class path
     */
    public static ContractAbi load(String protocol, String contract) {
        String path = "/abi/" + protocol + "/" + contract + ".json";
        try (InputStream file = ContractAbi.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("no ABI on the class path: " + path);
            }
            return parse(contract, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException problem) {
            throw new UncheckedIOException(path, problem);
        }
    }

    public static ContractAbi parse(String name, String json) {
        return new ContractAbi(name, json);
    }

    public String name() {
        return name;
    }

    /**
     * @param nameOrSignature the bare name, or for an overloaded function the signature as in {@code f(uint256)}
     * @throws IllegalArgumentException when there is none, or several
     */
    public AbiFunction function(String nameOrSignature) {
        List<Function> found = functions.stream()
                .filter(function -> nameOrSignature.equals(function.getName())
                        || nameOrSignature.equals(function.getCanonicalSignature()))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(name + " has " + found.size() + " functions called " + nameOrSignature);
        }
        return new AbiFunction(found.getFirst());
    }

    /** @throws IllegalArgumentException when there is none, or several */
    public AbiEvent event(String eventName) {
        List<AbiEvent> found = events.stream()
                .filter(event -> event.signature().startsWith(eventName + "("))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(name + " has " + found.size() + " events called " + eventName);
        }
        return found.getFirst();
    }

    /** @throws IllegalArgumentException when there is none, or several */
    public AbiError error(String errorName) {
        List<AbiError> found =
                errors.stream().filter(error -> error.name().equals(errorName)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(name + " has " + found.size() + " errors called " + errorName);
        }
        return found.getFirst();
    }

    public List<AbiError> errors() {
        return errors;
    }
}
