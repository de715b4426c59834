package io.evenkeel.testchain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import java.math.BigInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A vault is put on the chain with the mix the scenarios start from, and so is its twin. */
@ForkedChainTest
class VaultDeploymentTest {
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000a11ce");
    private static final Address GUARDIAN = Address.of("0x0000000000000000000000000000000000000b0b");

    private static DeployedVault deployed;

    @BeforeAll
    static void deploy(ForkedChain chain) {
        deployed = VaultDeployment.deploy(chain, new BlockProducer(chain.rpc()), KEEPER, GUARDIAN);
    }

    @Test
    void theMixIsHalfEtherThreeTenthsRangeAndTheRestDollars(ForkedChain chain) {
        Views views = new Views(chain);
        double price = views.price(deployed.priceSource());
        Tuple spot = views.totals(deployed.gauges().spot(), deployed.main().vault());
        Tuple range = views.totals(deployed.gauges().range(), deployed.main().vault());

        assertThat(views.number(deployed.main().vault(), "totalAssets()") / 1e6)
                .isCloseTo(2_000_000, withPercentage(0.05));
        assertThat(spot.<BigInteger>get(0).doubleValue() / 1e18 * price).isCloseTo(1_000_000, withPercentage(0.01));
        assertThat(range.<BigInteger>get(3).doubleValue() / 1e6).isCloseTo(600_000, withPercentage(0.2));
        // a little under half of a symmetric range is ether
        assertThat(range.<BigInteger>get(0).doubleValue() / 1e18 * price).isBetween(250_000d, 310_000d);
    }

    @Test
    void theTwinHoldsTheSame(ForkedChain chain) {
        Views views = new Views(chain);
        double main = views.number(deployed.main().vault(), "totalAssets()");
        double twin = views.number(deployed.twin().vault(), "totalAssets()");

        assertThat(twin).isCloseTo(main, withPercentage(0.0001));
    }

    @Test
    void onlyTheKeeperOfTheMainVaultMayExecute(ForkedChain chain) {
        Views views = new Views(chain);

        assertThat(views.isKeeper(deployed.main().policy(), KEEPER)).isTrue();
        assertThat(views.isKeeper(deployed.twin().policy(), KEEPER)).isFalse();
        assertThat(views.isKeeper(deployed.main().policy(), deployed.owner())).isFalse();
    }

    @Test
    void everyVenueIsReadable(ForkedChain chain) {
        Views views = new Views(chain);
        Address vault = deployed.main().vault();

        for (Address gauge : new Address[] {
            deployed.gauges().spot(),
            deployed.gauges().range(),
            deployed.gauges().aave(),
            deployed.gauges().perp()
        }) {
            assertThat(views.totals(gauge, vault)).as(gauge.hex()).isNotNull();
            assertThat(views.call(gauge, Function.parse("status()", "(uint8)")).<Integer>get(0))
                    .isZero();
        }
    }
}
