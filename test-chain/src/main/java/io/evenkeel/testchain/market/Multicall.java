package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several reads of one block in one request. */
final class Multicall {
    private static final Function AGGREGATE = Function.parse("aggregate3((address,bool,bytes)[])", "((bool,bytes)[])");

    private final AddressBook addresses;
    private final JsonRpc rpc;

    Multicall(AddressBook addresses, JsonRpc rpc) {
        this.addresses = addresses;
        this.rpc = rpc;
    }

    /** One read, encoded. */
    record Call(Tuple encoded, Function function) {}

    Call call(String contract, Function function, Object... arguments) {
        return new Call(
                Tuple.of(
                        abi(addresses.get(contract)),
                        false,
                        function.encodeCallWithArgs(arguments).array()),
                function);
    }

    /** Reads all at the newest block; a call that reverts fails the whole. */
    List<Tuple> read(List<Call> calls) {
        Tuple[] encoded = calls.stream().map(Call::encoded).toArray(Tuple[]::new);
        byte[] request = AGGREGATE.encodeCallWithArgs((Object) encoded).array();
        Tuple[] results = AGGREGATE
                .decodeReturn(rpc.call(addresses.get("multicall3"), request))
                .get(0);
        List<Tuple> decoded = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            decoded.add(calls.get(i).function().decodeReturn((byte[]) results[i].get(1)));
        }
        return decoded;
    }

    /** The same; empty when any call reverts or answers with something else. */
    Optional<List<Tuple>> tryRead(List<Call> calls) {
        try {
            return Optional.of(read(calls));
        } catch (RpcException | IllegalArgumentException | BufferUnderflowException unreadable) {
            return Optional.empty();
        }
    }

    static Address abi(io.evenkeel.chain.Address address) {
        return Address.wrap(Address.toChecksumAddress(address.hex()));
    }
}
