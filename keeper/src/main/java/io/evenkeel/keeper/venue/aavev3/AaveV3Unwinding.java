package io.evenkeel.keeper.venue.aavev3;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReader.Surroundings;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Pays a loan of base back out of the quote that backs it, by a contract of ours that does all of it in one call.
 *
 * @param unwinder the contract
 * @param quoteSupply Aave's token for supplied quote, which the contract takes what it pays with from
 */
record AaveV3Unwinding(Address unwinder, Token quoteSupply) {
    /** What a venue may be configured with for this: both or neither. */
    static final List<String> CONTRACTS = List.of("unwinder", "quoteSupply");

    private static final AbiFunction UNWIND =
            ContractAbi.load("evenkeel", "AaveV3Unwinder").function("unwind");
    /** Buying a loan back may cost this part more than it is worth. */
    private static final BigInteger ONE_PART_IN = BigInteger.valueOf(50);

    /** @throws IllegalArgumentException when one contract is configured without the other */
    static Optional<AaveV3Unwinding> at(Site site) {
        Optional<Address> unwinder = site.optionalContract("unwinder");
        Optional<Address> quoteSupply = site.optionalContract("quoteSupply");
        if (unwinder.isPresent() != quoteSupply.isPresent()) {
            throw new IllegalArgumentException(site.id() + ": give both or none of " + CONTRACTS);
        }
        Token quote = site.pair().quote();
        return unwinder.map(contract -> new AaveV3Unwinding(
                contract,
                new Token(quote.chainId(), quoteSupply.orElseThrow(), "a" + quote.symbol(), quote.decimals())));
    }

    /** Whether idle quote falls short of what the loan is worth, by Aave's own prices, and more of it backs the loan. */
    static boolean isNeeded(AaveAsset base, AaveAsset quote, Surroundings surroundings) {
        TokenAmount loan = new TokenAmount(surroundings.idleBase().token(), base.debt());
        TokenAmount backing = new TokenAmount(surroundings.idleQuote().token(), quote.supplied());
        BigInteger worth = AaveV3Collateral.valueUsd(loan, base);
        BigInteger cost = worth.add(worth.divide(ONE_PART_IN));
        BigInteger idle = AaveV3Collateral.valueUsd(surroundings.idleQuote(), quote);
        return idle.compareTo(cost) < 0
                && AaveV3Collateral.valueUsd(backing, quote).compareTo(idle) > 0;
    }

    /** Buys exactly this much base for at most its value at the worst price, rounded down, and repays with it. */
    Leg unwind(TokenAmount base, Price worstPrice, Instant deadline, boolean required) {
        BigInteger most = worstPrice.valueDown(base).units();
        byte[] call = UNWIND.encode(base.units(), most, deadline.getEpochSecond());
        return Leg.spending(unwinder, new TokenAmount(quoteSupply, most), call, required);
    }
}
