package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import org.web3j.crypto.Hash;

/** Where GMX v2's store keeps its numbers: under the hash of a name, or of a name and what it is for. */
final class GmxV2Keys {
    private static final TupleType<Tuple> NAME = TupleType.parse("(string)");
    private static final TupleType<Tuple> OF_MARKET = TupleType.parse("(bytes32,address)");
    private static final TupleType<Tuple> POSITION = TupleType.parse("(address,address,address,bool)");

    private GmxV2Keys() {}

    private static byte[] named(String name) {
        return hash(NAME, name);
    }

    static byte[] ofMarket(String name, AddressBook book) {
        return hash(OF_MARKET, named(name), abi(book, "gmxV2.market"));
    }

    /** Of the account's short with USDC behind it. */
    static byte[] position(Address account, AddressBook book) {
        return hash(POSITION, Multicall.abi(account), abi(book, "gmxV2.market"), abi(book, "tokens.usdc"), false);
    }

    private static com.esaulpaugh.headlong.abi.Address abi(AddressBook book, String name) {
        return Multicall.abi(book.get(name));
    }

    private static byte[] hash(TupleType<Tuple> type, Object... values) {
        return Hash.sha3(type.encode(Tuple.from(values)).array());
    }
}
