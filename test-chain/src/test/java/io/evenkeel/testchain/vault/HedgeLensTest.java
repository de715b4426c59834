package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.junit.ForkedChainTest;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One call of the lens says what many single calls say, deployed or not, and whatever one protocol does. */
@ForkedChainTest
class HedgeLensTest {
    private static final Function READ = Function.parse("read(address,address,address[],address[],uint32)");
    private static final Function PRIMITIVES = Function.parse("primitives(address)", "(bytes)");
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000a11ce");
    private static final Address GUARDIAN = Address.of("0x0000000000000000000000000000000000000b0b");
    private static final Address NOWHERE = Address.of("0x00000000000000000000000000000000001e5500");

    private DeployedVault deployed;
    private ForkedChain chain;
    private LensAnswer answer;

    @BeforeEach
    void deploy(ForkedChain fork) {
        chain = fork;
        deployed = VaultDeployment.deploy(fork, new BlockProducer(fork.rpc()), KEEPER, GUARDIAN);
        answer = new LensAnswer();
    }

    @Test
    void theLensSaysWhatSingleReadsSay() {
        Views views = new Views(chain);
        Address vault = deployed.main().vault();
        Tuple snapshot = answer.decode(call(Map.of()));
        JsonNode head = chain.rpc().request("eth_getBlockByNumber", "latest", false);

        assertThat(answer.number(snapshot, "chainId")).isEqualTo(31337);
        assertThat(answer.number(snapshot, "blockNumber"))
                .isEqualTo(JsonRpc.quantity(head.path("number")).longValueExact());
        assertThat(answer.number(snapshot, "timestamp"))
                .isEqualTo(JsonRpc.quantity(head.path("timestamp")).longValueExact());
        assertThat(JsonRpc.hex(answer.<byte[]>field(snapshot, "parentHash")))
                .isEqualTo(head.path("parentHash").asString());
        assertThat(answer.number(snapshot, "sequence")).isZero();
        assertThat(answer.<Boolean>field(snapshot, "keeperAllowed")).isTrue();
        assertThat(answer.<BigInteger>field(snapshot, "totalAssets").doubleValue())
                .isEqualTo(views.number(vault, "totalAssets()"));
        assertThat(answer.<BigInteger>field(snapshot, "totalSupply").doubleValue())
                .isEqualTo(views.number(vault, "totalSupply()"));
        assertThat(answer.<BigInteger>field(snapshot, "idleQuote"))
                .isEqualTo(views.integer(chain.addresses().get("tokens.usdc"), "balanceOf(address)", abi(vault)));
        assertThat(answer.<BigInteger>field(snapshot, "idleBase"))
                .isEqualTo(views.integer(chain.addresses().get("tokens.weth"), "balanceOf(address)", abi(vault)));

        byte[][] primitives = answer.field(snapshot, "primitives");
        assertThat(primitives.length).isEqualTo(4);
        Address[] gauges = {
            deployed.gauges().spot(),
            deployed.gauges().range(),
            deployed.gauges().aave(),
            deployed.gauges().perp()
        };
        for (int i = 0; i < gauges.length; i++) {
            assertThat(primitives[i])
                    .isEqualTo(views.call(gauges[i], PRIMITIVES, abi(vault)).<byte[]>get(0));
        }
        Tuple ethUsd = answer.<Tuple[]>field(snapshot, "feeds")[0];
        assertThat(ethUsd.<BigInteger>get(3)).isEqualTo(BigInteger.valueOf(2000_00000000L));
        assertThat(ethUsd.<Boolean>get(7)).isTrue();
        Tuple pool = answer.<Tuple[]>field(snapshot, "pools")[0];
        assertThat(pool.<Long>get(8)).isEqualTo(300L);
        assertThat(pool.<Boolean>get(9)).isTrue();
    }

    @Test
    void theSameCodeWorksWhereNobodyHasDeployedIt() {
        byte[] deployedAnswer = call(Map.of());
        byte[] overridden = call(
                NOWHERE,
                Map.of(
                        NOWHERE.hex(),
                        Map.of("code", JsonRpc.hex(ContractArtifacts.find().runtime("HedgeLens")))));

        assertThat(overridden).isEqualTo(deployedAnswer);
    }

    @Test
    void aProtocolThatBreaksTakesOnlyItsOwnPartWithIt() {
        // Aave's pool replaced by code that always reverts
        Tuple snapshot =
                answer.decode(call(Map.of(chain.addresses().get("aaveV3.pool").hex(), Map.of("code", "0x60006000fd"))));

        byte[][] primitives = answer.field(snapshot, "primitives");
        assertThat(primitives[0]).isNotEmpty();
        assertThat(primitives[1]).isNotEmpty();
        assertThat(primitives[2]).isEmpty();
        assertThat(primitives[3]).isNotEmpty();
        Tuple[] venues = answer.<Tuple>field(snapshot, "policy").get(1);
        assertThat(venues[2].<Boolean>get(3)).as("Aave readable").isFalse();
        assertThat(venues[3].<Boolean>get(3)).as("Perp v2 readable").isTrue();
        assertThat(answer.<BigInteger>field(snapshot, "totalAssets")).isPositive();
    }

    private byte[] call(Map<String, Object> override) {
        return call(deployed.lens(), override);
    }

    private byte[] call(Address lens, Map<String, Object> override) {
        var book = chain.addresses();
        byte[] data = READ.encodeCallWithArgs(
                        abi(deployed.main().vault()),
                        abi(KEEPER),
                        new com.esaulpaugh.headlong.abi.Address[] {
                            abi(book.get("chainlink.ethUsd")), abi(book.get("chainlink.usdcUsd"))
                        },
                        new com.esaulpaugh.headlong.abi.Address[] {abi(book.get("uniswapV3.pool"))},
                        300L)
                .array();
        return JsonRpc.bytes(chain.rpc()
                .request("eth_call", Map.of("to", lens.hex(), "data", JsonRpc.hex(data)), "latest", override));
    }
}
