package io.evenkeel.testchain.vault;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.Faucet;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.vault.DeployedVault.Gauges;
import io.evenkeel.testchain.vault.DeployedVault.Rules;
import io.evenkeel.testchain.vault.DeployedVault.VaultContracts;
import io.evenkeel.testchain.vault.EnvelopeNumbers.VenueNumbers;
import io.evenkeel.testchain.vault.VaultMix.RangeAmounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.web3j.crypto.Hash;

/**
 * Puts our contracts on a forked chain and fills two vaults with the same mix: one that a keeper will hedge, and its
 * twin that nobody touches. Takes some ten blocks, twelve seconds apart.
 *
 * <p>The owner is the address book's {@code accounts.owner}, on a network that is not ours the node's own first
 * account; outside tests a timelock owns both contracts. What the vaults are filled with comes from the {@link Faucet}.
 */
public final class VaultDeployment {
    /** Deviations of the two feeds added up, basis points: the least the vault's fees may be. */
    private static final int FEED_DEVIATION_BPS = 75;
    /** ETH / USD answers once an hour at least, USDC / USD once a day; a late block is forgiven. */
    private static final Duration ETH_USD_MAX_AGE = Duration.ofMinutes(60 + 5);

    private static final Duration USDC_USD_MAX_AGE = Duration.ofMinutes(24 * 60 + 5);
    /** ETH / USD and USDC / USD answers, 1e8, at or beyond which a feed is not believed. */
    private static final long ETH_USD_LEAST = 10_00000000L;

    private static final long ETH_USD_MOST = 100_000_00000000L;
    private static final long USDC_USD_LEAST = 90000000L;
    private static final long USDC_USD_MOST = 110000000L;

    private static final int NO_CAP = 65_535;
    /**
     * Equity over maintenance, basis points, up to which Aave may be topped up while it may only shrink. Of its own,
     * since without any debt it would be 57,000 at most: the common ceiling is meant for Perp v2.
     */
    private static final long AAVE_TOP_UP_CEILING_BPS = 30_000;

    private static final BigInteger ETHER_FOR_GAS = BigInteger.TEN.pow(21);
    private static final BigInteger NO_DEADLINE = BigInteger.ONE.shiftLeft(40);

    private static final Function APPROVE = Function.parse("approve(address,uint256)", "(bool)");
    private static final Function APPROVE_NFT = Function.parse("approve(address,uint256)");
    private static final Function WRAP = Function.parse("deposit()");
    private static final Function POOL_FEE = Function.parse("fee()", "(uint24)");
    private static final Function TICK_SPACING = Function.parse("tickSpacing()", "(int24)");
    private static final Function NFT_BALANCE = Function.parse("balanceOf(address)", "(uint256)");
    private static final Function NFT_BY_INDEX = Function.parse("tokenOfOwnerByIndex(address,uint256)", "(uint256)");
    private static final Function MINT_RANGE = Function.parse(
            "mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))",
            "(uint256,uint128,uint256,uint256)");
    private static final Function READ_PRICE = Function.parse("read()", "((uint256,uint256,bool))");
    private static final Function BIND_VAULT = Function.parse("bindVault(address)");
    private static final Function SET_KEEPER = Function.parse("setKeeper(address,bool)");
    private static final Function ADD_VENUE = Function.parse("addVenue(address,uint16,uint16,uint16)", "(bytes32)");
    private static final Function SET_TOP_UP_CEILING = Function.parse("setTopUpCeiling(bytes32,uint32)");
    private static final Function SET_CALL_RULE = Function.parse("setCallRule(address,address,bytes32)");
    private static final Function RECORD = Function.parse("record()");
    private static final Function DEPOSIT = Function.parse("deposit(uint256,address)", "(uint256)");
    private static final Function DEPOSIT_IN_KIND =
            Function.parse("depositInKind(address,uint256,address)", "(uint256)");
    private static final Function DEPOSIT_NFT_IN_KIND =
            Function.parse("depositNftInKind(address,uint256,address)", "(uint256)");

    private final AddressBook book;
    private final BlockProducer blocks;
    private final Faucet faucet;
    private final Transactor owner;
    private final ContractArtifacts artifacts;
    private final EnvelopeNumbers numbers;
    private final VaultMix mix;
    private final Address weth;
    private final Address usdc;

    private VaultDeployment(ForkedChain chain, BlockProducer blocks, EnvelopeNumbers numbers, VaultMix mix) {
        this.book = chain.addresses();
        this.blocks = blocks;
        this.faucet = new Faucet(chain.rpc());
        this.owner = new Transactor(chain.rpc(), blocks, ownerOf(chain));
        this.artifacts = ContractArtifacts.find();
        this.numbers = numbers;
        this.mix = mix;
        this.weth = book.get("tokens.weth");
        this.usdc = book.get("tokens.usdc");
    }

    private static Address ownerOf(ForkedChain chain) {
        return chain.addresses().has("accounts.owner")
                ? chain.addresses().get("accounts.owner")
                : Address.of(chain.rpc().request("eth_accounts").get(0).asString());
    }

    /**
     * Deploys and funds everything.
     *
     * @param keeper who may call execute
     * @param guardian who may stop it at once
     * @throws IllegalStateException when a transaction fails, with its reason, or the feeds give no sure price
     */
    public static DeployedVault deploy(
            ForkedChain chain,
            BlockProducer blocks,
            Address keeper,
            Address guardian,
            EnvelopeNumbers numbers,
            VaultMix mix) {
        return new VaultDeployment(chain, blocks, numbers, mix).run(keeper, guardian);
    }

    /** The same with the scenarios' numbers and mix. */
    public static DeployedVault deploy(ForkedChain chain, BlockProducer blocks, Address keeper, Address guardian) {
        return deploy(chain, blocks, keeper, guardian, EnvelopeNumbers.OF_THE_SCENARIOS, VaultMix.OF_THE_SCENARIOS);
    }

    private DeployedVault run(Address keeper, Address guardian) {
        Address priceSource = deployPriceSource();
        Gauges gauges = deployGauges();
        owner.mine();
        Rules rules = deployRules();
        Address lens = owner.deploy("HedgeLens", artifacts.creation("HedgeLens", "()"));
        owner.mine();
        VaultContracts main = deployVault("Evenkeel", "eKEEL", priceSource, guardian);
        VaultContracts twin = deployVault("Evenkeel, unhedged", "eTWIN", priceSource, guardian);
        owner.mine();
        configure(main, gauges, rules);
        configure(twin, gauges, rules);
        owner.call(main.policy(), SET_KEEPER, abi(keeper), true);
        owner.mine();

        double usdPerEth = surePrice(priceSource);
        fund(main, usdPerEth);
        fund(twin, usdPerEth);
        owner.call(main.policy(), RECORD);
        owner.call(twin.policy(), RECORD);
        owner.mine();
        return new DeployedVault(
                main,
                twin,
                lens,
                priceSource,
                gauges,
                rules,
                owner.from(),
                keeper,
                guardian,
                blocks.head().number());
    }

    private Address deployPriceSource() {
        return deployPriceSource(owner, artifacts, book);
    }

    /** Sends the creation of the price source that every vault's policy here believes. */
    static Address deployPriceSource(Transactor owner, ContractArtifacts artifacts, AddressBook book) {
        Tuple ethUsd = feedRule(book.get("chainlink.ethUsd"), ETH_USD_MAX_AGE, ETH_USD_LEAST, ETH_USD_MOST);
        Tuple usdcUsd = feedRule(book.get("chainlink.usdcUsd"), USDC_USD_MAX_AGE, USDC_USD_LEAST, USDC_USD_MOST);
        return owner.deploy(
                "ChainlinkPriceSource",
                artifacts.creation(
                        "oracle/ChainlinkPriceSource",
                        "((address,uint32,int192,int192),(address,uint32,int192,int192),address,uint32)",
                        ethUsd,
                        usdcUsd,
                        abi(Address.ZERO),
                        0L));
    }

    private static Tuple feedRule(Address feed, Duration maxAge, long least, long most) {
        return Tuple.of(abi(feed), maxAge.toSeconds(), BigInteger.valueOf(least), BigInteger.valueOf(most));
    }

    private Gauges deployGauges() {
        String pair = "(string,address,address)";
        Address spot = owner.deploy(
                "SpotGauge", artifacts.creation("gauges/SpotGauge", pair, DeployedVault.SPOT, abi(weth), abi(usdc)));
        Address range = owner.deploy(
                "UniswapV3RangeGauge",
                artifacts.creation(
                        "gauges/UniswapV3RangeGauge",
                        "(string,address,address,address,address)",
                        DeployedVault.RANGE,
                        abi(book.get("uniswapV3.positionManager")),
                        abi(book.get("uniswapV3.pool")),
                        abi(weth),
                        abi(usdc)));
        Address aave = owner.deploy(
                "AaveV3Gauge",
                artifacts.creation(
                        "gauges/AaveV3Gauge",
                        "(string,address,address,address)",
                        DeployedVault.AAVE,
                        abi(book.get("aaveV3.pool")),
                        abi(weth),
                        abi(usdc)));
        Address perp = PerpV2Gauges.deploy(owner, artifacts, book);
        return new Gauges(spot, range, aave, perp);
    }

    private Rules deployRules() {
        BigInteger slippage = BigInteger.valueOf(numbers.slippageBps());
        int fee = poolFee();
        Address uniswap = owner.deploy(
                "UniswapV3Rule",
                artifacts.creation(
                        "rules/UniswapV3Rule",
                        "(address,address,address,address,uint24,uint256)",
                        abi(book.get("uniswapV3.swapRouter")),
                        abi(book.get("uniswapV3.positionManager")),
                        abi(weth),
                        abi(usdc),
                        fee,
                        slippage));
        Address aave = owner.deploy(
                "AaveV3Rule",
                artifacts.creation(
                        "rules/AaveV3Rule",
                        "(address,address,address)",
                        abi(book.get("aaveV3.pool")),
                        abi(weth),
                        abi(usdc)));
        Address perp = owner.deploy(
                "PerpV2Rule",
                artifacts.creation(
                        "rules/PerpV2Rule",
                        "(address,address,address,uint256)",
                        abi(book.get("perpV2.clearingHouse")),
                        abi(book.get("perpV2.baseToken")),
                        abi(usdc),
                        slippage));
        return new Rules(uniswap, aave, perp);
    }

    private VaultContracts deployVault(String name, String symbol, Address priceSource, Address guardian) {
        Tuple limits = Tuple.from(
                numbers.bandBps(),
                numbers.lossBudgetBps(),
                (long) numbers.turnoverBudgetBps(),
                numbers.deRiskBudgetBps(),
                numbers.doubtBps(),
                (long) numbers.marginFloorBps(),
                (long) numbers.topUpCeilingBps(),
                numbers.epoch().toSeconds());
        Tuple dollarVault = Tuple.of(BigInteger.ZERO, 0);
        Address policy = owner.deploy(
                "HedgePolicy",
                artifacts.creation(
                        "HedgePolicy",
                        "(address,address,address,(uint16,uint16,uint32,uint16,uint16,uint32,uint32,uint32),(int128,uint16))",
                        abi(owner.from()),
                        abi(guardian),
                        abi(priceSource),
                        limits,
                        dollarVault));
        Address vault = owner.deploy(
                "HedgeVault",
                artifacts.creation(
                        "HedgeVault",
                        "(address,address,address,address,string,string,uint256)",
                        abi(usdc),
                        abi(weth),
                        abi(policy),
                        abi(owner.from()),
                        name,
                        symbol,
                        BigInteger.valueOf(FEED_DEVIATION_BPS)));
        return new VaultContracts(vault, policy);
    }

    private void configure(VaultContracts contracts, Gauges gauges, Rules rules) {
        Address policy = contracts.policy();
        owner.call(policy, BIND_VAULT, abi(contracts.vault()));
        VenueNumbers own = new VenueNumbers(NO_CAP, NO_CAP, 0);
        addVenue(policy, gauges.spot(), own);
        addVenue(policy, gauges.range(), own);
        addVenue(policy, gauges.aave(), numbers.aave());
        addVenue(policy, gauges.perp(), numbers.perp());
        owner.call(policy, SET_TOP_UP_CEILING, venueId(DeployedVault.AAVE), AAVE_TOP_UP_CEILING_BPS);
        setRule(policy, "uniswapV3.swapRouter", rules.uniswap(), DeployedVault.SPOT);
        setRule(policy, "uniswapV3.positionManager", rules.uniswap(), DeployedVault.RANGE);
        setRule(policy, "aaveV3.pool", rules.aave(), DeployedVault.AAVE);
        setRule(policy, "perpV2.vault", rules.perp(), DeployedVault.PERP);
        setRule(policy, "perpV2.clearingHouse", rules.perp(), DeployedVault.PERP);
    }

    private void addVenue(Address policy, Address gauge, VenueNumbers venue) {
        owner.call(policy, ADD_VENUE, abi(gauge), venue.equityCapBps(), venue.shortCapBps(), venue.haircutBps());
    }

    private void setRule(Address policy, String target, Address rule, String venue) {
        owner.call(policy, SET_CALL_RULE, abi(book.get(target)), abi(rule), venueId(venue));
    }

    private static byte[] venueId(String venue) {
        return Hash.sha3(venue.getBytes(StandardCharsets.US_ASCII));
    }

    private double surePrice(Address priceSource) {
        Tuple price = owner.read(priceSource, READ_PRICE).get(0);
        boolean sure = price.get(2);
        if (!sure) {
            throw new IllegalStateException("the feeds give no sure price: nothing can be deposited");
        }
        return new BigDecimal(price.<BigInteger>get(0), 18).doubleValue();
    }

    private void fund(VaultContracts contracts, double usdPerEth) {
        Address vault = contracts.vault();
        RangeAmounts inRange = mix.rangeAmounts(usdPerEth);
        BigInteger spotWeth = wei(mix.totalUsd() * mix.baseShare() / usdPerEth);
        BigInteger idleUsdc = usdcUnits(mix.totalUsd() * mix.quoteShare());
        BigInteger rangeWeth = wei(inRange.base());
        BigInteger rangeUsdc = usdcUnits(inRange.quote());
        faucet.setEther(owner.from(), spotWeth.add(rangeWeth).add(ETHER_FOR_GAS));
        owner.call(weth, spotWeth.add(rangeWeth), WRAP);
        faucet.addToken(usdc, owner.from(), idleUsdc.add(rangeUsdc));

        if (spotWeth.signum() > 0) {
            owner.call(weth, APPROVE, abi(vault), spotWeth);
            owner.call(vault, DEPOSIT_IN_KIND, abi(weth), spotWeth, abi(owner.from()));
        }
        if (idleUsdc.signum() > 0) {
            owner.call(usdc, APPROVE, abi(vault), idleUsdc);
            owner.call(vault, DEPOSIT, idleUsdc, abi(owner.from()));
        }
        if (rangeWeth.signum() > 0) {
            mintRange(usdPerEth, rangeWeth, rangeUsdc);
            owner.mine();
            Address manager = book.get("uniswapV3.positionManager");
            BigInteger tokenId = newestRange(manager);
            owner.call(manager, APPROVE_NFT, abi(vault), tokenId);
            owner.call(vault, DEPOSIT_NFT_IN_KIND, abi(manager), tokenId, abi(owner.from()));
        }
        owner.mine();
    }

    private void mintRange(double usdPerEth, BigInteger rangeWeth, BigInteger rangeUsdc) {
        Address manager = book.get("uniswapV3.positionManager");
        owner.call(weth, APPROVE, abi(manager), rangeWeth);
        owner.call(usdc, APPROVE, abi(manager), rangeUsdc);
        boolean wethFirst = weth.compareTo(usdc) < 0;
        int spacing = owner.read(book.get("uniswapV3.pool"), TICK_SPACING).get(0);
        int one = tick(usdPerEth * (1 - mix.rangeHalfWidth()), wethFirst, spacing);
        int other = tick(usdPerEth * (1 + mix.rangeHalfWidth()), wethFirst, spacing);
        owner.call(
                manager,
                MINT_RANGE,
                Tuple.from(
                        abi(wethFirst ? weth : usdc),
                        abi(wethFirst ? usdc : weth),
                        poolFee(),
                        Math.min(one, other),
                        Math.max(one, other),
                        wethFirst ? rangeWeth : rangeUsdc,
                        wethFirst ? rangeUsdc : rangeWeth,
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        abi(owner.from()),
                        NO_DEADLINE));
    }

    /** The usable tick nearest to a price; a pool's price is token1 smallest units for one token0 smallest unit. */
    private static int tick(double usdPerEth, boolean wethFirst, int spacing) {
        double raw = wethFirst ? usdPerEth / 1e12 : 1e12 / usdPerEth;
        return Math.toIntExact(Math.round(Math.log(raw) / Math.log(1.0001) / spacing)) * spacing;
    }

    private BigInteger newestRange(Address manager) {
        BigInteger owned = owner.read(manager, NFT_BALANCE, abi(owner.from())).get(0);
        return owner.read(manager, NFT_BY_INDEX, abi(owner.from()), owned.subtract(BigInteger.ONE))
                .get(0);
    }

    private int poolFee() {
        return owner.read(book.get("uniswapV3.pool"), POOL_FEE).get(0);
    }

    private static BigInteger wei(double ether) {
        return new BigDecimal(ether).movePointRight(18).toBigInteger();
    }

    private static BigInteger usdcUnits(double usd) {
        return new BigDecimal(usd).movePointRight(6).toBigInteger();
    }

    private static com.esaulpaugh.headlong.abi.Address abi(Address address) {
        return com.esaulpaugh.headlong.abi.Address.wrap(
                com.esaulpaugh.headlong.abi.Address.toChecksumAddress(address.hex()));
    }
}
