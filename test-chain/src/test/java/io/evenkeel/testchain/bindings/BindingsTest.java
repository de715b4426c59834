package io.evenkeel.testchain.bindings;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.ABIJSON;
import com.esaulpaugh.headlong.abi.ABIObject;
import com.esaulpaugh.headlong.abi.ABIType;
import com.esaulpaugh.headlong.abi.ArrayType;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.testchain.bindings.PublishedAbis.PublishedAbi;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.DefaultFunctionReturnDecoder;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.StaticArray2;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.reflection.Parameterized;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * web3j is silently wrong about some structs and the topics of the events that carry them. Here every event and every
 * struct of every committed ABI is put to both codecs; what web3j gets wrong stands below by name, is read through
 * headlong, and nothing may join it unseen.
 */
class BindingsTest {
    private static final Set<String> EVENTS_WEB3J_GETS_WRONG = Set.of();
    /** Its structs end at 32 fields, as two gauges' do not, and know no arrays of fixed length, as GMX's Reader gives. */
    private static final Set<String> STRUCTS_WEB3J_GETS_WRONG = Set.of(
            "evenkeel/GmxV2Gauge.GmxV2State",
            "evenkeel/PerpsV2Gauge.PerpsV2State",
            "gmx-v2/Reader.BorrowingFees",
            "gmx-v2/Reader.Fees",
            "gmx-v2/Reader.FundingFees",
            "gmx-v2/Reader.MarketInfoHead",
            "gmx-v2/Reader.PositionInfo",
            "gmx-v2/Reader.ReferralFees");

    private static final int SAMPLES_PER_STRUCT = 20;
    private static final long SEED = 20210519;

    private final PublishedAbis abis = PublishedAbis.onTheClassPath();

    @Test
    void every_event_has_the_topic_that_its_abi_says() {
        Set<String> wrong = new TreeSet<>();
        int compared = 0;
        for (PublishedAbi abi : abis.all()) {
            Set<String> wrapped =
                    abi.wrappedEvents().stream().map(EventEncoder::encode).collect(toCollection(TreeSet::new));
            for (var event : ABIJSON.parseEvents(abi.json())) {
                compared++;
                if (!wrapped.contains(topic(event.getCanonicalSignature()))) {
                    wrong.add(abi.name() + "." + event.getCanonicalSignature());
                }
            }
        }
        assertThat(compared).isGreaterThan(150);
        assertThat(wrong).isEqualTo(new TreeSet<>(EVENTS_WEB3J_GETS_WRONG));
    }

    @Test
    void every_struct_comes_back_as_the_bytes_it_went_in() {
        Set<String> wrong = new TreeSet<>();
        int compared = 0;
        for (PublishedAbi abi : abis.all()) {
            Map<String, TupleType<?>> structs = structsOf(abi);
            for (Class<?> wrapper : abi.wrappedStructs()) {
                assertThat(structs).as(abi.name()).containsKey(wrapper.getSimpleName());
                compared++;
                if (!survivesBothCodecs(structs.get(wrapper.getSimpleName()), wrapper)) {
                    wrong.add(abi.name() + "." + wrapper.getSimpleName());
                }
            }
            assertThat(abi.wrappedStructs())
                    .as("structs of " + abi.name())
                    .extracting(Class::getSimpleName)
                    .containsExactlyInAnyOrderElementsOf(structs.keySet());
        }
        assertThat(compared).isGreaterThan(30);
        assertThat(wrong).isEqualTo(new TreeSet<>(STRUCTS_WEB3J_GETS_WRONG));
    }

    /** Without this, a codec that is never wrong and a check that never looks would read the same. */
    @Test
    void the_check_sees_the_fault_web3j_is_known_for() {
        TupleType<Tuple> struct = TupleType.parse("(uint256,uint64[2])");
        String signature = "Opened((uint256,uint64[2]))";
        Event wrapped = new Event("Opened", List.of(new TypeReference<Window>() {}));

        assertThat(survivesBothCodecs(struct, Window.class)).isFalse();
        assertThat(EventEncoder.encode(wrapped)).isNotEqualTo(topic(signature));
    }

    /** As web3j would generate it for a struct with an array of fixed length. */
    public static final class Window extends StaticStruct {
        public Window(Uint256 opened, @Parameterized(type = Uint64.class) StaticArray2<Uint64> bounds) {
            super(opened, bounds);
        }
    }

    private static String topic(String signature) {
        return Numeric.toHexString(Hash.sha3(signature.getBytes(StandardCharsets.US_ASCII)));
    }

    /** headlong writes it, web3j reads it and writes it again. */
    private static boolean survivesBothCodecs(TupleType<?> type, Class<?> wrapper) {
        SampleValues samples = new SampleValues(SEED);
        TupleType<Tuple> asArgument = TupleType.parse("(" + type.getCanonicalType() + ")");
        for (int i = 0; i < SAMPLES_PER_STRUCT; i++) {
            Tuple value = (Tuple) samples.of(asArgument);
            String written = hex(asArgument.encode(value));
            try {
                if (!written.equals(rewrittenByWeb3j(written, wrapper))) {
                    return false;
                }
            } catch (RuntimeException refused) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // web3j's own signature is raw here
    private static String rewrittenByWeb3j(String written, Class<?> wrapper) {
        TypeReference<Type> reference = TypeReference.create((Class<Type>) wrapper);
        List<Type> read = new DefaultFunctionReturnDecoder().decodeFunctionResult("0x" + written, List.of(reference));
        return new DefaultFunctionEncoder().encodeParameters(read);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Numeric.toHexStringNoPrefix(copy);
    }

    /** By the name the compiler gave it, or else by the parameter's, as the generator does. */
    private static Map<String, TupleType<?>> structsOf(PublishedAbi abi) {
        Map<String, TupleType<?>> structs = new LinkedHashMap<>();
        Stream.of(ABIJSON.parseFunctions(abi.json()), ABIJSON.parseEvents(abi.json()), ABIJSON.parseErrors(abi.json()))
                .<ABIObject>flatMap(List::stream)
                .forEach(object -> {
                    collectStructs(object.getInputs(), structs);
                    if (object.isFunction()) {
                        collectStructs(object.asFunction().getOutputs(), structs);
                    }
                });
        return structs;
    }

    private static void collectStructs(TupleType<?> parameters, Map<String, TupleType<?>> structs) {
        for (int i = 0; i < parameters.size(); i++) {
            ABIType<?> type = parameters.get(i);
            while (type instanceof ArrayType<?, ?, ?> array) {
                type = array.getElementType();
            }
            if (type instanceof TupleType<?> struct) {
                structs.put(structName(parameters.getElementInternalType(i), parameters.getElementName(i)), struct);
                collectStructs(struct, structs);
            }
        }
    }

    private static String structName(String internalType, String parameterName) {
        if (internalType == null || internalType.isEmpty()) {
            return Character.toUpperCase(parameterName.charAt(0)) + parameterName.substring(1);
        }
        return internalType.replaceAll("^struct |(\\[\\d*])+$", "").replaceAll("^.*\\.", "");
    }
}
