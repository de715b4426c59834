package io.evenkeel.market.position;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.TokenAmount;
import java.util.List;

/**
 * What is supplied to and borrowed from one lending market. A loop (staked ETH supplied, ETH borrowed, staked again)
 * is one of these: its two sides net in the asset and stay apart in the basis.
 *
 * @param market whose borrow and supply rates apply
 * @param collateral supplied, interest to date included
 * @param debts owed, interest to date included; in a stablecoin too it is owed in tokens and not in money
 */
public record LendingAccount(String name, VenueId market, List<TokenAmount> collateral, List<TokenAmount> debts)
        implements Instrument {
    public LendingAccount {
        collateral = List.copyOf(collateral);
        debts = List.copyOf(debts);
    }
}
