package io.evenkeel.testchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.testchain.vault.VenueListing;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An origin chain that was asked for Lyra has its published code, two boards of options, and the shared price. */
class LyraOriginTest {
    private static final Function SPOT = Function.parse("getSpotPriceForMarket(address)", "(uint256)");
    private static final Function LIVE_BOARDS = Function.parse("getLiveBoards()", "(uint256[])");
    private static final BigInteger TWO_THOUSAND = BigInteger.valueOf(2000).multiply(BigInteger.TEN.pow(18));

    private static OriginChain origin;
    private static JsonRpc rpc;

    @BeforeAll
    static void start() {
        origin = OriginChain.start(OriginSpec.at(2000).with("lyra"), System.out::println);
        rpc = new JsonRpc(origin.url());
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    @Test
    void everyContractRunsThePublishedCode() {
        assertThat(PublishedCode.differences(origin, rpc)).isEmpty();
    }

    @Test
    void itsSpotIsTheFeedThatAllOthersReadAndTwoBoardsAreListed() {
        BigInteger spot = SPOT.decodeReturn(rpc.call(
                        origin.addresses().get("lyra.synthetixAdapter"),
                        SPOT.encodeCallWithArgs(
                                        VenueListing.abi(origin.addresses().get("lyra.optionMarket")))
                                .array()))
                .get(0);
        BigInteger[] boards = LIVE_BOARDS
                .decodeReturn(rpc.call(
                        origin.addresses().get("lyra.optionMarket"),
                        LIVE_BOARDS.encodeCallWithArgs().array()))
                .get(0);

        assertThat(spot).isEqualTo(TWO_THOUSAND);
        assertThat(boards).hasSize(2);
    }
}
