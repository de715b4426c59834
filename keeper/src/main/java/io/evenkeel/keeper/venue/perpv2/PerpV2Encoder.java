package io.evenkeel.keeper.venue.perpv2;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder;
import io.evenkeel.market.Pair;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * Every trade is openPosition with the exact base amount and a bound on the quote, fee included, from the plan's worst
 * price. Never closePosition: where the pool is thin it closes a part and says nothing.
 */
final class PerpV2Encoder implements VenueEncoder {
    private static final AbiFunction OPEN_POSITION =
            ContractAbi.load("perp-v2", "ClearingHouse").function("openPosition");
    private static final ContractAbi VAULT = ContractAbi.load("perp-v2", "Vault");
    private static final AbiFunction DEPOSIT = VAULT.function("deposit");
    private static final AbiFunction WITHDRAW = VAULT.function("withdraw");
    private static final BigInteger E18 = BigInteger.TEN.pow(18);
    private static final byte[] NO_REFERRAL = new byte[32];

    private final Pair pair;
    private final Address clearingHouse;
    private final Address vault;
    private final Address baseToken;

    PerpV2Encoder(Pair pair, Address clearingHouse, Address vault, Address baseToken) {
        this.pair = pair;
        this.clearingHouse = clearingHouse;
        this.vault = vault;
        this.baseToken = baseToken;
    }

    @Override
    public List<Leg> encode(HedgeAction action, Order order) {
        return List.of(
                switch (action) {
                    case ChangeDelta change -> trade(change, order.deadline());
                    case AddCollateral add ->
                        Leg.spending(
                                vault,
                                add.amount(),
                                DEPOSIT.encode(
                                        pair.quote().address(), add.amount().units()),
                                add.required());
                    case RemoveCollateral remove ->
                        Leg.of(
                                vault,
                                WITHDRAW.encode(
                                        pair.quote().address(), remove.amount().units()),
                                remove.required());
                    case CancelOrder cancel -> throw VenueEncoder.impossible(cancel);
                    case HedgeAction.TradeOptions options -> throw VenueEncoder.impossible(options);
                    case HedgeAction.SettleOptions settle -> throw VenueEncoder.impossible(settle);
                });
    }

    /** Selling base is base-to-quote with exact input, buying it quote-to-base with exact output. */
    private Leg trade(ChangeDelta change, Instant deadline) {
        boolean sells = change.change().signum() < 0;
        BigInteger base = change.change().abs().units();
        byte[] call = OPEN_POSITION.encode(List.of(
                baseToken,
                sells,
                sells,
                base,
                bound(base, sells, change.worstPrice()),
                deadline.getEpochSecond(),
                BigInteger.ZERO,
                NO_REFERRAL));
        return Leg.of(clearingHouse, call, change.required());
    }

    /** USD 1e18: at least this much for what is sold, rounded up; at most this much for what is bought, rounded down. */
    private static BigInteger bound(BigInteger base, boolean sells, Price worstPrice) {
        BigInteger product = base.multiply(worstPrice.e18());
        return sells ? Rounding.divideUp(product, E18) : Rounding.divideDown(product, E18);
    }
}
