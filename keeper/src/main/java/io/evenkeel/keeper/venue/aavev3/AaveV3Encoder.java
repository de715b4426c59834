package io.evenkeel.keeper.venue.aavev3;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder;
import io.evenkeel.keeper.venue.uniswapv3.UniswapV3Swaps;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A short is a loan that was sold: borrow, then swap. Less of a short is bought back and repaid. What is bought beyond
 * the debt stays idle in the vault, where it counts just the same. Where what is idle cannot pay for it, the collateral
 * does; see {@link AaveV3Unwinding}.
 */
final class AaveV3Encoder implements VenueEncoder {
    private static final ContractAbi POOL = ContractAbi.load("aave-v3", "Pool");
    private static final AbiFunction SUPPLY = POOL.function("supply");
    private static final AbiFunction WITHDRAW = POOL.function("withdraw");
    private static final AbiFunction BORROW = POOL.function("borrow");
    private static final AbiFunction REPAY = POOL.function("repay");
    private static final int VARIABLE_RATE = 2;
    private static final BigInteger RAY = BigInteger.TEN.pow(27);
    private static final BigInteger SECONDS_PER_YEAR = BigInteger.valueOf(365L * 24 * 3600);
    /** A plan's sizes come from model mathematics: nearer than this part of the loan is the whole of it. */
    private static final BigInteger A_BILLION = BigInteger.TEN.pow(9);

    private static final int NO_REFERRAL = 0;

    private final VenueId id;
    private final Address pool;
    private final Address swapRouter;
    private final Optional<AaveV3Unwinding> unwinding;

    AaveV3Encoder(VenueId id, Address pool, Address swapRouter, Optional<AaveV3Unwinding> unwinding) {
        this.id = id;
        this.pool = pool;
        this.swapRouter = swapRouter;
        this.unwinding = unwinding;
    }

    @Override
    public List<Leg> encode(HedgeAction action, Order order) {
        return switch (action) {
            case ChangeDelta change when change.change().signum() < 0 -> borrowAndSell(change, order);
            case ChangeDelta change -> buyAndRepay(change, order);
            case AddCollateral add -> List.of(supply(add.amount(), order.account(), add.required()));
            case RemoveCollateral remove -> List.of(withdraw(remove.amount(), order.account(), remove.required()));
            case CancelOrder cancel -> throw VenueEncoder.impossible(cancel);
            case HedgeAction.TradeOptions options -> throw VenueEncoder.impossible(options);
            case HedgeAction.SettleOptions settle -> throw VenueEncoder.impossible(settle);
        };
    }

    private List<Leg> borrowAndSell(ChangeDelta change, Order order) {
        TokenAmount base = change.change().abs();
        byte[] borrow =
                BORROW.encode(base.token().address(), base.units(), VARIABLE_RATE, NO_REFERRAL, order.account());
        return List.of(
                Leg.of(pool, borrow, change.required()),
                swaps(order).sellBase(base, change.worstPrice(), order.account(), order.deadline(), change.required()));
    }

    private List<Leg> buyAndRepay(ChangeDelta change, Order order) {
        TokenAmount base = withInterestOnAWholeLoan(change.change().abs(), order);
        if (unwinding.isPresent() && position(order).buysFromCollateral()) {
            return List.of(unwinding.get().unwind(base, change.worstPrice(), order.deadline(), change.required()));
        }
        byte[] repay = REPAY.encode(base.token().address(), base.units(), VARIABLE_RATE, order.account());
        return List.of(
                swaps(order).buyBase(base, change.worstPrice(), order.account(), order.deadline(), change.required()),
                Leg.spending(pool, base, repay, change.required()));
    }

    /**
     * A loan grows until its repayment is mined; one that is to end is repaid with twice the interest it can bear by
     * the deadline. The pool takes no more than the debt.
     */
    private TokenAmount withInterestOnAWholeLoan(TokenAmount base, Order order) {
        if (!(order.snapshot().venue(id).orElse(null) instanceof AaveV3Position position)) {
            return base;
        }
        BigInteger debt = position.base().debt();
        if (debt.signum() == 0 || base.units().compareTo(debt.subtract(debt.divide(A_BILLION))) < 0) {
            return base;
        }
        long seconds = Math.max(
                1,
                Duration.between(order.snapshot().block().timestamp(), order.deadline())
                        .toSeconds());
        BigInteger interest = debt.multiply(position.base().variableBorrowRateRay())
                .multiply(BigInteger.valueOf(2 * seconds))
                .divide(RAY.multiply(SECONDS_PER_YEAR))
                .add(BigInteger.ONE);
        return new TokenAmount(base.token(), debt.max(base.units()).add(interest));
    }

    private Leg supply(TokenAmount amount, Address account, boolean required) {
        byte[] call = SUPPLY.encode(amount.token().address(), amount.units(), account, NO_REFERRAL);
        return Leg.spending(pool, amount, call, required);
    }

    private Leg withdraw(TokenAmount amount, Address account, boolean required) {
        return Leg.of(pool, WITHDRAW.encode(amount.token().address(), amount.units(), account), required);
    }

    /** In the pool that the plan was costed with. */
    private UniswapV3Swaps swaps(Order order) {
        AaveV3Position position = position(order);
        return new UniswapV3Swaps(
                swapRouter, position.pair(), position.swapPool().feeMillionths());
    }

    private AaveV3Position position(Order order) {
        if (order.snapshot().venue(id).orElse(null) instanceof AaveV3Position position) {
            return position;
        }
        throw new IllegalArgumentException(id + " cannot be traded on a snapshot that could not read it");
    }
}
