package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.ForkedChain;
import java.math.BigInteger;
import java.util.Optional;

/** Perp v2, which stands behind no proxies here: an upgrade exchanges the clearing house's own code. */
final class PerpV2Failing implements FailingProtocol {
    private static final Function ACCOUNT_VALUE = Function.parse("getAccountValue(address)", "(int256)");
    private static final Function NOTIONAL = Function.parse("getTotalAbsPositionValue(address)", "(uint256)");
    private static final Function INITIAL_RATIO = Function.parse("getImRatio()", "(uint24)");
    private static final Function MAINTENANCE_RATIO = Function.parse("getMmRatio()", "(uint24)");
    private static final BigInteger RATIO_ONE = BigInteger.valueOf(1_000_000);
    /** It marks positions by averages, so that a jump alone would take minutes to be felt. */
    private static final double OF_THE_MARGIN_THERE_IS = 1.02;

    private static final int INITIAL_OVER_MAINTENANCE = 50_000;

    @Override
    public String protocol() {
        return "perp-v2";
    }

    @Override
    public boolean fillsLater() {
        return false;
    }

    @Override
    public Optional<String> extra() {
        return Optional.empty();
    }

    @Override
    public String fail(FailureKind kind, ForkedChain chain, MarketDriver market, Address account) {
        Seizure seizure = new Seizure(chain, market);
        return switch (kind) {
            case PAUSED -> {
                market.pausePerp();
                yield "Perp v2's owner stops trading";
            }
            case UPGRADED -> {
                seizure.exchangeCode("perpV2.clearingHouse");
                yield "Perp v2's clearing house is upgraded to code that answers nothing";
            }
            case DRAINED -> {
                Address usdc = seizure.address("tokens.usdc");
                seizure.drain(usdc, seizure.address("perpV2.vault"));
                seizure.drain(usdc, seizure.address("perpV2.insuranceFund"));
                yield "all dollars of Perp v2's vault and insurance fund are stolen";
            }
            case LIQUIDATED -> askForMore(seizure, account);
            case EXECUTOR_GONE -> throw new IllegalArgumentException("nobody but the trader fills orders on Perp v2");
        };
    }

    /** Its configuration has no function for this: on a public network an upgrade of it would do the same. */
    private static String askForMore(Seizure seizure, Address account) {
        BigInteger value = seizure.read("perpV2.clearingHouse", ACCOUNT_VALUE, Multicall.abi(account))
                .get(0);
        BigInteger notional = seizure.read("perpV2.accountBalance", NOTIONAL, Multicall.abi(account))
                .get(0);
        if (notional.signum() == 0) {
            throw new IllegalStateException("the vault has no position on Perp v2 that could be liquidated");
        }
        int ratio = Seizure.part(value.multiply(RATIO_ONE), notional, OF_THE_MARGIN_THERE_IS)
                .min(RATIO_ONE.subtract(BigInteger.valueOf(INITIAL_OVER_MAINTENANCE)))
                .intValueExact();
        String config = "perpV2.clearingHouseConfig";
        seizure.overwriteUint24(config, INITIAL_RATIO, ratio + INITIAL_OVER_MAINTENANCE);
        seizure.overwriteUint24(config, MAINTENANCE_RATIO, ratio);
        return "Perp v2 asks for " + ratio / 10_000
                + " % margin from now on, more than the vault has there, and the price jumps";
    }
}
