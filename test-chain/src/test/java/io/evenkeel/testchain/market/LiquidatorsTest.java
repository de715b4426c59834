package io.evenkeel.testchain.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.Faucet;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.junit.ForkedChainTest;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A short that runs out of margin is liquidated on both venues at the first chance, and not before. */
@ForkedChainTest
class LiquidatorsTest {
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final BigInteger DOLLAR = BigInteger.TEN.pow(6);
    private static final BigInteger NEVER = BigInteger.ONE.shiftLeft(40);

    private Address trader;
    private JsonRpc rpc;
    private AddressBook addresses;
    private BlockProducer blocks;

    @BeforeEach
    void giveATraderADollarBalance(JsonRpc rpc, AddressBook addresses, BlockProducer blocks) {
        this.rpc = rpc;
        this.addresses = addresses;
        this.blocks = blocks;
        trader = Address.of(rpc.request("eth_accounts").get(9).asString());
        new Faucet(rpc).addToken(addresses.get("tokens.usdc"), trader, DOLLAR.multiply(BigInteger.valueOf(100_000)));
    }

    @Test
    void aPerpShortAtNineTimesItsMarginSurvivesAMoveItCanPayAndNotTheNext(MarketDriver driver) {
        approve("perpV2.vault");
        send("perpV2.vault", "deposit(address,uint256)", abi("tokens.usdc"), dollars(10_000));
        send(
                "perpV2.clearingHouse",
                "openPosition((address,bool,bool,uint256,uint256,uint256,uint160,bytes32))",
                Tuple.from(
                        abi("perpV2.baseToken"),
                        true,
                        true,
                        ether(45),
                        BigInteger.ZERO,
                        NEVER,
                        BigInteger.ZERO,
                        new byte[32]));
        driver.watchForLiquidation(trader);

        assertThat(liquidations(driver, "2010", 40)).isEmpty();
        // 45 ETH at 2140 have lost 6300 of the 10000; maintenance is 6.25 % of 96300.
        assertThat(liquidations(driver, "2140", 40)).first().isEqualTo(new MarketStep.Liquidation("perp-v2", trader));
    }

    @Test
    void anAaveShortIsLiquidatedWhenItsHealthFactorFallsUnderOne(MarketDriver driver) {
        approve("aaveV3.pool");
        send("aaveV3.pool", "supply(address,uint256,address,uint16)", abi("tokens.usdc"), dollars(100_000), me(), 0);
        send(
                "aaveV3.pool",
                "borrow(address,uint256,uint256,uint16,address)",
                abi("tokens.weth"),
                ether(38),
                BigInteger.TWO,
                0,
                me());
        driver.watchForLiquidation(trader);

        // 38 ETH may be worth 80 % of the 100000: up to 2105 each.
        assertThat(liquidations(driver, "2100", 1)).isEmpty();
        assertThat(liquidations(driver, "2112", 1)).containsExactly(new MarketStep.Liquidation("aave-v3", trader));
    }

    private static List<MarketStep.Liquidation> liquidations(MarketDriver driver, String usd, int minutes) {
        return IntStream.range(0, minutes)
                .mapToObj(minute -> driver.step(MarketPrice.of(usd)))
                .flatMap(step -> step.liquidations().stream())
                .toList();
    }

    private void approve(String spender) {
        send("tokens.usdc", "approve(address,uint256)", abi(spender), dollars(1_000_000));
    }

    private void send(String contract, String signature, Object... arguments) {
        String hash = rpc.request(
                        "eth_sendTransaction",
                        Map.of(
                                "from",
                                trader.hex(),
                                "to",
                                addresses.get(contract).hex(),
                                "gas",
                                JsonRpc.hex(5_000_000),
                                "data",
                                JsonRpc.hex(Function.parse(signature)
                                        .encodeCallWithArgs(arguments)
                                        .array())))
                .asString();
        blocks.mineNext();
        assertThat(rpc.request("eth_getTransactionReceipt", hash).path("status").asString())
                .as(signature)
                .isEqualTo("0x1");
    }

    private com.esaulpaugh.headlong.abi.Address abi(String name) {
        return Multicall.abi(addresses.get(name));
    }

    private com.esaulpaugh.headlong.abi.Address me() {
        return Multicall.abi(trader);
    }

    private static BigInteger dollars(long whole) {
        return DOLLAR.multiply(BigInteger.valueOf(whole));
    }

    private static BigInteger ether(long whole) {
        return ETHER.multiply(BigInteger.valueOf(whole));
    }
}
