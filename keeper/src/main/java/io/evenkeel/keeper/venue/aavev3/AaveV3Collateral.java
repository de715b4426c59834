package io.evenkeel.keeper.venue.aavev3;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.VenueReader.Surroundings;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.market.Pair;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;

/**
 * Which token's supply is moved at Aave now. Both back the loan whatever is chosen; the choice is only what may be
 * added or taken out next. A loan is backed with the preferred token while the vault has some of it, and with the other
 * once it has not: a vault whose base is all supplied can still use the quote that selling the loan left idle.
 * Without a loan it is what lies at Aave, so that everything can be taken out in turn.
 */
record AaveV3Collateral(Token preferred, Token other) {
    /** Idle amounts below this part of the other token's count as none left. */
    private static final BigInteger ONE_PART_IN = BigInteger.TEN;

    /** @throws IllegalArgumentException when it is neither token of the pair */
    static AaveV3Collateral preferring(Pair pair, Address token) {
        if (token.equals(pair.base().address())) {
            return new AaveV3Collateral(pair.base(), pair.quote());
        }
        if (token.equals(pair.quote().address())) {
            return new AaveV3Collateral(pair.quote(), pair.base());
        }
        throw new IllegalArgumentException("collateral must be one of " + pair + ", was " + token);
    }

    Token choose(AaveAsset base, AaveAsset quote, Surroundings surroundings) {
        TokenAmount idleBase = surroundings.idleBase();
        TokenAmount idleQuote = surroundings.idleQuote();
        BigInteger suppliedBase = valueUsd(new TokenAmount(idleBase.token(), base.supplied()), base);
        BigInteger suppliedQuote = valueUsd(new TokenAmount(idleQuote.token(), quote.supplied()), quote);
        boolean loan = base.debt().signum() > 0 || quote.debt().signum() > 0;
        if (!loan && suppliedBase.add(suppliedQuote).signum() > 0) {
            return suppliedBase.compareTo(suppliedQuote) >= 0 ? idleBase.token() : idleQuote.token();
        }
        boolean prefersBase = preferred.equals(idleBase.token());
        BigInteger ofPreferred = prefersBase ? valueUsd(idleBase, base) : valueUsd(idleQuote, quote);
        BigInteger ofOther = prefersBase ? valueUsd(idleQuote, quote) : valueUsd(idleBase, base);
        return ofPreferred.multiply(ONE_PART_IN).compareTo(ofOther) >= 0 ? preferred : other;
    }

    /** USD 1e8, by Aave's own price. */
    static BigInteger valueUsd(TokenAmount amount, AaveAsset asset) {
        return amount.units()
                .multiply(asset.priceUsd())
                .divide(BigInteger.TEN.pow(amount.token().decimals()));
    }
}
