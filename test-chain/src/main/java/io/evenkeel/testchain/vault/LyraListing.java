package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.VenueListing.abi;

import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.vault.EnvelopeNumbers.VenueNumbers;
import java.math.BigInteger;
import java.util.Map;

/** Lyra's option market with the pools that change USDC into its sUSD and WETH into its sETH. */
public final class LyraListing implements VenueListing {
    public static final LyraListing ETH = new LyraListing();
    /** The venue's name. */
    public static final String VENUE = "lyra:ETH";

    /** Of a premium against the model's: what a trade of this size does to volatility, and the fees on it. */
    private static final BigInteger PREMIUM_BPS = BigInteger.valueOf(2_500);
    /** Closing by force is priced at up to 1.4 times, or down to half, the volatility. */
    private static final BigInteger FORCED_PREMIUM_BPS = BigInteger.valueOf(6_000);
    /** The fee on the spot is one per cent, that for variance some tenths. */
    private static final BigInteger SPOT_BPS = BigInteger.valueOf(200);

    private static final BigInteger PARITY_SLIPPAGE_BPS = BigInteger.valueOf(20);
    private static final BigInteger SUSD_PER_USDC = BigInteger.TEN.pow(12);
    private static final int POOL_FEE_PIPS = 500;

    private LyraListing() {}

    @Override
    public String venue() {
        return VENUE;
    }

    @Override
    public VenueNumbers numbers() {
        return new VenueNumbers(6_000, 5_000, 5_000);
    }

    @Override
    public boolean isPossible(AddressBook book) {
        return book.has("lyra.optionMarket");
    }

    @Override
    public Deployed deploy(Transactor owner, ContractArtifacts artifacts, AddressBook book) {
        Address gauge = owner.deploy(
                "LyraGauge",
                artifacts.creation(
                        "gauges/LyraGauge",
                        "(string,(address,address,address,address,address,address,address,address,address,address))",
                        VENUE,
                        Tuple.from(
                                abi(book.get("lyra.optionMarket")),
                                abi(book.get("lyra.optionToken")),
                                abi(book.get("lyra.optionGreekCache")),
                                abi(book.get("lyra.optionMarketPricer")),
                                abi(book.get("lyra.liquidityPool")),
                                abi(book.get("lyra.synthetixAdapter")),
                                abi(book.get("lyra.blackScholes")),
                                abi(book.get("lyra.susd")),
                                abi(book.get("lyra.seth")),
                                abi(Address.ZERO))));
        Address rule = owner.deploy(
                "LyraRule",
                artifacts.creation(
                        "rules/LyraRule",
                        "((address,address,address,address,address,address),(uint256,uint256,uint256),"
                                + "(address,address,uint256,uint24,uint256),(address,address,uint256,uint24,uint256))",
                        Tuple.from(
                                abi(book.get("lyra.optionMarket")),
                                abi(book.get("lyra.optionToken")),
                                abi(book.get("lyra.optionGreekCache")),
                                abi(book.get("lyra.shortCollateral")),
                                abi(book.get("lyra.blackScholes")),
                                abi(book.get("lyra.synthRouter"))),
                        Tuple.from(PREMIUM_BPS, FORCED_PREMIUM_BPS, SPOT_BPS),
                        synth(book.get("lyra.susd"), book.get("tokens.usdc"), SUSD_PER_USDC),
                        synth(book.get("lyra.seth"), book.get("tokens.weth"), BigInteger.ONE)));
        return new Deployed(
                gauge,
                Map.of(
                        book.get("lyra.optionMarket"), rule,
                        book.get("lyra.optionGreekCache"), rule,
                        book.get("lyra.shortCollateral"), rule,
                        book.get("lyra.synthRouter"), rule));
    }

    private static Tuple synth(Address synth, Address original, BigInteger synthPerOriginal) {
        return Tuple.from(abi(synth), abi(original), synthPerOriginal, POOL_FEE_PIPS, PARITY_SLIPPAGE_BPS);
    }

    @Override
    public Map<String, Address> contracts(AddressBook book) {
        return Map.of(
                "optionMarket", book.get("lyra.optionMarket"),
                "greekCache", book.get("lyra.optionGreekCache"),
                "shortCollateral", book.get("lyra.shortCollateral"),
                "susd", book.get("lyra.susd"),
                "seth", book.get("lyra.seth"),
                "synthRouter", book.get("lyra.synthRouter"));
    }
}
