package io.evenkeel.testchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The origin chain is what it says: published code, one WETH and one USDC, deep markets at one price. */
class OriginChainTest {
    private static final OriginSpec SPEC = OriginSpec.at(2000);
    private static OriginChain origin;
    private static JsonRpc rpc;

    @BeforeAll
    static void start() {
        origin = OriginChain.start(SPEC, System.out::println);
        rpc = new JsonRpc(origin.url());
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    @Test
    void everyContractRunsTheCodeItsProtocolPublished() {
        assertThat(PublishedCode.differences(origin, rpc)).isEmpty();
    }

    @Test
    void everyNameInTheBookIsAContractUnlessItIsAnAccount() {
        for (String name : origin.addresses().names()) {
            int codeBytes = rpc.code(origin.addresses().get(name)).length;
            assertThat(codeBytes > 0).as(name).isEqualTo(!name.startsWith("accounts."));
        }
    }

    @Test
    void itEndsExactlyAtItsHeadWithFreshAnswers() {
        assertThat(rpc.blockTime()).isEqualTo(SPEC.head());
        assertThat(rpc.blockNumber()).isEqualTo(origin.headBlock());

        Tuple round = call("chainlink.ethUsd", "latestRoundData()", "(uint80,int256,uint256,uint256,uint80)");
        assertThat((BigInteger) round.get(1)).isEqualTo(2000_00000000L);
        BigInteger updatedAt = round.get(3);
        assertThat(Instant.ofEpochSecond(updatedAt.longValueExact()))
                .isAfter(SPEC.head().minusSeconds(60));
    }

    @Test
    void aaveAndPerpReadTheSameFeed() {
        Function assetPrice = Function.parse("getAssetPrice(address)", "(uint256)");
        BigInteger aave = assetPrice
                .decodeReturn(rpc.call(
                        origin.addresses().get("aaveV3.oracle"),
                        assetPrice
                                .encodeCallWithArgs(abi(origin.addresses().get("tokens.weth")))
                                .array()))
                .get(0);
        assertThat(aave).isEqualTo(2000_00000000L);

        Function indexPrice = Function.parse("getIndexPrice(uint256)", "(uint256)");
        BigInteger perp = indexPrice
                .decodeReturn(rpc.call(
                        origin.addresses().get("perpV2.baseToken"),
                        indexPrice.encodeCallWithArgs(BigInteger.ZERO).array()))
                .get(0);
        assertThat(perp).isEqualTo(BigInteger.valueOf(2000).multiply(BigInteger.TEN.pow(18)));
    }

    @Test
    void twoHundredThousandDollarsOnUniswapCostAFewBasisPoints() {
        Function quote = Function.parse(
                "quoteExactInputSingle((address,address,uint256,uint24,uint160))", "(uint256,uint160,uint32,uint256)");
        BigInteger received = quote.decodeReturn(rpc.call(
                        origin.addresses().get("uniswapV3.quoterV2"),
                        quote.encodeCallWithArgs(Tuple.from(
                                        abi(origin.addresses().get("tokens.weth")),
                                        abi(origin.addresses().get("tokens.usdc")),
                                        BigInteger.TEN.pow(20),
                                        500,
                                        BigInteger.ZERO))
                                .array()))
                .get(0);

        double costBps = 1e4 * (1 - received.doubleValue() / 200_000e6);
        double poolFeeBps = 5;
        assertThat(costBps - poolFeeBps).isBetween(1.0, 6.0);
    }

    @Test
    void threeHundredEtherOnPerpMoveTheMarketByAHandfulOfBasisPoints() {
        Function open = Function.parse(
                "openPosition((address,bool,bool,uint256,uint256,uint256,uint160,bytes32))", "(uint256,uint256)");
        byte[] call = open.encodeCallWithArgs(Tuple.from(
                        abi(origin.addresses().get("perpV2.baseToken")),
                        true,
                        true,
                        BigInteger.valueOf(300).multiply(BigInteger.TEN.pow(18)),
                        BigInteger.ZERO,
                        BigInteger.ONE.shiftLeft(40),
                        BigInteger.ZERO,
                        new byte[32]))
                .array();
        JsonNode result = rpc.request(
                "eth_call",
                Map.of(
                        "from", origin.addresses().get("accounts.arbitrageur").hex(),
                        "to", origin.addresses().get("perpV2.clearingHouse").hex(),
                        "data", JsonRpc.hex(call)),
                "latest");
        BigInteger quote = open.decodeReturn(JsonRpc.bytes(result)).get(1);

        double costBps = 1e4 * (1 - quote.doubleValue() / 600_000e18);
        double exchangeFeeBps = 10;
        assertThat(costBps - exchangeFeeBps).isBetween(5.0, 20.0);
    }

    @Test
    void aSecondStartFindsTheSameChainInTheCache() {
        StringBuilder work = new StringBuilder();
        try (OriginChain again = OriginChain.start(SPEC, work::append)) {
            assertThat(again.addressFile()).isEqualTo(origin.addressFile());
            assertThat(work).isEmpty();
        }
    }

    private static Tuple call(String contract, String signature, String returns) {
        Function function = Function.parse(signature, returns);
        return function.decodeReturn(rpc.call(
                origin.addresses().get(contract), function.encodeCallWithArgs().array()));
    }

    private static com.esaulpaugh.headlong.abi.Address abi(Address address) {
        return com.esaulpaugh.headlong.abi.Address.wrap(
                com.esaulpaugh.headlong.abi.Address.toChecksumAddress(address.hex()));
    }
}
