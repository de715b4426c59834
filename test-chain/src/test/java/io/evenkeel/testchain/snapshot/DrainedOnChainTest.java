package io.evenkeel.testchain.snapshot;

import static io.evenkeel.testchain.snapshot.WatchedVault.MOST_CYCLES_TO_BAND;
import static io.evenkeel.testchain.snapshot.WatchedVault.assertInsideThePolicysBand;
import static io.evenkeel.testchain.snapshot.WatchedVault.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.cycle.VenueLookout;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.testchain.Faucet;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.FailingProtocol;
import io.evenkeel.testchain.market.FailureKind;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.Transactor;
import io.evenkeel.testchain.vault.VenueListing;
import io.evenkeel.units.TokenDelta;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A protocol's money is stolen and it answers as if nothing had happened: no price moves, no flag is set, the vault's
 * position is there to the last digit. What is not there any more is not counted, nothing more is sent after it, and the
 * hedge stands elsewhere. A protocol that is merely used hard is none such.
 */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class DrainedOnChainTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final BigInteger NEVER = BigInteger.ONE.shiftLeft(40);
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    private static final int VARIABLE_RATE = 2;
    private static final int NO_REFERRAL = 0;
    private static final int POOL_FEE_PIPS = 500;

    private static final Function APPROVE = Function.parse("approve(address,uint256)", "(bool)");
    private static final Function SUPPLY = Function.parse("supply(address,uint256,address,uint16)");
    private static final Function BORROW = Function.parse("borrow(address,uint256,uint256,uint16,address)");
    private static final Function ISSUE = Function.parse("issue(address,address,uint256)");
    private static final Function SWAP = Function.parse(
            "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", "(uint256)");

    private WatchedVault vault;
    private ForkedChain chain;
    private MarketDriver market;

    @BeforeEach
    void aHedgedVaultWhoseVenuesWereSeen(ForkedChain fork, MarketDriver driver, @TempDir Path folder)
            throws IOException {
        chain = fork;
        market = driver;
        vault = WatchedVault.hedged(fork, driver, folder);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void drainedOfItsDollarsPerpV2CountsNothingAndIsHedgedOverByTheOthers() {
        isHedgedOver(vault.bench().perp, "100 %", "insurance fund has fallen");
    }

    @Test
    void drainedOfAllThatIsNotLentOutAaveCountsWhatIsLentOutAndIsHedgedOverByTheOthers() {
        // four tenths of the ether are lent out, rounded against us
        isHedgedOver(vault.bench().aave, "59.9", "WETH owed that is there is 40.0");
    }

    @Test
    void withoutAWayOutOfSusdPerpsV2CountsNothingAndIsHedgedOverByTheOthers() {
        isHedgedOver(vault.bench().perps, "100 %", "USDC that sUSD is sold for has fallen");
    }

    /** Everything that can be borrowed is, and sUSD is sold until half of the pool's dollars are gone. */
    @Test
    void aRunThatLeavesEverybodyPayableIsNoDrain() {
        Transactor whale = whale();
        Address weth = address("tokens.weth");
        Address usdc = address("tokens.usdc");
        Address pool = address("aaveV3.pool");
        whale.call(weth, APPROVE, abi("aaveV3.pool"), ALL);
        whale.call(pool, SUPPLY, abi("tokens.weth"), wei(400_000), VenueListing.abi(whale.from()), NO_REFERRAL);
        whale.mine();
        BigInteger lendable = new Faucet(chain.rpc()).balance(usdc, address("aaveV3.aUSDC"));
        whale.call(
                pool,
                BORROW,
                abi("tokens.usdc"),
                lendable,
                BigInteger.valueOf(VARIABLE_RATE),
                NO_REFERRAL,
                VenueListing.abi(whale.from()));
        whale.call(
                address("perpsV2.synthetixDouble"),
                ISSUE,
                abi("perpsV2.susdSynth"),
                VenueListing.abi(whale.from()),
                wei(25_000_000));
        whale.call(address("perpsV2.susd"), APPROVE, abi("perpsV2.susdRouter"), ALL);
        whale.mine();
        whale.call(address("perpsV2.susdRouter"), SWAP, sale(whale.from()));
        whale.mine();
        assertThat(new Faucet(chain.rpc()).balance(usdc, address("aaveV3.aUSDC")))
                .as("lent out to the last dollar")
                .isZero();

        for (String price : List.of("2040", "1950", "2010", "1890")) {
            market.step(MarketPrice.of(price));
            SnapshotOutcome.Taken seen = vault.taken();
            assertThat(seen.snapshot().venues()).extracting(Venue::condition).doesNotContain(VenueCondition.UNREADABLE);
            assertThat(vault.bench().delta(seen.snapshot()))
                    .isEqualTo(vault.bench().policy().netDelta());
        }
    }

    /**
     * @param haircut what the venue counts less
     * @param words what else is said of it
     */
    private void isHedgedOver(VenueId robbed, String haircut, String... words) {
        SnapshotOutcome.Taken before = vault.taken();
        VenueLookout lookout = new VenueLookout(vault.snapshots(), MINUTE);
        Instant now = market.blocks().head().time();
        assertThat(lookout.look(now)).isEmpty();

        FailingProtocol.of(robbed.protocol())
                .orElseThrow()
                .fail(FailureKind.DRAINED, chain, market, vault.bench().vault.address());

        assertThat(lookout.look(now)).as("not before its time").isEmpty();
        assertThat(lookout.look(now.plus(MINUTE)))
                .hasValueSatisfying(trigger -> assertThat(trigger)
                        .isInstanceOfSatisfying(
                                CycleTrigger.VenuesChanged.class,
                                changed -> assertThat(changed.words()).isEqualTo(robbed + " counts less its haircut")));
        SnapshotOutcome.Taken seen = vault.taken();
        assertThat(seen.warnings())
                .anySatisfy(
                        line -> assertThat(line).contains(robbed.name(), "counts its last reading less " + haircut));
        for (String more : words) {
            assertThat(seen.warnings()).anySatisfy(line -> assertThat(line).contains(robbed.name(), more));
        }
        assertThat(condition(seen, robbed)).isEqualTo(VenueCondition.UNREADABLE);
        for (Venue venue : before.snapshot().venues()) {
            if (!venue.id().equals(robbed)) {
                assertThat(condition(seen, venue.id())).isEqualTo(venue.condition());
            }
        }
        assertThat(vault.bench().delta(seen.snapshot()))
                .as("planner and policy")
                .isEqualTo(vault.bench().policy().netDelta());

        staysInsideTheBandWithout(robbed);
        market.step(MarketPrice.of("1900"));
        staysInsideTheBandWithout(robbed);
    }

    private void staysInsideTheBandWithout(VenueId robbed) {
        List<HedgePlan> plans = vault.actUntilItHolds(MOST_CYCLES_TO_BAND);
        assertThat(plans)
                .flatExtracting(HedgePlan::actions)
                .allSatisfy(action -> assertThat(action.venue()).isNotEqualTo(robbed));
        SnapshotOutcome.Taken after = vault.taken();
        assertInsideThePolicysBand(after.snapshot());
        TokenDelta ours = vault.bench().delta(after.snapshot());
        assertThat(ours).isEqualTo(vault.bench().policy().netDelta());
    }

    private Tuple sale(Address seller) {
        return Tuple.from(
                abi("perpsV2.susd"),
                abi("tokens.usdc"),
                POOL_FEE_PIPS,
                VenueListing.abi(seller),
                NEVER,
                wei(25_000_000),
                BigInteger.ZERO,
                BigInteger.ZERO);
    }

    private Transactor whale() {
        Address account = Address.of(chain.rpc().request("eth_accounts").get(13).asString());
        Faucet faucet = new Faucet(chain.rpc());
        faucet.setEther(account, wei(1_000));
        faucet.addToken(address("tokens.weth"), account, wei(400_000));
        return new Transactor(chain.rpc(), market.blocks(), account);
    }

    private Address address(String name) {
        return chain.addresses().get(name);
    }

    private com.esaulpaugh.headlong.abi.Address abi(String name) {
        return VenueListing.abi(address(name));
    }

    private static BigInteger wei(long whole) {
        return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(18));
    }
}
