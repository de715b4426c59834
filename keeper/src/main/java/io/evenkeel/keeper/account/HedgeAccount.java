package io.evenkeel.keeper.account;

import io.evenkeel.chain.AccountId;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.TokenAmount;
import java.util.List;

/** The seam for whose position it is. */
public interface HedgeAccount {
    AccountId id();

    /** Encodes the plan's actions through the venues' encoders. The same plan gives the same bytes and intent id. */
    PreparedExecution prepare(HedgePlan plan, MarketSnapshot snapshot);

    /** What such a call of this account may pay at most for options, for each purchase in it. */
    default List<TokenAmount> premiumsAtMost(byte[] callData) {
        return List.of();
    }

    /** What revert data from this account or anything below it means, in words with the error's name. */
    String explainRevert(byte[] revertData);
}
