package io.evenkeel.testchain.vault;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads contracts at the newest block, for tests. */
final class Views {
    static final Function TOTALS = Function.parse("totals(address,uint256)", "((int256,int256,uint256,int256))");
    private static final Function READ_PRICE = Function.parse("read()", "((uint256,uint256,bool))");
    private static final Function IS_KEEPER = Function.parse("isKeeper(address)", "(bool)");
    static final BigInteger TWO_THOUSAND = BigInteger.valueOf(2000).multiply(BigInteger.TEN.pow(18));

    private final JsonRpc rpc;

    Views(ForkedChain chain) {
        this.rpc = chain.rpc();
    }

    Tuple call(Address to, Function function, Object... arguments) {
        return function.decodeReturn(
                rpc.call(to, function.encodeCall(Tuple.from(arguments)).array()));
    }

    /** delta, protocolEquity, maintenance, oracleNav at 2000. */
    Tuple totals(Address gauge, Address account) {
        return totals(gauge, account, TWO_THOUSAND);
    }

    Tuple totals(Address gauge, Address account, BigInteger priceE18) {
        return call(gauge, TOTALS, abi(account), priceE18).get(0);
    }

    BigInteger priceE18(Address priceSource) {
        return call(priceSource, READ_PRICE).<Tuple>get(0).get(0);
    }

    double price(Address priceSource) {
        return new BigDecimal(priceE18(priceSource), 18).doubleValue();
    }

    double number(Address to, String signature) {
        return call(to, Function.parse(signature, "(uint256)"))
                .<BigInteger>get(0)
                .doubleValue();
    }

    BigInteger integer(Address to, String signature, Object... arguments) {
        return call(to, Function.parse(signature, "(int256)"), arguments).get(0);
    }

    boolean isKeeper(Address policy, Address who) {
        return call(policy, IS_KEEPER, abi(who)).get(0);
    }

    static com.esaulpaugh.headlong.abi.Address abi(Address address) {
        return com.esaulpaugh.headlong.abi.Address.wrap(
                com.esaulpaugh.headlong.abi.Address.toChecksumAddress(address.hex()));
    }
}
