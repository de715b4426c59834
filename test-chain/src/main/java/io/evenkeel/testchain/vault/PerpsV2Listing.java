package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.VenueListing.abi;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.vault.EnvelopeNumbers.VenueNumbers;
import java.math.BigInteger;
import java.util.Map;

/** PerpsV2's market with the pool that changes USDC into its sUSD, on a chain that was asked for it. */
public final class PerpsV2Listing implements VenueListing {
    public static final PerpsV2Listing ETH = new PerpsV2Listing();
    /** The venue's name. */
    public static final String VENUE = "perps-v2:ETH";

    private static final BigInteger SLIPPAGE_BPS = BigInteger.valueOf(300);
    /** Of USDC against sUSD: the pool's fee is a quarter of it. */
    private static final BigInteger PARITY_SLIPPAGE_BPS = BigInteger.valueOf(20);

    private static final int POOL_FEE_PIPS = 500;
    private static final Function POOL = Function.parse("getPool(address,address,uint24)", "(address)");

    private PerpsV2Listing() {}

    @Override
    public String venue() {
        return VENUE;
    }

    @Override
    public VenueNumbers numbers() {
        return new VenueNumbers(3_000, 5_000, 5_000);
    }

    @Override
    public boolean isPossible(AddressBook book) {
        return book.has("perpsV2.market");
    }

    @Override
    public Deployed deploy(Transactor owner, ContractArtifacts artifacts, AddressBook book) {
        Address gauge = owner.deploy(
                "PerpsV2Gauge",
                artifacts.creation(
                        "gauges/PerpsV2Gauge",
                        "(string,address,address,address,address,address)",
                        VENUE,
                        abi(book.get("perpsV2.market")),
                        abi(book.get("perpsV2.addressResolver")),
                        abi(book.get("perpsV2.susd")),
                        abi(book.get("tokens.usdc")),
                        pool(owner, book)));
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
        return new Deployed(gauge, Map.of(book.get("perpsV2.market"), rule, book.get("perpsV2.susdRouter"), rule));
    }

    /** Where sUSD is changed into USDC. */
    private static com.esaulpaugh.headlong.abi.Address pool(Transactor owner, AddressBook book) {
        return owner.read(
                        book.get("uniswapV3.factory"),
                        POOL,
                        abi(book.get("perpsV2.susd")),
                        abi(book.get("tokens.usdc")),
                        POOL_FEE_PIPS)
                .get(0);
    }

    @Override
    public Map<String, Address> contracts(AddressBook book) {
        return Map.of(
                "market", book.get("perpsV2.market"),
                "susd", book.get("perpsV2.susd"),
                "susdRouter", book.get("perpsV2.susdRouter"));
    }
}
