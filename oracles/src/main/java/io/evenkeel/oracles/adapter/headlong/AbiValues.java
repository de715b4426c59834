package io.evenkeel.oracles.adapter.headlong;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.AddressType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.BigIntegerType;
import com.esaulpaugh.headlong.abi.IntType;
import com.esaulpaugh.headlong.abi.LongType;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.chain.Address;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Our values to the library's and back. Ours are: {@link BigInteger}, {@code int} and {@code long} for every
 * integer, {@link Address}, {@code byte[]}, {@link Boolean}, {@link String}, {@link List} for arrays and for tuples.
 */
final class AbiValues {
    private AbiValues() {}

    /**
     * Decodes and names. The library says in two ways that data is not what it should be; this says it in one.
     *
     * @throws IllegalArgumentException when the data is not of this type
     */
    static AbiRecord decode(TupleType<?> type, Supplier<Tuple> decoding) {
        try {
            return AbiRecord.of(type, decoding.get());
        } catch (BufferUnderflowException cutShort) {
            throw new IllegalArgumentException("cut short: not " + type.getCanonicalType(), cutShort);
        }
    }

    static Tuple tuple(TupleType<?> type, List<?> values) {
        if (values.size() != type.size()) {
            throw new IllegalArgumentException(
                    "want " + type.size() + " values for " + type.getCanonicalType() + ", got " + values.size());
        }
        Object[] elements = new Object[values.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = toLibrary(type.get(i), values.get(i));
        }
        return Tuple.from(elements);
    }

    private static Object toLibrary(ABIType<?> type, Object value) {
        return switch (type) {
            case BigIntegerType ignored -> integer(value);
            case LongType ignored -> integer(value).longValueExact();
            case IntType ignored -> integer(value).intValueExact();
            case AddressType ignored ->
                com.esaulpaugh.headlong.abi.Address.wrap(
                        com.esaulpaugh.headlong.abi.Address.toChecksumAddress(((Address) value).hex()));
            case TupleType<?> tupleType -> tuple(tupleType, (List<?>) value);
            case ArrayType<?, ?, ?> arrayType when value instanceof List<?> list -> array(arrayType, list);
            default -> value;
        };
    }

    private static Object array(ArrayType<?, ?, ?> type, List<?> values) {
        Object array = Array.newInstance(type.clazz().getComponentType(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, toLibrary(type.getElementType(), values.get(i)));
        }
        return array;
    }

    static Object fromLibrary(ABIType<?> type, Object value) {
        return switch (value) {
            case Integer number -> BigInteger.valueOf(number);
            case Long number -> BigInteger.valueOf(number);
            case com.esaulpaugh.headlong.abi.Address address -> Address.of(address.toString());
            case Tuple tuple when type instanceof TupleType<?> tupleType -> AbiRecord.of(tupleType, tuple);
            case byte[] bytes -> bytes;
            default ->
                value.getClass().isArray() && type instanceof ArrayType<?, ?, ?> arrayType
                        ? list(arrayType, value)
                        : value;
        };
    }

    private static List<Object> list(ArrayType<?, ?, ?> type, Object array) {
        Object[] elements = new Object[Array.getLength(array)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = fromLibrary(type.getElementType(), Array.get(array, i));
        }
        return List.of(elements);
    }

    private static BigInteger integer(Object value) {
        return switch (value) {
            case BigInteger big -> big;
            case Long number -> BigInteger.valueOf(number);
            case Integer number -> BigInteger.valueOf(number);
            default ->
                throw new IllegalArgumentException(
                        "not an integer: " + value.getClass().getSimpleName());
        };
    }
}
