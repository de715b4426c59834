package io.evenkeel.testchain.operator;

import static io.evenkeel.testchain.vault.DeployedVault.AAVE;
import static io.evenkeel.testchain.vault.DeployedVault.PERP;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.cli.ExitCode;
import io.evenkeel.keeper.cli.Words;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.operator.OperatedVault.Said;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Hash;

/** What an operator orders is what happens next, and what is said about it is true. */
@ForkedChainTest(usdPerEth = 2000)
class OrdersTest {
    private final OperatedVault vault;

    OrdersTest(ForkedChain chain, MarketDriver market, @TempDir Path folder) {
        vault = OperatedVault.deploy(chain, market, folder);
    }

    @Test
    void pausedNothingIsSentResumedItHedgesAndAClosedVenueMovesToTheOtherAsFarAsThereIsRoom(MarketDriver market) {
        try (LiveKeeper keeper = vault.openKeeper()) {
            says("paused: nothing new is sent", "pause", "--why", "lunch");
            assertThat(vault.cycle(keeper))
                    .isInstanceOfSatisfying(
                            CycleOutcome.Held.class,
                            held -> assertThat(held.reasons())
                                    .singleElement()
                                    .asString()
                                    .contains("paused since", "lunch", "without that it would: net delta"));
            assertThat(vault.transactionsSent()).isZero();
            says("paused since", "status");
            says("paused, so nothing is sent; without that:", "plan");

            says("hedging again", "resume");
            assertThat(vault.cycle(keeper)).isInstanceOf(CycleOutcome.Broadcast.class);
            assertThat(hedge(keeper, PERP)).isLessThan(-100);
            says("0x", "journal");

            says("closing perp-v2:ETH", "close", "perp-v2:ETH");
            says("closing perp-v2:ETH since", "status");
            CycleOutcome full = vault.cyclesUntilNothingIsSent(keeper);
            assertThat(full).as(Words.of(full)).isInstanceOf(CycleOutcome.Refused.class);
            assertThat(Words.of(full)).contains("finds no room elsewhere", "aave-v3:WETH at its short cap");

            vault.asOwner("setVenueCaps(bytes32,uint16,uint16,uint16)", id(AAVE), 8_000, 9_000, 3_000);
            CycleOutcome last = vault.cyclesUntilNothingIsSent(keeper);
            assertThat(hedge(keeper, PERP)).as(Words.of(last)).isZero();
            market.step(MarketPrice.of("1960"));
            vault.cyclesUntilNothingIsSent(keeper);
            assertThat(hedge(keeper, PERP)).isZero();
            assertThat(hedge(keeper, AAVE)).isLessThan(-600);

            says("acknowledged: perp", "ack", "perp");
            says("acknowledged perp", "status");
            Said wrong = vault.command("close", "perp-v2:BTC");
            assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(wrong.errors()).contains("no venue 'perp-v2:BTC' is configured; there are ");
        }
    }

    @Test
    void unwindingGoesAsFarAsThePolicyAllowsAndToTheEndOnceItsOwnerMovesTheTarget() {
        try (LiveKeeper keeper = vault.openKeeper()) {
            vault.cyclesUntilNothingIsSent(keeper);
            says("unwinding, as fast as the policy's budgets allow", "unwind");
            CycleOutcome stopped = vault.cyclesUntilNothingIsSent(keeper);
            assertThat(stopped)
                    .as(Words.of(stopped))
                    .isInstanceOfSatisfying(
                            CycleOutcome.Refused.class,
                            refused -> assertThat(refused.reasons())
                                    .anySatisfy(reason -> assertThat(reason)
                                            .contains(
                                                    "the policy lets net delta move no further",
                                                    "its owner can raise it")));

            MarketSnapshot snapshot = vault.snapshot(keeper);
            BigInteger held =
                    Exposures.of(snapshot, snapshot.price().best()).delta().units();
            for (Venue venue : snapshot.venues()) {
                held = held.subtract(venue.hedge().units());
            }
            vault.asOwner("setTarget((int128,uint16))", com.esaulpaugh.headlong.abi.Tuple.from(held, 0));

            CycleOutcome last = vault.cyclesUntilNothingIsSent(keeper);
            assertThat(last)
                    .as(Words.of(last))
                    .isInstanceOfSatisfying(
                            CycleOutcome.Held.class,
                            done -> assertThat(done.reasons())
                                    .anySatisfy(reason -> assertThat(reason)
                                            .contains("unwound: no hedge and no collateral is left")));
            assertThat(List.of(hedge(keeper, PERP), hedge(keeper, AAVE))).containsOnly(0d);
            assertThat(vault.command("resume").exitCode()).isEqualTo(ExitCode.DONE);
        }
    }

    private static byte[] id(String venue) {
        return Hash.sha3(venue.getBytes(StandardCharsets.UTF_8));
    }

    private void says(String part, String... command) {
        Said said = vault.command(command);
        assertThat(said.all()).contains(part);
        assertThat(said.exitCode()).as(said.all()).isEqualTo(ExitCode.DONE);
    }

    private double hedge(LiveKeeper keeper, String venue) {
        MarketSnapshot snapshot = vault.snapshot(keeper);
        return snapshot.venue(new VenueId(snapshot.account().chainId(), venue))
                .orElseThrow()
                .hedge()
                .wholeAsDouble();
    }
}
