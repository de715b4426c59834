package io.evenkeel.keeper.sign;

import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.math.BigInteger;

/**
 * What the key may spend in any 24 hours. The reserve comes on top and is for what protects from liquidation and for
 * cancellations: however much the rest has spent, it is still there.
 *
 * @param fee of all transactions together, each at the most it may cost
 * @param transactions nonces used, 1 or more
 * @param reservedFee on top of {@code fee}
 * @param reservedTransactions on top of {@code transactions}
 */
public record DailyLimits(Wei fee, int transactions, Wei reservedFee, int reservedTransactions) {
    /** One every three minutes, all day. */
    private static final int USUAL_TRANSACTIONS = 500;

    private static final int USUAL_RESERVED_TRANSACTIONS = 100;

    /** A hedge over several protocols takes about this much. */
    private static final Gas ONE_EXECUTION = new Gas(3_000_000);

    private static final int EXECUTIONS = 50;
    private static final int RESERVED_EXECUTIONS = 10;

    public DailyLimits {
        if (transactions < 1 || reservedTransactions < 0) {
            throw new IllegalArgumentException(
                    "transactions a day must be 1 or more and reserved ones not negative, were " + transactions
                            + " and " + reservedTransactions);
        }
    }

    /** Fifty large executions at the routine ceiling, and ten more at the urgent one. */
    public static DailyLimits usual(FeePerGas routineCeiling, FeePerGas urgentCeiling) {
        return new DailyLimits(
                times(ONE_EXECUTION.costAt(routineCeiling), EXECUTIONS),
                USUAL_TRANSACTIONS,
                times(ONE_EXECUTION.costAt(urgentCeiling), RESERVED_EXECUTIONS),
                USUAL_RESERVED_TRANSACTIONS);
    }

    Wei fee(boolean withReserve) {
        return withReserve ? fee.plus(reservedFee) : fee;
    }

    int transactions(boolean withReserve) {
        return withReserve ? Math.addExact(transactions, reservedTransactions) : transactions;
    }

    private static Wei times(Wei one, int count) {
        return new Wei(one.value().multiply(BigInteger.valueOf(count)));
    }
}
