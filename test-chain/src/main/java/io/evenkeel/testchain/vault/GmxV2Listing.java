package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.VenueListing.abi;

import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.vault.EnvelopeNumbers.VenueNumbers;
import java.math.BigInteger;
import java.util.Map;

/** A market of GMX v2, or of its double, on a chain that has one. */
public final class GmxV2Listing implements VenueListing {
    public static final GmxV2Listing ETH = new GmxV2Listing();
    /** The venue's name. */
    public static final String VENUE = "gmx-v2:ETH";

    private static final BigInteger SLIPPAGE_BPS = BigInteger.valueOf(300);
    /** A tenth of an ether for one order. */
    private static final BigInteger MOST_EXECUTION_FEE_WEI = BigInteger.TEN.pow(17);

    private GmxV2Listing() {}

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
        return book.has("gmxV2.exchangeRouter");
    }

    @Override
    public Deployed deploy(Transactor owner, ContractArtifacts artifacts, AddressBook book) {
        Address priceSource = VaultDeployment.deployPriceSource(owner, artifacts, book);
        Tuple site = Tuple.from(
                abi(book.get("gmxV2.dataStore")),
                abi(book.get("gmxV2.reader")),
                abi(book.get("gmxV2.referralStorage")),
                abi(book.get("gmxV2.exchangeRouter")),
                abi(book.get("gmxV2.market")),
                abi(book.get("tokens.usdc")));
        // its constructor asks the protocol's reader only, so the price source may come in the same block
        Address gauge = owner.deploy(
                "GmxV2Gauge",
                artifacts.creation(
                        "gauges/GmxV2Gauge",
                        "(string,(address,address,address,address,address,address),address)",
                        VENUE,
                        site,
                        abi(priceSource)));
        Tuple terms = Tuple.from(
                abi(book.get("gmxV2.exchangeRouter")),
                abi(book.get("gmxV2.router")),
                abi(book.get("gmxV2.orderVault")),
                abi(book.get("gmxV2.reader")),
                abi(book.get("gmxV2.dataStore")),
                abi(book.get("gmxV2.market")),
                abi(book.get("tokens.usdc")),
                abi(book.get("tokens.weth")),
                SLIPPAGE_BPS,
                MOST_EXECUTION_FEE_WEI);
        Address rule = owner.deploy(
                "GmxV2Rule",
                artifacts.creation(
                        "rules/GmxV2Rule",
                        "((address,address,address,address,address,address,address,address,uint256,uint256))",
                        (Object) terms));
        return new Deployed(gauge, Map.of(book.get("gmxV2.exchangeRouter"), rule));
    }

    @Override
    public Map<String, Address> contracts(AddressBook book) {
        return Map.of(
                "exchangeRouter", book.get("gmxV2.exchangeRouter"),
                "orderVault", book.get("gmxV2.orderVault"),
                "market", book.get("gmxV2.market"));
    }
}
