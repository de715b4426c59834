package io.evenkeel.testchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.junit.ForkedChainTest;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The faucet gives what was asked for, to whom it was asked for, and changes nothing else. */
@ForkedChainTest
class FaucetTest {
    private static final Address SOMEBODY = Address.of("0x00000000000000000000000000000000000a11ce");

    @Test
    void tokensAreAddedToWhatTheAccountHas(JsonRpc rpc, AddressBook addresses) {
        Faucet faucet = new Faucet(rpc);
        for (String token : new String[] {"tokens.usdc", "tokens.weth"}) {
            Address at = addresses.get(token);

            faucet.addToken(at, SOMEBODY, BigInteger.valueOf(2_000_000));
            faucet.addToken(at, SOMEBODY, BigInteger.ONE);

            assertThat(faucet.balance(at, SOMEBODY)).as(token).isEqualTo(2_000_001);
        }
    }

    @Test
    void nobodyElseNoticesAndTheNextTestStartsClean(JsonRpc rpc, AddressBook addresses) {
        Faucet faucet = new Faucet(rpc);
        Address usdc = addresses.get("tokens.usdc");
        Address other = addresses.get("accounts.arbitrageur");
        BigInteger before = faucet.balance(usdc, other);
        assertThat(faucet.balance(usdc, SOMEBODY)).isZero();

        faucet.addToken(usdc, SOMEBODY, BigInteger.TEN);

        assertThat(faucet.balance(usdc, other)).isEqualTo(before);
    }

    @Test
    void etherIsSet(JsonRpc rpc) {
        new Faucet(rpc).setEther(SOMEBODY, BigInteger.TEN.pow(20));

        assertThat(JsonRpc.quantity(rpc.request("eth_getBalance", SOMEBODY.hex(), "latest")))
                .isEqualTo(BigInteger.TEN.pow(20));
    }

    @Test
    void aTokenThatKeepsBalancesElsewhereIsRefused(JsonRpc rpc, AddressBook addresses) {
        Address aToken = addresses.get("aaveV3.aWETH");

        assertThatThrownBy(() -> new Faucet(rpc).addToken(aToken, SOMEBODY, BigInteger.ONE))
                .hasMessageContaining("in none of its first");
    }
}
