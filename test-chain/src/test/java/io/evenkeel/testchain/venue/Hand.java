package io.evenkeel.testchain.venue;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.market.Pair;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import io.evenkeel.testchain.vault.Transactor;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;

/** A forked chain and an account of our own on it that trades by hand. */
class Hand {
    static final BigInteger NEVER = BigInteger.ONE.shiftLeft(40);

    private static final Function APPROVE = Function.parse("approve(address,uint256)", "(bool)");
    private static final Function MINT = Function.parse("mint(address,uint256)", "(bool)");
    private static final Function WRAP = Function.parse("deposit()");

    final ForkedChain chain;
    final BlockProducer blocks;
    final Transactor trader;
    final Pair pair;

    Hand(ForkedChain chain, BlockProducer blocks) {
        this(chain, blocks, "accounts.owner");
    }

    /** @param trader by its name in the address book */
    Hand(ForkedChain chain, BlockProducer blocks, String trader) {
        this.chain = chain;
        this.blocks = blocks;
        this.trader = new Transactor(chain.rpc(), blocks, address(trader));
        ChainId id = new ChainId(31337);
        this.pair = new Pair(
                new Token(id, address("tokens.weth"), "WETH", 18), new Token(id, address("tokens.usdc"), "USDC", 6));
    }

    Address address(String name) {
        AddressBook book = chain.addresses();
        return book.get(name);
    }

    Price price(String usdcPerWeth) {
        return Price.of(pair.base(), pair.quote(), usdcPerWeth);
    }

    /** Gives the trader tokens and lets the spender take them. */
    void fund(TokenAmount amount, Address spender) {
        if (amount.token().equals(pair.base())) {
            trader.call(amount.token().address(), amount.units(), WRAP);
        } else {
            trader.call(amount.token().address(), MINT, abi(trader.from()), amount.units());
        }
        trader.call(amount.token().address(), APPROVE, abi(spender), amount.units());
    }

    /** Sends a call and mines it. */
    void run(Address to, Function function, Object... arguments) {
        trader.call(to, function, arguments);
        trader.mine();
    }

    /** What the trader's call would return now. */
    Tuple call(Address to, Function function, Object... arguments) {
        byte[] data = function.encodeCall(Tuple.from(arguments)).array();
        Map<String, String> call = Map.of("from", trader.from().hex(), "to", to.hex(), "data", JsonRpc.hex(data));
        String returned = chain.rpc().request("eth_call", call, "latest").asString();
        return function.decodeReturn(HexFormat.of().parseHex(returned.substring(2)));
    }

    /** Why the trader's call would fail now; empty when it would not. */
    String refusal(Address to, Function function, Object... arguments) {
        byte[] data = function.encodeCall(Tuple.from(arguments)).array();
        Map<String, String> call = Map.of("from", trader.from().hex(), "to", to.hex(), "data", JsonRpc.hex(data));
        try {
            chain.rpc().request("eth_call", call, "latest");
            return "";
        } catch (RpcException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    static com.esaulpaugh.headlong.abi.Address abi(Address address) {
        return com.esaulpaugh.headlong.abi.Address.wrap(
                com.esaulpaugh.headlong.abi.Address.toChecksumAddress(address.hex()));
    }
}
