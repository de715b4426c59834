import { artifactsBeside } from "../../chain/origin/artifacts.mjs";
import { directly, behindProxies } from "./proxies.mjs";
import { amount, ETHER, rangeHoldings, sqrtRatioX96, tickAtOrBelow, USDC_UNIT } from "../../chain/origin/prices.mjs";

const artifacts = artifactsBeside(import.meta.url);
const curie = (name) => artifacts.hardhat("@perp/curie-contract", name);
const oracle = (name) => artifacts.hardhat("@perp/perp-oracle-contract", name);
const uniswap = (name) => artifacts.hardhat("@uniswap/v3-core", name);

const POOL_FEE = 3000;
const TICK_SPACING = 60;
const OBSERVATIONS = 500;
const EXCHANGE_FEE = 1_000; // 0.1 %, in millionths
const INSURANCE_SHARE_OF_FEE = 200_000; // 20 %, in millionths
const LARGEST_MOVE_TICKS = 1_000; // within 15 seconds; the contract allows no more
const FEED_TIMEOUT_SECONDS = 4 * 3600;
const INDEX_TWAP_SECONDS = 900;
const DEADLINE = 2n ** 40n;

// Depth: a trade of 300 ETH at 2,000 costs about 15 basis points before the fee.
const LIQUIDITY = 9e6;
const LOWEST_PRICE = 600;
const HIGHEST_PRICE = 8000;

const VAULT_CAP = amount(1_000_000_000_000, USDC_UNIT);
const MAKER_MARGIN = amount(2_000_000_000, USDC_UNIT);
const ARBITRAGEUR_MARGIN = amount(2_000_000_000, USDC_UNIT);
const INSURANCE = amount(100_000_000, USDC_UNIT);

/** Seconds a market's pool must have existed before anybody can trade: its mark price looks that far back. */
export const HISTORY_SECONDS = 1800;

/**
 * Perp v2 ("Curie") with one market, vETH, whose index is the shared ETH / USD feed.
 *
 * @returns `open()`, to be called once the market has its history: adds the maker and the margin
 */
export async function deploy({ chain, accounts, tokens, feeds, price, perpV2BehindProxies }) {
  const owner = accounts.owner;
  const put = perpV2BehindProxies ? await behindProxies(chain, owner) : directly(chain, owner);
  const factory = await chain.deploy(owner, uniswap("UniswapV3Factory"), { name: "perpV2.uniswapV3Factory" });
  const config = await initialized(put, owner, "ClearingHouseConfig", []);
  await config.send(owner, "setSettlementTokenBalanceCap", VAULT_CAP);

  const market = await createMarket(chain, owner, { factory, feeds, price, put });
  const contracts = await deployContracts(put, owner, { factory, config, market, tokens });
  await listMarket(owner, contracts, market);
  await tokens.usdc.send(owner, "mint", contracts.insuranceFund.address, INSURANCE);

  return { open: () => addMakers({ accounts, contracts, market, tokens, price }) };
}

async function initialized(put, owner, contract, args, fits) {
  const name = `perpV2.${contract[0].toLowerCase()}${contract.slice(1)}`;
  const deployed = await put(curie(contract), name, fits);
  await deployed.send(owner, "initialize", ...args);
  return deployed;
}

async function createMarket(chain, owner, { factory, feeds, price, put }) {
  const chainlinkFeed = await chain.deploy(owner, oracle("ChainlinkPriceFeedV3"), {
    args: [feeds.ethUsd.address, FEED_TIMEOUT_SECONDS, INDEX_TWAP_SECONDS],
    name: "perpV2.chainlinkPriceFeed",
  });
  const priceFeed = await chain.deploy(owner, oracle("PriceFeedDispatcher"), {
    args: [chainlinkFeed.address],
    name: "perpV2.priceFeedDispatcher",
  });

  // The base token must sort below the quote token. Addresses follow from nonces, so some are skipped.
  const quote = await initialized(put, owner, "QuoteToken", ["vUSD", "vUSD"], (address) => address >> 152n >= 0xc0n);
  const belowQuote = (address) => address < BigInt(quote.address);
  const base = await initialized(put, owner, "BaseToken", ["vETH", "vETH", priceFeed.address], belowQuote);

  await factory.send(owner, "createPool", base.address, quote.address, POOL_FEE);
  const poolArtifact = uniswap("UniswapV3Pool");
  const pool = chain.at(await factory.read("getPool", base.address, quote.address, POOL_FEE), poolArtifact.abi);
  chain.record("perpV2.pool", pool.address, poolArtifact);
  await pool.send(owner, "initialize", sqrtRatioX96(amount(price, ETHER), ETHER));
  await pool.send(owner, "increaseObservationCardinalityNext", OBSERVATIONS);
  return { base, quote, pool };
}

async function deployContracts(put, owner, { factory, config, market, tokens }) {
  const make = (contract, ...args) => initialized(put, owner, contract, args);
  const marketRegistry = await make("MarketRegistry", factory.address, market.quote.address);
  const orderBook = await make("OrderBook", marketRegistry.address);
  const insuranceFund = await make("InsuranceFund", tokens.usdc.address);
  const exchange = await make("Exchange", marketRegistry.address, orderBook.address, config.address);
  await orderBook.send(owner, "setExchange", exchange.address);
  const accountBalance = await make("AccountBalance", config.address, orderBook.address);
  await exchange.send(owner, "setAccountBalance", accountBalance.address);
  const vault = await make("Vault", insuranceFund.address, config.address, accountBalance.address, exchange.address);
  await insuranceFund.send(owner, "setVault", vault.address);
  await accountBalance.send(owner, "setVault", vault.address);

  // Collateral other than USDC: up to five tokens, ratios in millionths. None is listed, but the vault
  // asks the manager about every account.
  const collateralManager = await make(
    "CollateralManager",
    config.address,
    vault.address,
    5,
    750_000,
    500_000,
    2_000,
    30_000,
    amount(10_000, USDC_UNIT),
    amount(500, USDC_UNIT),
  );
  await vault.send(owner, "setCollateralManager", collateralManager.address);

  const clearingHouse = await make(
    "ClearingHouse",
    config.address,
    vault.address,
    market.quote.address,
    factory.address,
    exchange.address,
    accountBalance.address,
    insuranceFund.address,
  );
  for (const contract of [marketRegistry, orderBook, exchange, accountBalance, vault]) {
    await contract.send(owner, "setClearingHouse", clearingHouse.address);
  }
  const delegateApproval = await make("DelegateApproval");
  await clearingHouse.send(owner, "setDelegateApproval", delegateApproval.address);
  return { marketRegistry, exchange, vault, clearingHouse, insuranceFund };
}

async function listMarket(owner, { marketRegistry, exchange, clearingHouse }, { base, quote, pool }) {
  for (const token of [quote, base]) {
    await token.send(owner, "mintMaximumTo", clearingHouse.address);
    await token.send(owner, "addWhitelist", clearingHouse.address);
    await token.send(owner, "addWhitelist", pool.address);
  }
  await marketRegistry.send(owner, "addPool", base.address, POOL_FEE);
  await marketRegistry.send(owner, "setFeeRatio", base.address, EXCHANGE_FEE);
  await marketRegistry.send(owner, "setInsuranceFundFeeRatio", base.address, INSURANCE_SHARE_OF_FEE);
  await exchange.send(owner, "setMaxTickCrossedWithinBlock", base.address, LARGEST_MOVE_TICKS);
}

async function addMakers({ accounts, contracts, market, tokens, price }) {
  const { liquidityProvider, arbitrageur } = accounts;
  const { vault, clearingHouse } = contracts;
  const deposit = async (account, margin) => {
    await tokens.usdc.send(account, "mint", account, margin);
    await tokens.usdc.send(account, "approve", vault.address, margin);
    await vault.send(account, "deposit", tokens.usdc.address, margin);
  };
  await deposit(liquidityProvider, MAKER_MARGIN);
  await deposit(arbitrageur, ARBITRAGEUR_MARGIN);

  const { eth, usd } = rangeHoldings(LIQUIDITY, price, LOWEST_PRICE, HIGHEST_PRICE);
  await clearingHouse.send(liquidityProvider, "addLiquidity", {
    baseToken: market.base.address,
    base: amount(eth, ETHER),
    quote: amount(usd, ETHER),
    lowerTick: tickAtOrBelow(LOWEST_PRICE, TICK_SPACING),
    upperTick: tickAtOrBelow(HIGHEST_PRICE, TICK_SPACING),
    minBase: 0n,
    minQuote: 0n,
    useTakerBalance: false,
    deadline: DEADLINE,
  });
}
