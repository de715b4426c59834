package io.evenkeel.testchain.vault;

import static io.evenkeel.testchain.vault.Views.abi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.Faucet;
import io.evenkeel.testchain.ForkSource;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.ForkedChain.Mining;
import io.evenkeel.testchain.OriginChain;
import io.evenkeel.testchain.OriginSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * One story on two chains: with the protocol's double always, and with a deployment of the protocol's own contracts where
 * a node and an address file are named. An order is created, counted as a promise and taken back. Nobody can fill it on a
 * fork of a public network: the prices for that are signed by the protocol's own keepers.
 */
class GmxV2LiveStoryTest {
    private static final List<String> NEEDED = List.of(
            "gmxV2.dataStore",
            "gmxV2.reader",
            "gmxV2.referralStorage",
            "gmxV2.exchangeRouter",
            "gmxV2.router",
            "gmxV2.orderVault",
            "gmxV2.market",
            "tokens.weth",
            "tokens.usdc",
            "chainlink.ethUsd",
            "chainlink.usdcUsd");
    private static final ContractAbi ROUTER = ContractAbi.load("gmx-v2", "ExchangeRouter");
    private static final Function MULTICALL = Function.parse("multicall(bytes[])");
    private static final Function SEND_WNT = Function.parse("sendWnt(address,uint256)");
    private static final Function CANCEL = Function.parse("cancelOrder(bytes32)");
    private static final Function APPROVE = Function.parse("approve(address,uint256)", "(bool)");
    private static final int ACCOUNT = 9;
    private static final int MARKET_INCREASE = 2;
    private static final BigInteger SIZE_USD = BigInteger.TEN.pow(30).multiply(BigInteger.valueOf(2_000));
    private static final BigInteger DEPOSIT = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger HUNDRED_ETHER = BigInteger.TEN.pow(20);
    private static final BigInteger WEI_PER_GAS = BigInteger.valueOf(50_000_000_000L);

    @Test
    void anOrderAtTheDoubleIsPromisedAndTakenBack() {
        try (OriginChain origin = OriginChain.start(OriginSpec.at(2000).with("gmx-v2-double"), System.out::println)) {
            anOrderIsPromisedAndTakenBack(new ForkSource.Origin(origin));
        }
    }

    @Test
    void anOrderAtARealDeploymentIsPromisedAndTakenBack() {
        Optional<ForkSource> named = ForkSource.named(System.getenv());
        assumeThat(named)
                .as("skipped: FORK_URL names no node of a network with GMX v2, FORK_ADDRESSES no file of %s", NEEDED)
                .isPresent();
        AddressBook book = named.orElseThrow().addresses();
        assertThat(NEEDED).as("what FORK_ADDRESSES has to name").allMatch(book::has);

        anOrderIsPromisedAndTakenBack(named.orElseThrow());
    }

    private static void anOrderIsPromisedAndTakenBack(ForkSource source) {
        try (ForkedChain chain = ForkedChain.start(source, Mining.ON_DEMAND)) {
            AddressBook book = chain.addresses();
            BlockProducer blocks = new BlockProducer(chain.rpc());
            Address account =
                    Address.of(chain.rpc().request("eth_accounts").get(ACCOUNT).asString());
            Faucet faucet = new Faucet(chain.rpc());
            faucet.setEther(account, HUNDRED_ETHER);
            faucet.addToken(book.get("tokens.usdc"), account, DEPOSIT);
            Transactor trader = new Transactor(chain.rpc(), blocks, account);
            Address gauge = GmxV2Listing.ETH
                    .deploy(trader, ContractArtifacts.find(), book)
                    .gauge();
            trader.call(book.get("tokens.usdc"), APPROVE, abi(book.get("gmxV2.router")), DEPOSIT);
            trader.mine();
            AbiRecord before = state(chain, gauge, account);
            assertThat(before.flag("disabled")).isFalse();
            assertThat(before.integer("orderCount")).isZero();
            BigInteger fee = before.integer("increaseGas").multiply(WEI_PER_GAS);

            trader.call(book.get("gmxV2.exchangeRouter"), fee, MULTICALL, (Object) order(book, account, fee));
            trader.mine();

            AbiRecord ordered = state(chain, gauge, account);
            assertThat(ordered.integer("orderCount")).isOne();
            assertThat(ordered.flag("orderIncreases")).isTrue();
            assertThat(ordered.integer("orderSizeUsd")).isEqualTo(SIZE_USD);
            assertThat(ordered.integer("orderCollateral")).isEqualTo(DEPOSIT);
            assertThat(ordered.integer("sizeUsd")).as("nobody has filled it").isZero();
            Tuple totals = new Views(chain).totals(gauge, account);
            assertThat(new BigDecimal(totals.<BigInteger>get(0), 18).doubleValue())
                    .as("2000 dollars at 2000")
                    .isCloseTo(-1, within(1e-9));
            assertThat(totals.<BigInteger>get(3))
                    .as("what it brought is still ours")
                    .isEqualTo(DEPOSIT);

            byte[] key = ordered.bytes("orderKey");
            assertThatThrownBy(() -> cancel(new Transactor(chain.rpc(), blocks, account), book, key))
                    .hasMessageContaining("failed");
            blocks.mineAt(Instant.ofEpochSecond(ordered.integer("orderCreatedAt")
                    .add(ordered.integer("cancellableAfter"))
                    .longValueExact()));
            cancel(new Transactor(chain.rpc(), blocks, account), book, key);

            assertThat(state(chain, gauge, account).integer("orderCount")).isZero();
            assertThat(faucet.balance(book.get("tokens.usdc"), account)).isEqualTo(DEPOSIT);
        }
    }

    private static void cancel(Transactor trader, AddressBook book, byte[] key) {
        trader.call(book.get("gmxV2.exchangeRouter"), CANCEL, (Object) key);
        trader.mine();
    }

    private static byte[][] order(AddressBook book, Address account, BigInteger fee) {
        Address orderVault = book.get("gmxV2.orderVault");
        BigInteger none = BigInteger.ZERO;
        List<Object> addresses = List.of(
                account,
                account,
                Address.ZERO,
                Address.ZERO,
                book.get("gmxV2.market"),
                book.get("tokens.usdc"),
                List.of());
        // a sale at any price
        List<Object> numbers = List.of(SIZE_USD, none, none, none, fee, none, none, none);
        List<Object> whole =
                List.of(addresses, numbers, MARKET_INCREASE, 0, false, false, false, new byte[32], List.of());
        return new byte[][] {
            SEND_WNT.encodeCallWithArgs(abi(orderVault), fee).array(),
            ROUTER.function("sendTokens").encode(book.get("tokens.usdc"), orderVault, DEPOSIT),
            ROUTER.function("createOrder").encode(whole)
        };
    }

    private static AbiRecord state(ForkedChain chain, Address gauge, Address account) {
        AbiFunction state = ContractAbi.load("evenkeel", "GmxV2Gauge").function("state");
        return state.decodeReturn(chain.rpc().call(gauge, state.encode(account)))
                .record("read");
    }
}
