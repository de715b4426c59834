package io.evenkeel.testchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An origin chain that was asked for PerpsV2 has it as it ran on Optimism, and is otherwise the same chain. */
class PerpsV2OriginTest {
    private static final Function ASSET_PRICE = Function.parse("assetPrice()", "(uint256,bool)");
    private static final BigInteger TWO_THOUSAND = BigInteger.valueOf(2000).multiply(BigInteger.TEN.pow(18));

    private static OriginChain origin;
    private static JsonRpc rpc;

    @BeforeAll
    static void start() {
        origin = OriginChain.start(OriginSpec.at(2000).with("perps-v2"), System.out::println);
        rpc = new JsonRpc(origin.url());
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    @Test
    void everyContractRunsThePublishedCode() {
        assertThat(PublishedCode.differences(origin, rpc)).isEmpty();
        assertThat(origin.addresses().names().stream().filter(name -> name.startsWith("perpsV2.")))
                .hasSize(33);
    }

    @Test
    void itsPriceIsTheFeedThatAllOthersRead() {
        Tuple price = ASSET_PRICE.decodeReturn(rpc.call(
                origin.addresses().get("perpsV2.market"),
                ASSET_PRICE.encodeCallWithArgs().array()));

        assertThat(price.<BigInteger>get(0)).isEqualTo(TWO_THOUSAND);
        assertThat(price.<Boolean>get(1)).as("invalid").isFalse();
    }

    @Test
    void nothingElseHasMoved() {
        try (OriginChain without = OriginChain.start(OriginSpec.at(2000), System.out::println)) {
            for (String name : without.addresses().names()) {
                assertThat(origin.addresses().get(name))
                        .as(name)
                        .isEqualTo(without.addresses().get(name));
            }
        }
    }
}
