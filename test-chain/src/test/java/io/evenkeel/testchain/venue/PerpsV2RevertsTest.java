package io.evenkeel.testchain.venue;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.perpsv2.PerpsV2Reverts;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.PerpsV2Desk;
import io.evenkeel.testchain.market.PerpsV2Executor;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Done;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Refused;
import io.evenkeel.testchain.vault.Transactor;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every refusal of the table is one that the protocol really gives, in these words. */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class PerpsV2RevertsTest {
    private static final Function ALLOW = Function.parse("updateAccessControl(bytes32,address,bool,bool)");
    private static final BigInteger PRICE = BigInteger.valueOf(2000_00000000L);

    private final Set<String> met = new HashSet<>();

    @Test
    void everyLineOfTheTableIsMet(ForkedChain chain, MarketDriver market) {
        BlockProducer blocks = market.blocks();
        PerpsV2Executor executor = new PerpsV2Executor(
                chain,
                blocks,
                Address.of(chain.rpc().request("eth_accounts").get(12).asString()));
        PerpsV2Desk trader = new PerpsV2Desk(chain, blocks, 10).withMargin("5000");

        meet("Cannot submit empty order", trader.refusalOf("0", "1990"));
        meet("Max leverage exceeded", trader.refusalOf("-150", "1900"));
        meet("Position can be liquidated", trader.refusalOf("-250", "1900"));
        meet("SafeMath: subtraction overflow", trader.refusalOfMargin("1"));
        meet(
                "Insufficient margin",
                new PerpsV2Desk(chain, blocks, 13).withMargin("20").refusalOf("-0.01", "1990"));
        meet(
                "Max market size exceeded",
                new PerpsV2Desk(chain, blocks, 14).withMargin("5000000").refusalOf("-22301", "1900"));
        meet("no previous order", executor.cancel(trader.account(), after(blocks, 12)));

        trader.submit("-50", "1900");
        meet("previous order exists", trader.refusalOf("-1", "1990"));
        meet("Pending order exists", trader.refusalOfMargin("-1"));
        meet("cannot cancel yet", executor.cancel(trader.account(), after(blocks, 6)));
        assertThat(executor.execute(trader.account(), PRICE, after(blocks, 6))).isInstanceOf(Done.class);

        Instant risen = market.step(MarketPrice.of("2090")).time();
        assertThat(executor.flag(trader.account(), risen.plusSeconds(12))).isInstanceOf(Done.class);
        meet("Position flagged", trader.refusalOf("50", "2200"));

        PerpsV2Desk other = new PerpsV2Desk(chain, blocks, 11).withMargin("5000");
        suspended(chain, "Futures", "suspendFuturesMarket(bytes32,uint256)", "ocETHPERP");
        meet("Market suspended", other.refusalOf("-1", "1900"));
        suspended(chain, "Futures", "suspendFutures(uint256)", null);
        meet("Futures markets are suspended. Operation prohibited", other.refusalOf("-1", "1900"));
        resumed(chain, "resumeFutures()");
        suspended(chain, "Synth", "suspendSynth(bytes32,uint256)", "sETH");
        meet("Synth is suspended. Operation prohibited", other.refusalOfMargin("-1"));
        suspended(chain, "System", "suspendSystem(uint256)", null);
        meet("Synthetix is suspended, upgrade in progress... please stand by", other.refusalOf("-1", "1900"));
        owner(chain, "suspendSystem(uint256)", BigInteger.TWO);
        meet("Synthetix is suspended. Operation prohibited", other.refusalOf("-1", "1900"));
        resumed(chain, "resumeSystem()");
        owner(chain, "resumeSynth(bytes32)", (Object) bytes32("sETH"));
        blocks.mineAt(after(blocks, 4300));
        meet("Invalid price", other.refusalOfMargin("-1"));

        assertThat(met).isEqualTo(PerpsV2Reverts.TABLE.byCode().keySet());
    }

    private void meet(String code, String said) {
        assertThat(said).contains(code);
        met.add(code);
    }

    private void meet(String code, Attempt attempt) {
        assertThat(attempt).isInstanceOf(Refused.class);
        meet(code, ((Refused) attempt).words());
    }

    private static Instant after(BlockProducer blocks, int seconds) {
        return blocks.head().time().plusSeconds(seconds);
    }

    private static void suspended(ForkedChain chain, String section, String function, @Nullable String key) {
        Transactor owner = transactor(chain);
        Address system = chain.addresses().get("perpsV2.systemStatus");
        owner.call(system, ALLOW, bytes32(section), Bench.abi(owner.from()), true, true);
        if (key == null) {
            owner.call(system, Function.parse(function), BigInteger.ONE);
        } else {
            owner.call(system, Function.parse(function), bytes32(key), BigInteger.ONE);
        }
        owner.mine();
    }

    private static void resumed(ForkedChain chain, String function) {
        owner(chain, function);
    }

    private static void owner(ForkedChain chain, String function, Object... arguments) {
        Transactor owner = transactor(chain);
        owner.call(chain.addresses().get("perpsV2.systemStatus"), Function.parse(function), arguments);
        owner.mine();
    }

    private static Transactor transactor(ForkedChain chain) {
        return new Transactor(
                chain.rpc(), new BlockProducer(chain.rpc()), chain.addresses().get("accounts.owner"));
    }

    private static byte[] bytes32(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 32);
    }
}
