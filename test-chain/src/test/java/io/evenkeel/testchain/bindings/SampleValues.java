package io.evenkeel.testchain.bindings;

import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.BooleanType;
import com.esaulpaugh.headlong.abi.IntType;
import com.esaulpaugh.headlong.abi.LongType;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import com.esaulpaugh.headlong.abi.UnitType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Random;

/** Values of any ABI type: the ends of its range as often as its middle, and the same ones for the same seed. */
final class SampleValues {
    private static final int LONGEST_ARRAY = 3;

    private final Random random;

    SampleValues(long seed) {
        this.random = new Random(seed);
    }

    Object of(ABIType<?> type) {
        return switch (type) {
            case TupleType<?> tuple -> {
                Object[] elements = new Object[tuple.size()];
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = of(tuple.get(i));
                }
                yield Tuple.from(elements);
            }
            case ArrayType<?, ?, ?> array -> array(array);
            case BooleanType ignored -> random.nextBoolean();
            case IntType small -> number(small).intValueExact();
            case LongType medium -> number(medium).longValueExact();
            case UnitType<?> address
            when address.clazz() == Address.class ->
                Address.wrap(Address.toChecksumAddress(new BigInteger(160, random)));
            case UnitType<?> large -> number(large);
            default -> throw new IllegalArgumentException("no sample of " + type);
        };
    }

    private BigInteger number(UnitType<?> type) {
        return switch (random.nextInt(4)) {
            case 0 -> type.minValue();
            case 1 -> type.maxValue();
            default -> {
                BigInteger any = new BigInteger(type.getBitLength() - 1, random);
                yield !type.isUnsigned() && random.nextBoolean() ? any.negate() : any;
            }
        };
    }

    private Object array(ArrayType<?, ?, ?> type) {
        int length =
                type.getLength() == ArrayType.DYNAMIC_LENGTH ? random.nextInt(LONGEST_ARRAY + 1) : type.getLength();
        if (type.isString()) {
            return "Kiel ¼ ".repeat(length);
        }
        if (type.clazz() == byte[].class) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }
        Object array = Array.newInstance(type.getElementType().clazz(), length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, of(type.getElementType()));
        }
        return array;
    }
}
