package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigInteger;
import org.web3j.crypto.Hash;

/** Sets numbers and switches of GMX v2's double, for tests: by name, or by name and what of the market they are for. */
public final class GmxV2Governance {
    private static final Function SET_UINT = Function.parse("setUint(bytes32,uint256)");
    private static final Function SET_BOOL = Function.parse("setBool(bytes32,bool)");
    private static final TupleType<Tuple> NAME = TupleType.parse("(string)");
    private static final TupleType<Tuple> OF_MARKET = TupleType.parse("(bytes32,address)");
    private static final TupleType<Tuple> OF_SIDE = TupleType.parse("(bytes32,address,bool)");
    private static final TupleType<Tuple> OF_KIND = TupleType.parse("(bytes32,address,uint256)");

    private final ForkedChain chain;
    private final Transactor transactor;
    private final Address store;

    public GmxV2Governance(ForkedChain chain, BlockProducer blocks) {
        this.chain = chain;
        this.transactor = new Transactor(chain.rpc(), blocks, chain.addresses().get("accounts.owner"));
        this.store = chain.addresses().get("gmxV2.dataStore");
    }

    public void set(String name, BigInteger value) {
        send(SET_UINT, named(name), value);
    }

    public void setOfMarket(String name, BigInteger value) {
        send(SET_UINT, hash(OF_MARKET, named(name), market()), value);
    }

    /** @param side long, or what improves the balance of both sides: the name decides */
    public void setOfSide(String name, boolean side, BigInteger value) {
        send(SET_UINT, hash(OF_SIDE, named(name), market(), side), value);
    }

    public void disableMarket(boolean disabled) {
        send(SET_BOOL, hash(OF_MARKET, named("IS_MARKET_DISABLED"), market()), disabled);
    }

    /** @param orderType 2 increases, 4 decreases */
    public void disableOrders(String feature, int orderType, boolean disabled) {
        byte[] key = hash(
                OF_KIND,
                named(feature),
                Multicall.abi(chain.addresses().get("gmxV2.orderHandler")),
                BigInteger.valueOf(orderType));
        send(SET_BOOL, key, disabled);
    }

    private void send(Function function, Object... arguments) {
        transactor.call(store, function, arguments);
        transactor.mine();
    }

    private com.esaulpaugh.headlong.abi.Address market() {
        return Multicall.abi(chain.addresses().get("gmxV2.market"));
    }

    private static byte[] named(String name) {
        return hash(NAME, name);
    }

    private static byte[] hash(TupleType<Tuple> type, Object... values) {
        return Hash.sha3(type.encode(Tuple.from(values)).array());
    }
}
