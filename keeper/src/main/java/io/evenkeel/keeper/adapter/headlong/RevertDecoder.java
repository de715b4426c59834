package io.evenkeel.keeper.adapter.headlong;

import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.oracles.adapter.headlong.AbiError;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.oracles.adapter.headlong.Keccak256;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Revert data to words: {@code Error(string)}, {@code Panic(uint256)}, every custom error of the ABIs given, and what
 * such an error carries inside as its {@code reason}. Never throws: what it cannot read it
 * shows.
 */
public final class RevertDecoder {
    private static final int SELECTOR_BYTES = 4;
    /** A reason inside a reason inside a reason; nothing of ours goes deeper. */
    private static final int DEEPEST = 4;

    private static final int LONGEST_SHOWN_BYTES = 68;

    private static final ContractAbi BUILT_IN = ContractAbi.parse("Solidity", """
            [{"type":"error","name":"Error","inputs":[{"name":"message","type":"string"}]},
             {"type":"error","name":"Panic","inputs":[{"name":"code","type":"uint256"}]}]""");
    private static final AbiError ERROR = BUILT_IN.error("Error");
    private static final AbiError PANIC = BUILT_IN.error("Panic");

    private static final Map<Integer, String> PANICS = Map.of(
            0x01, "an assertion failed",
            0x11, "arithmetic overflow or underflow",
            0x12, "division by zero",
            0x21, "a value outside its enumeration",
            0x22, "broken storage",
            0x31, "pop on an empty array",
            0x32, "array index out of bounds",
            0x41, "too much memory",
            0x51, "call of an uninitialised function");

    private final Map<String, AbiError> errorsBySelector = new LinkedHashMap<>();
    private final List<RevertTable> tables;
    private final Map<String, String> namesByHash;

    /**
     * @param contracts where several have an error of the same name and arguments, it is one
     * @param tables asked in this order
     * @param names whose keccak may stand in an error, such as a venue's
     */
    public RevertDecoder(List<ContractAbi> contracts, List<RevertTable> tables, List<String> names) {
        for (ContractAbi contract : contracts) {
            for (AbiError error : contract.errors()) {
                errorsBySelector.putIfAbsent(HexFormat.of().formatHex(error.selector()), error);
            }
        }
        this.tables = List.copyOf(tables);
        this.namesByHash = names.stream().collect(Collectors.toMap(Keccak256::hex, Function.identity()));
    }

    public String explain(byte[] revertData) {
        return explain(revertData, 0);
    }

    private String explain(byte[] data, int depth) {
        if (data.length == 0) {
            return "reverted without a reason (a contract that is not there, an unknown market, or out of gas)";
        }
        if (data.length < SELECTOR_BYTES || depth > DEEPEST) {
            return raw(data);
        }
        String selector = HexFormat.of().formatHex(data, 0, SELECTOR_BYTES);
        try {
            if (selector.equals(HexFormat.of().formatHex(ERROR.selector()))) {
                return message(ERROR.decode(data).text("message"));
            }
            if (selector.equals(HexFormat.of().formatHex(PANIC.selector()))) {
                return panic(PANIC.decode(data).integer("code"));
            }
            AbiError error = errorsBySelector.get(selector);
            return error == null
                    ? raw(data)
                    : error.name() + arguments(error.decode(data), depth) + meaning(error.name());
        } catch (IllegalArgumentException notWhatItsSelectorSays) {
            return raw(data);
        }
    }

    private String message(String text) {
        String meaning = meaning(text);
        return meaning.isEmpty() ? "\"" + text + "\"" : text + meaning;
    }

    /** What the protocols' tables say of a text, an error's name or a panic; empty when they say nothing. */
    private String meaning(String code) {
        List<String> meanings = tables.stream()
                .flatMap(table -> table.explain(code).stream().map(words -> table.protocol() + " says " + words))
                .toList();
        return meanings.isEmpty() ? "" : " (" + String.join(" / ", meanings) + ")";
    }

    private String panic(BigInteger code) {
        String known = code.bitLength() < 31 ? PANICS.getOrDefault(code.intValueExact(), "unknown") : "unknown";
        String name = "Panic 0x" + code.toString(16);
        return name + " (" + known + ")" + meaning(name);
    }

    private String arguments(AbiRecord values, int depth) {
        return values.names().stream()
                .map(name -> name + " " + argument(name, values.value(name), depth))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private String argument(String name, Object value, int depth) {
        if (!(value instanceof byte[] bytes)) {
            return value.toString();
        }
        if (name.equals("reason")) {
            return explain(bytes, depth + 1);
        }
        String hex = "0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LONGEST_SHOWN_BYTES));
        return namesByHash.getOrDefault(hex, hex);
    }

    private static String raw(byte[] data) {
        String shown = HexFormat.of().formatHex(data, 0, Math.min(data.length, LONGEST_SHOWN_BYTES));
        return "unknown error 0x" + shown + (data.length > LONGEST_SHOWN_BYTES ? "… (" + data.length + " bytes)" : "");
    }
}
