package io.evenkeel.testchain.vault;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Hash;

/** Lists PerpsV2 as one more venue of a vault's policy, on a chain that was asked for it. */
public final class PerpsV2Listing {
    /** The venue's name. */
    public static final String VENUE = "perps-v2:ETH";

    private static final int EQUITY_CAP_BPS = 3_000;
    private static final int SHORT_CAP_BPS = 5_000;
    private static final int HAIRCUT_BPS = 5_000;
    private static final BigInteger SLIPPAGE_BPS = BigInteger.valueOf(300);
    /** Of USDC against sUSD: the pool's fee is a quarter of it. */
    private static final BigInteger PARITY_SLIPPAGE_BPS = BigInteger.valueOf(20);

    private static final int POOL_FEE_PIPS = 500;

    private static final Function ADD_VENUE = Function.parse("addVenue(address,uint16,uint16,uint16)", "(bytes32)");
    private static final Function SET_CALL_RULE = Function.parse("setCallRule(address,address,bytes32)");
    private static final Function RECORD = Function.parse("record()");

    private PerpsV2Listing() {}

    public static boolean isPossible(ForkedChain chain) {
        return chain.addresses().has("perpsV2.market");
    }

    /**
     * Deploys gauge and rule and has the policy's owner take them up.
     *
     * @return the gauge
     */
    public static Address on(ForkedChain chain, BlockProducer blocks, Address policy) {
        AddressBook book = chain.addresses();
        Transactor owner = new Transactor(chain.rpc(), blocks, book.get("accounts.owner"));
        ContractArtifacts artifacts = ContractArtifacts.find();
        Address gauge = owner.deploy(
                "PerpsV2Gauge",
                artifacts.creation(
                        "gauges/PerpsV2Gauge",
                        "(string,address,address,address)",
                        VENUE,
                        abi(book.get("perpsV2.market")),
                        abi(book.get("perpsV2.addressResolver")),
                        abi(book.get("perpsV2.susd"))));
        Address rule = owner.deploy(
                "PerpsV2Rule",
                artifacts.creation(
                        "rules/PerpsV2Rule",
                        "(address,uint256,address,address,address,uint24,uint256)",
                        abi(book.get("perpsV2.market")),
                        SLIPPAGE_BPS,
                        abi(book.get("perpsV2.susdRouter")),
                        abi(book.get("perpsV2.susd")),
                        abi(book.get("tokens.usdc")),
                        POOL_FEE_PIPS,
                        PARITY_SLIPPAGE_BPS));
        owner.mine();
        byte[] venueId = Hash.sha3(VENUE.getBytes(StandardCharsets.US_ASCII));
        owner.call(policy, ADD_VENUE, abi(gauge), EQUITY_CAP_BPS, SHORT_CAP_BPS, HAIRCUT_BPS);
        owner.call(policy, SET_CALL_RULE, abi(book.get("perpsV2.market")), abi(rule), venueId);
        owner.call(policy, SET_CALL_RULE, abi(book.get("perpsV2.susdRouter")), abi(rule), venueId);
        owner.mine();
        owner.call(policy, RECORD);
        owner.mine();
        return gauge;
    }

    private static com.esaulpaugh.headlong.abi.Address abi(Address address) {
        return com.esaulpaugh.headlong.abi.Address.wrap(
                com.esaulpaugh.headlong.abi.Address.toChecksumAddress(address.hex()));
    }
}
