package io.evenkeel.oracles.adapter.headlong;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decoded values by the names the contract gave them; an unnamed one is called by its position, {@code "0"}, {@code
 * "1"} … A name the contract does not have is a bug and throws.
 */
public final class AbiRecord implements NamedValues {
    private final Map<String, Object> values;

    private AbiRecord(Map<String, Object> values) {
        this.values = values;
    }

    static AbiRecord of(TupleType<?> type, Tuple tuple) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < type.size(); i++) {
            String name = type.getElementName(i);
            boolean unnamed = name == null || name.isEmpty();
            values.put(unnamed ? Integer.toString(i) : name, AbiValues.fromLibrary(type.get(i), tuple.get(i)));
        }
        return new AbiRecord(values);
    }

    @Override
    public BigInteger integer(String name) {
        return get(name, BigInteger.class);
    }

    /** @throws ArithmeticException when it does not fit */
    public long medium(String name) {
        return integer(name).longValueExact();
    }

    public Address address(String name) {
        return get(name, Address.class);
    }

    @Override
    public boolean flag(String name) {
        return get(name, Boolean.class);
    }

    public String text(String name) {
        return get(name, String.class);
    }

    public byte[] bytes(String name) {
        return get(name, byte[].class);
    }

    public AbiRecord record(String name) {
        return get(name, AbiRecord.class);
    }

    /** The struct that is the only value here, whatever its name: what a function that returns one struct returns. */
    public AbiRecord onlyRecord() {
        if (values.size() != 1) {
            throw new IllegalArgumentException("want one value, got " + values.keySet());
        }
        return record(values.keySet().iterator().next());
    }

    public List<AbiRecord> records(String name) {
        return list(name, AbiRecord.class);
    }

    public List<byte[]> byteArrays(String name) {
        return list(name, byte[].class);
    }

    public List<BigInteger> integers(String name) {
        return list(name, BigInteger.class);
    }

    /** Names in the contract's order. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** One of {@link BigInteger}, {@link Address}, {@link Boolean}, {@link String}, {@code byte[]}, {@link List}, {@link AbiRecord}. */
    public Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " among " + values.keySet());
        }
        return value;
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<T> typed = new ArrayList<>();
        for (Object element : get(name, List.class)) {
            typed.add(type.cast(element));
        }
        return List.copyOf(typed);
    }

    private <T> T get(String name, Class<T> type) {
        Object value = value(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    name + " is a " + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
