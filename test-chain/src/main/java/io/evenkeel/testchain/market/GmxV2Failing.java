package io.evenkeel.testchain.market;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** GMX v2's double, whose store anybody may write to: here it is the owner. */
final class GmxV2Failing implements FailingProtocol {
    private static final Function SET_BOOL = Function.parse("setBool(bytes32,bool)");
    private static final Function SET_UINT = Function.parse("setUint(bytes32,uint256)");
    private static final BigInteger ONE = BigInteger.TEN.pow(30);
    /** Healthy until the price has jumped. */
    private static final double OF_THE_MARGIN_THERE_IS = 0.97;

    @Override
    public String protocol() {
        return "gmx-v2";
    }

    @Override
    public boolean fillsLater() {
        return true;
    }

    @Override
    public Optional<String> extra() {
        return Optional.of("gmx-v2-double");
    }

    @Override
    public String fail(FailureKind kind, ForkedChain chain, MarketDriver market, Address account) {
        Seizure seizure = new Seizure(chain, market);
        Transactor owner = seizure.owner();
        return switch (kind) {
            case PAUSED -> {
                byte[] disabled = GmxV2Keys.ofMarket("IS_MARKET_DISABLED", chain.addresses());
                owner.call(seizure.address("gmxV2.dataStore"), SET_BOOL, disabled, true);
                owner.mine();
                yield "GMX switches its market off";
            }
            case UPGRADED -> {
                List.of("gmxV2.reader", "gmxV2.exchangeRouter", "gmxV2.orderHandler")
                        .forEach(seizure::exchangeCode);
                yield "reader, exchange router and order handler of GMX become code that answers nothing";
            }
            case DRAINED -> {
                seizure.drain(seizure.address("tokens.usdc"), seizure.address("gmxV2.market"));
                yield "the dollars of GMX's market are stolen, collateral and all";
            }
            case EXECUTOR_GONE -> {
                market.filler(protocol()).ifPresent(OrderFiller::leave);
                yield "nobody fills orders on GMX any more";
            }
            case LIQUIDATED -> askForMore(seizure, owner, chain, market, account);
        };
    }

    private static String askForMore(
            Seizure seizure, Transactor owner, ForkedChain chain, MarketDriver market, Address account) {
        GmxV2Calls calls = new GmxV2Calls(chain.addresses());
        Multicall multicall = new Multicall(chain.addresses(), chain.rpc());
        BigInteger usdE8 = BigInteger.valueOf(market.lastPrice().e8());
        GmxV2Calls.Health health = GmxV2Calls.health(multicall.read(calls.health(multicall, account, usdE8)));
        if (health.sizeUsd().signum() == 0) {
            throw new IllegalStateException("the vault has no position on GMX that could be liquidated");
        }
        BigInteger factor = Seizure.part(health.remainingUsd().multiply(ONE), health.sizeUsd(), OF_THE_MARGIN_THERE_IS);
        byte[] asked = GmxV2Keys.ofMarket("MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION", chain.addresses());
        owner.call(seizure.address("gmxV2.dataStore"), SET_UINT, asked, factor);
        owner.mine();
        return "GMX asks for " + factor.divide(BigInteger.TEN.pow(28)) + " % margin from now on, and the price jumps";
    }
}
