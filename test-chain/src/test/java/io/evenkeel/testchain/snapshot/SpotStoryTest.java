package io.evenkeel.testchain.snapshot;

import static io.evenkeel.testchain.snapshot.DecidingKeeper.assertInsideThePolicysBand;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.margin.spot.SpotPosition;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.DeployedVault;
import io.evenkeel.testchain.vault.Transactor;
import io.evenkeel.testchain.vault.VenueListing;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault's own WETH stands by as a hedge: sold while every other venue is frozen, bought back when a perp pays. */
@ForkedChainTest(usdPerEth = 2000)
class SpotStoryTest {
    private static final Function PAUSE_RESERVE = Function.parse("setReservePause(address,bool)");
    private static final Function MINT = Function.parse("mint(address,uint256)", "(bool)");
    private static final Function APPROVE = Function.parse("approve(address,uint256)", "(bool)");
    private static final Function DEPOSIT = Function.parse("deposit(address,uint256)");
    private static final Function OPEN_POSITION = Function.parse(
            "openPosition((address,bool,bool,uint256,uint256,uint256,uint160,bytes32))", "(uint256,uint256)");
    private static final int LONG_TRADER = 10;
    /** Of 40 ETH each: together they take the perp's market some two percent above the index. */
    private static final int PURCHASES = 14;

    @Test
    void withEveryOtherVenueFrozenTheVaultSellsItsOwnAndBuysItBackWhenThePerpPays(
            ForkedChain fork, MarketDriver market, @TempDir Path folder) throws IOException {
        KeeperBench bench = new KeeperBench(fork, market);
        TokenAmount own = bench.snapshot().holdings().idleBase();
        try (DecidingKeeper keeper = DecidingKeeper.configured(bench, configured(fork, bench, folder))) {
            market.step(MarketPrice.of("2000"));
            assertThat(keeper.actUntilItHolds()).isNotEmpty();
            MarketSnapshot hedged = keeper.read();
            assertInsideThePolicysBand(hedged);
            assertThat(spot(hedged).hedge().isZero()).as("the others had room").isTrue();

            market.pausePerp();
            pauseAave(fork, market);
            market.step(MarketPrice.of("1940"));
            MarketSnapshot frozen = keeper.read();
            assertThat(frozen.venues().stream().map(Venue::condition))
                    .containsExactly(VenueCondition.FROZEN, VenueCondition.FROZEN, VenueCondition.OPEN);
            List<HedgePlan> sales = keeper.actUntilItHolds();

            assertThat(sales).singleElement().satisfies(plan -> {
                assertThat(plan.actions())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                HedgeAction.ChangeDelta.class,
                                sale -> assertThat(sale.change().signum()).isNegative());
                assertThat(plan.reasons()).anyMatch(reason -> reason.endsWith("venues on stand-by take over"));
            });
            MarketSnapshot sold = keeper.read();
            assertInsideThePolicysBand(sold);
            TokenDelta short_ = spot(sold).hedge();
            assertThat(short_).isLessThan(bench.weth("-5"));

            market.resumePerp();
            market.step(MarketPrice.of("1940"));
            assertThat(keeper.actUntilItHolds())
                    .as("going back would cost more than it saves")
                    .isEmpty();

            crowdIntoLongs(fork, market, bench);
            List<HedgePlan> back = keeper.actUntilItHolds();

            assertThat(back)
                    .isNotEmpty()
                    .first()
                    .satisfies(plan -> assertThat(plan.reasons())
                            .anyMatch(reason -> reason.contains("at perp-v2:ETH instead of spot:WETH is worth")));
            MarketSnapshot after = keeper.read();
            assertInsideThePolicysBand(after);
            assertThat(spot(after).hedge().abs()).isLessThan(bench.weth("0.1").abs());
            assertThat(after.holdings().idleBase()).isLessThanOrEqualTo(own);
        }
    }

    /** Makes the vault's idle WETH a place to hedge that stands by. */
    private static Path configured(ForkedChain fork, KeeperBench bench, Path folder) throws IOException {
        Path file = DemoFiles.write(
                folder, fork.httpUrl(), fork.webSocketUrl(), fork.rpc().chainId(), fork.addresses(), bench.deployed());
        String held = "- name: \"" + DeployedVault.SPOT + "\"\n";
        String traded = held
                + """
                    contracts: {swapRouter: "%s", swapPool: "%s"}
                    holds: 500
                    keeps: 50
                    standBy: true
                """.formatted(
                                fork.addresses().get("uniswapV3.swapRouter"),
                                fork.addresses().get("uniswapV3.pool"));
        String text = Files.readString(file);
        assertThat(text).contains(held);
        Files.writeString(file, text.replace(held, traded));
        return file;
    }

    private static void pauseAave(ForkedChain fork, MarketDriver market) {
        Transactor owner =
                new Transactor(fork.rpc(), market.blocks(), fork.addresses().get("accounts.owner"));
        owner.call(
                fork.addresses().get("aaveV3.poolConfigurator"),
                PAUSE_RESERVE,
                VenueListing.abi(fork.addresses().get("tokens.weth")),
                true);
        owner.mine();
    }

    /** Somebody buys until the perp's own market stands well above the index. */
    private static void crowdIntoLongs(ForkedChain fork, MarketDriver market, KeeperBench bench) {
        Address vault = fork.addresses().get("perpV2.vault");
        Address usdc = bench.pair.quote().address();
        BigInteger margin = bench.usdc("2000000").units();
        Transactor trader = new Transactor(
                fork.rpc(),
                market.blocks(),
                Address.of(fork.rpc().request("eth_accounts").get(LONG_TRADER).asString()));
        trader.call(usdc, MINT, VenueListing.abi(trader.from()), margin);
        trader.call(usdc, APPROVE, VenueListing.abi(vault), margin);
        trader.call(vault, DEPOSIT, VenueListing.abi(usdc), margin);
        trader.mine();
        Tuple buy = Tuple.from(
                VenueListing.abi(fork.addresses().get("perpV2.baseToken")),
                false,
                false,
                bench.wei("40"),
                BigInteger.TWO.pow(100),
                BigInteger.ONE.shiftLeft(40),
                BigInteger.ZERO,
                new byte[32]);
        for (int i = 0; i < PURCHASES; i++) {
            trader.call(fork.addresses().get("perpV2.clearingHouse"), OPEN_POSITION, buy);
            trader.mine();
            market.mineEmpty(2);
        }
    }

    private static SpotPosition spot(MarketSnapshot snapshot) {
        return (SpotPosition) snapshot.venues().getLast();
    }
}
