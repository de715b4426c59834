package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Desk.dollars;
import static io.evenkeel.testchain.vault.Desk.ether;
import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.vault.Legs.Leg;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

/** What the keeper needs to do goes through vault, policy, rules and the real protocols; the same with another address in it does not. */
@ForkedChainTest
class CallRulesTest {
    private static final Function CHECK =
            Function.parse("check(address,address,address,uint256,bytes,uint256)", "(uint8)");
    private static final Function PRIMITIVES = Function.parse("primitives(address)", "(bytes)");
    private static final Function SEQUENCE = Function.parse("sequence()", "(uint256)");
    private static final Address STRANGER = Address.of("0x00000000000000000000000000000000000bad00");
    private static final Address GUARDIAN = Address.of("0x0000000000000000000000000000000000000b0b");
    private static final BigInteger LOSS = dollars(20_000);

    private DeployedVault deployed;
    private ForkedChain chain;
    private Transactor keeper;
    private Legs legs;

    @BeforeEach
    void deploy(ForkedChain fork) {
        chain = fork;
        Address account = Address.of(fork.rpc().request("eth_accounts").get(3).asString());
        BlockProducer blocks = new BlockProducer(fork.rpc());
        deployed = VaultDeployment.deploy(fork, blocks, account, GUARDIAN);
        keeper = new Transactor(fork.rpc(), blocks, account);
        legs = new Legs(fork.addresses(), deployed.main().vault());
    }

    @Test
    void theKeeperOpensTheHedgeOnBothProtocolsAndTakesItOffAgain() {
        BigInteger before = netDelta();
        execute("open", opening());

        assertThat(delta(deployed.gauges().perp())).isEqualTo(ether(160).negate());
        assertThat(inEther(delta(deployed.gauges().aave()))).isBetween(139.9, 140.1);
        assertThat(inEther(netDelta())).isCloseTo(inEther(before) - 320, offset(0.01));

        // collecting turns fees that were not recorded yet into ether: delta moves by a trifle
        execute(
                "tidy",
                Legs.DE_RISK,
                List.of(legs.settleFunding(), legs.collect(rangeTokenId()), legs.useAsCollateral(weth(), true)));
        BigInteger tokenId = rangeTokenId();
        execute(
                "shrink the range",
                List.of(
                        legs.decrease(tokenId, BigInteger.TEN.pow(15)),
                        legs.sellWeth(ether(1), dollars(1_950)),
                        legs.collect(tokenId)));
        execute(
                "close perp, sell as much",
                List.of(legs.closeOnPerp(dollarsE18(160 * 2_040)), legs.sellWeth(ether(161), dollars(161 * 1_960))));
        execute(
                "repay",
                List.of(
                        legs.buyWeth(ether(160.1), dollars(161 * 2_040)),
                        legs.repayAll(weth(), ether(160.05)),
                        legs.withdraw(weth(), Desk.ALL),
                        legs.sellWeth(ether(161), dollars(161 * 1_960)),
                        legs.withdrawMargin(dollars(10_000))));

        assertThat(delta(deployed.gauges().perp())).isZero();
        assertThat(delta(deployed.gauges().aave())).isZero();
    }

    @Test
    void everyAddressInAPermittedCallIsPinned() {
        execute("open", opening());
        int refused = 0;
        for (Leg leg : permitted()) {
            assertThat(allows(leg)).as("the call itself").isTrue();
            for (int at = 4; at + 32 <= leg.data().length; at += 32) {
                if (!namesAnAddress(leg.data(), at)) {
                    continue;
                }
                byte[] changed = leg.data().clone();
                System.arraycopy(STRANGER.bytes(), 0, changed, at + 12, 20);
                assertThat(allows(new Leg(leg.target(), leg.spendToken(), leg.spendAmount(), changed)))
                        .as("word %s of %s", (at - 4) / 32, JsonRpc.hex(leg.data()))
                        .isFalse();
                refused++;
            }
            assertThat(allows(new Leg(
                            leg.target(), leg.spendToken(), leg.spendAmount().add(BigInteger.ONE), leg.data())))
                    .as("one unit more approved")
                    .isEqualTo(isWholeRepayment(leg));
            assertThat(allows(new Leg(leg.target(), STRANGER, leg.spendAmount(), leg.data())))
                    .as("another token approved")
                    .isFalse();
            assertThat(allows(new Leg(
                            leg.target(),
                            leg.spendToken(),
                            leg.spendAmount(),
                            Arrays.copyOf(leg.data(), leg.data().length + 32))))
                    .as("a word appended")
                    .isFalse();
            assertThat(allows(new Leg(STRANGER, leg.spendToken(), leg.spendAmount(), leg.data())))
                    .as("another target")
                    .isFalse();
        }
        assertThat(refused).isGreaterThan(15);
    }

    @Test
    void aTradeBeyondTheSlippageIsRefusedByItsRuleBeforeItRuns() {
        assertThatThrownBy(() -> execute("greedy", List.of(legs.sellWeth(ether(10), dollars(10)))))
                .isInstanceOf(IllegalStateException.class)
                // LegRefused
                .hasMessageContaining(selector("LegRefused(uint256,bytes)"));
        assertThatThrownBy(() -> execute("blind", List.of(legs.sellOnPerp(ether(10), BigInteger.ONE))))
                .hasMessageContaining(selector("LegRefused(uint256,bytes)"));
    }

    @Test
    void openingTheWholeHedgeFitsInABlockWithRoom() {
        BigInteger gas = JsonRpc.quantity(chain.rpc()
                .request(
                        "eth_estimateGas",
                        Map.of(
                                "from", keeper.from().hex(),
                                "to", deployed.main().vault().hex(),
                                "data",
                                        JsonRpc.hex(Legs.EXECUTE
                                                .encodeCall(Legs.execution("gas", 0, Legs.ROUTINE, opening(), LOSS))
                                                .array()))));

        assertThat(gas.longValueExact()).isLessThan(8_000_000);
    }

    private List<Leg> opening() {
        return List.of(
                legs.depositMargin(dollars(150_000)),
                legs.sellOnPerp(ether(160), dollarsE18(160 * 1_960)),
                legs.supply(weth(), ether(300)),
                legs.borrow(weth(), ether(160)),
                legs.sellWeth(ether(160), dollars(160 * 1_960)));
    }

    private List<Leg> permitted() {
        List<Leg> all = new ArrayList<>(opening());
        BigInteger tokenId = rangeTokenId();
        all.addAll(List.of(
                legs.withdrawMargin(dollars(1)),
                legs.buyOnPerp(ether(10), dollarsE18(10 * 2_040)),
                legs.closeOnPerp(dollarsE18(160 * 2_040)),
                legs.settleFunding(),
                legs.repayAll(weth(), ether(1)),
                legs.withdraw(weth(), ether(1)),
                legs.useAsCollateral(weth(), false),
                legs.buyWeth(ether(1), dollars(2_040)),
                legs.decrease(tokenId, BigInteger.TEN),
                legs.collect(tokenId)));
        return all;
    }

    private boolean allows(Leg leg) {
        Address rule = ruleOf(leg.target());
        try {
            new Views(chain)
                    .call(
                            rule,
                            CHECK,
                            abi(deployed.main().vault()),
                            abi(leg.target()),
                            abi(leg.spendToken()),
                            leg.spendAmount(),
                            leg.data(),
                            Views.TWO_THOUSAND);
            return true;
        } catch (RpcException refused) {
            return false;
        }
    }

    private Address ruleOf(Address target) {
        var book = chain.addresses();
        if (target.equals(book.get("aaveV3.pool"))) {
            return deployed.rules().aave();
        }
        Set<Address> perp = Set.of(book.get("perpV2.vault"), book.get("perpV2.clearingHouse"));
        return perp.contains(target)
                ? deployed.rules().perp()
                : deployed.rules().uniswap();
    }

    private boolean namesAnAddress(byte[] data, int at) {
        byte[] address = Arrays.copyOfRange(data, at + 12, at + 32);
        var book = chain.addresses();
        return List.of(deployed.main().vault(), weth(), book.get("tokens.usdc"), book.get("perpV2.baseToken"))
                .contains(Address.of(address));
    }

    private static boolean isWholeRepayment(Leg leg) {
        return ByteBuffer.wrap(leg.data()).getInt()
                == ByteBuffer.wrap(Desk.REPAY.selector()).getInt();
    }

    private void execute(String intent, List<Leg> execution) {
        execute(intent, Legs.ROUTINE, execution);
    }

    private void execute(String intent, int mode, List<Leg> execution) {
        long sequence = new Views(chain)
                .call(deployed.main().vault(), SEQUENCE)
                .<BigInteger>get(0)
                .longValueExact();
        keeper.call(
                intent,
                deployed.main().vault(),
                Legs.EXECUTE
                        .encodeCall(Legs.execution(intent, sequence, mode, execution, LOSS))
                        .array());
        keeper.mine();
    }

    private BigInteger rangeTokenId() {
        byte[] primitives = new Views(chain)
                .call(deployed.gauges().range(), PRIMITIVES, abi(deployed.main().vault()))
                .get(0);
        return GaugeVectors.StructReader.ofState("gauges/UniswapV3RangeGauge").firstTokenId(primitives);
    }

    private BigInteger delta(Address gauge) {
        return new Views(chain).totals(gauge, deployed.main().vault()).get(0);
    }

    private BigInteger netDelta() {
        DeployedVault.Gauges gauges = deployed.gauges();
        return delta(gauges.spot())
                .add(delta(gauges.range()))
                .add(delta(gauges.aave()))
                .add(delta(gauges.perp()));
    }

    private Address weth() {
        return chain.addresses().get("tokens.weth");
    }

    private static double inEther(BigInteger wei) {
        return wei.doubleValue() / 1e18;
    }

    private static BigInteger dollarsE18(double amount) {
        return ether(amount);
    }

    private static String selector(String error) {
        return Hash.sha3String(error).substring(2, 10);
    }
}
