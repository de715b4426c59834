package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.VenueListing.abi;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.vault.EnvelopeNumbers.VenueNumbers;
import java.math.BigInteger;
import java.util.Map;

/** Aave v3.6 beside the v3.0 that every vault has: gauge and rule are the same contracts on another pool. */
public final class AaveV36Listing implements VenueListing {
    public static final AaveV36Listing WETH = new AaveV36Listing();
    /** The venue's name. */
    public static final String VENUE = "aave-v3-6:WETH";

    private static final BigInteger SLIPPAGE_BPS = BigInteger.valueOf(300);

    private AaveV36Listing() {}

    @Override
    public String venue() {
        return VENUE;
    }

    @Override
    public VenueNumbers numbers() {
        return EnvelopeNumbers.OF_THE_SCENARIOS.aave();
    }

    @Override
    public boolean isPossible(AddressBook book) {
        return book.has("aaveV36.pool");
    }

    @Override
    public Deployed deploy(Transactor owner, ContractArtifacts artifacts, AddressBook book) {
        Address pool = book.get("aaveV36.pool");
        Address gauge = owner.deploy(
                "AaveV3Gauge",
                artifacts.creation(
                        "gauges/AaveV3Gauge",
                        "(string,address,address,address)",
                        VENUE,
                        abi(pool),
                        abi(book.get("tokens.weth")),
                        abi(book.get("tokens.usdc"))));
        Address rule = owner.deploy(
                "AaveV3Rule",
                artifacts.creation(
                        "rules/AaveV3Rule",
                        "(address,address,address)",
                        abi(pool),
                        abi(book.get("tokens.weth")),
                        abi(book.get("tokens.usdc"))));
        Address unwinder = book.get("aaveV36.unwinder");
        Address unwindRule = owner.deploy(
                "AaveV3UnwindRule",
                artifacts.creation("rules/AaveV3UnwindRule", "(address,uint256)", abi(unwinder), SLIPPAGE_BPS));
        return new Deployed(gauge, Map.of(pool, rule, unwinder, unwindRule));
    }

    @Override
    public Map<String, Address> contracts(AddressBook book) {
        return Map.of(
                "pool", book.get("aaveV36.pool"),
                "swapRouter", book.get("uniswapV3.swapRouter"),
                "swapPool", book.get("uniswapV3.pool"),
                "collateral", book.get("tokens.usdc"),
                "unwinder", book.get("aaveV36.unwinder"),
                "quoteSupply", book.get("aaveV36.aUSDC"));
    }
}
