package io.evenkeel.plan;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.ListedOption;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;

/** One thing to do at one venue. How it becomes calls is the venue's own business. */
public sealed interface HedgeAction {
    VenueId venue();

    /** False: if it fails the others still go on. */
    boolean required();

    /** Change the position's delta: negative sells (opens or grows a short), positive buys back. */
    record ChangeDelta(VenueId venue, TokenDelta change, Price worstPrice, boolean required) implements HedgeAction {}

    /** Move collateral from the vault's idle holdings into the venue. */
    record AddCollateral(VenueId venue, TokenAmount amount, boolean required) implements HedgeAction {}

    /** Move collateral from the venue into the vault's idle holdings. */
    record RemoveCollateral(VenueId venue, TokenAmount amount, boolean required) implements HedgeAction {}

    /** Clear away the account's order there, where orders are filled later. */
    record CancelOrder(VenueId venue, boolean required) implements HedgeAction {}

    /**
     * Buy options (positive) or sell them. What is held of the series the other way round is closed first.
     *
     * @param contracts in base
     * @param worstPremium quote: the most that buying may cost, the least that selling must bring; fees included
     */
    record TradeOptions(
            VenueId venue, ListedOption series, TokenDelta contracts, TokenAmount worstPremium, boolean required)
            implements HedgeAction {}

    /** Have paid out what options that have expired are worth. Whatever else is done there does it, too. */
    record SettleOptions(VenueId venue, boolean required) implements HedgeAction {}
}
