import { readFileSync } from "node:fs";

import { ETHER, USDC_UNIT } from "../../chain/origin/prices.mjs";
import { bytes32, e18, hash, selector } from "../../chain/origin/words.mjs";
import { deployRouter, openParityPool } from "../uniswap-v3/parity-pool.mjs";
import { published, marketParameters } from "./published.mjs";

export const NAME = "perps-v2";

const compiled = (contract) =>
  new URL(`../../../solidity/artifacts/contracts/test/synthetix/${contract}.sol/${contract}.json`, import.meta.url);
/** Our own doubles of what is not deployed. */
const SYNTHETIX_DOUBLE = compiled("SynthetixDouble");
const PYTH_DOUBLE = compiled("PythDouble");
export const COMPILED_BY_US = [SYNTHETIX_DOUBLE, PYTH_DOUBLE];

const NO_ADDRESS = "0x0000000000000000000000000000000000000000";
const OWNER_SLOT = "0x0000000000000000000000000000000000000000000000000000000000000000";

const ASSET = "sETH";
const MARKET = "sETHPERP";
/** What the market's off-chain orders are paused by. */
const OFFCHAIN_MARKET = "ocETHPERP";
const PYTH_FEED = hash("Crypto.ETH/USD");
/** A little over the heartbeat of the feed, an hour. */
const RATE_STALE_SECONDS = 4_200;
/** A feed that moves further than this at once is not believed. */
const LARGEST_MOVE = e18("3");

// Of all markets; the package does not carry what they were on Optimism. sUSD.
const MIN_INITIAL_MARGIN = e18("40");
const MIN_KEEPER_FEE = e18("2");
const MAX_KEEPER_FEE = e18("1000");
const KEEPER_LIQUIDATION_FEE = e18("2");
const LIQUIDATION_FEE_RATIO = e18("0.0035");

/** Whole dollars on either side of where sUSD is changed into USDC. */
const POOL_DEPTH = 50_000_000n;

/** A market is five contracts behind one proxy. Those of all of them that only administer it get no route. */
const IMPLEMENTATIONS = ["Market", "MarketDelayedIntent", "MarketDelayedExecution", "MarketLiquidate", "MarketViews"];
const ADMINISTRATION = new Set([
  "owner",
  "nominatedOwner",
  "nominateNewOwner",
  "acceptOwnership",
  "proxy",
  "messageSender",
  "setProxy",
  "setMessageSender",
  "resolver",
  "resolverAddressesRequired",
  "rebuildCache",
  "isResolverCached",
  "marketState",
]);

/**
 * Synthetix PerpsV2 with one market, sETHPERP, as it ran on Optimism: its code and the market's parameters. Its price
 * is the shared ETH / USD feed; orders are filled at what Pyth's double is told. Everything else of Synthetix is one
 * double, from which anybody may have sUSD. A Uniswap v3 pool exchanges that for USDC.
 */
export async function deploy({ chain, accounts, feeds, tokens }) {
  const book = new Book(chain, accounts.owner);
  await deployLibraries(book);
  const resolver = await book.deploy("AddressResolver", [accounts.owner]);
  const users = await deploySystem(book, resolver);
  const rest = await register(book, resolver, users);
  await setPrices(book, users, feeds);
  await openMarket(book, resolver, users);

  const { address, abi } = users.SynthsUSD;
  const susd = chain.at(chain.addresses["perpsV2.susd"], abi);
  await openParityPool(
    { chain, accounts },
    { contract: susd, unit: ETHER, depth: POOL_DEPTH, provide: (to, amount) => book.send(rest, "issue", address, to, amount) },
    {
      contract: tokens.usdc,
      unit: USDC_UNIT,
      depth: POOL_DEPTH,
      provide: (to, amount) => tokens.usdc.send(to, "mint", to, amount),
    },
  );
  await deployRouter({ chain, accounts, tokens }, "perpsV2.susdRouter");
}

/** Deploys for the owner, under names that begin with the protocol's. */
class Book {
  libraries = {};

  constructor(chain, owner) {
    this.chain = chain;
    this.owner = owner;
  }

  /** A contract that was published without its constructor gets its first slot, the constructor's doing, by hand. */
  async deploy(contract, args = [], name = contract) {
    const artifact = published(contract);
    const deployed = await this.chain.deploy(this.owner, artifact, {
      args: artifact.constructed ? args : [],
      libraries: this.libraries,
      name: `perpsV2.${name[0].toLowerCase()}${name.slice(1)}`,
    });
    if (!artifact.constructed && args.length > 0) {
      await this.chain.request("anvil_setStorageAt", deployed.address, OWNER_SLOT, word(args[0]));
    }
    return deployed;
  }

  /** Entered without an artifact: it is nobody's published code. */
  async deployDouble(file, name) {
    const { contractName, abi, bytecode } = JSON.parse(readFileSync(file, "utf8"));
    const artifact = { name: contractName, abi, creationCode: bytecode, linkReferences: {} };
    const deployed = await this.chain.deploy(this.owner, artifact);
    this.chain.record(`perpsV2.${name}`, deployed.address);
    return deployed;
  }

  send(contract, functionName, ...args) {
    return contract.send(this.owner, functionName, ...args);
  }
}

async function deployLibraries(book) {
  for (const library of ["SafeDecimalMath", "SignedSafeDecimalMath", "SystemSettingsLib", "ExchangeSettlementLib"]) {
    book.libraries[library] = (await book.deploy(library)).address;
  }
}

/** @returns every contract by the name under which the others look for it */
async function deploySystem(book, resolver) {
  const { owner } = book;
  const owned = (contract) => book.deploy(contract, [owner, resolver.address]);
  const exchanger = await owned("Exchanger");
  const exchangeState = await book.deploy("ExchangeState", [owner]);
  await book.send(exchangeState, "setAssociatedContract", exchanger.address);
  const { feePool, feePoolStorage } = await deployFeePool(book, resolver);
  return {
    SystemStatus: await book.deploy("SystemStatus", [owner]),
    FlexibleStorage: await book.deploy("FlexibleStorage", [resolver.address]),
    SystemSettings: await owned("SystemSettings"),
    ExchangeRates: await owned("ExchangeRates"),
    CircuitBreaker: await owned("CircuitBreaker"),
    Exchanger: exchanger,
    ExchangeState: exchangeState,
    DirectIntegrationManager: await owned("DirectIntegrationManager"),
    FeePool: feePool,
    FeePoolEternalStorage: feePoolStorage,
    SynthsUSD: await deploySusd(book, resolver),
    FuturesMarketManager: await owned("FuturesMarketManager"),
    PerpsV2ExchangeRate: await owned("PerpsV2ExchangeRate"),
    PerpsV2MarketSettings: await owned("PerpsV2MarketSettings"),
  };
}

async function deployFeePool(book, resolver) {
  const proxy = await book.deploy("Proxy", [book.owner], "feePoolProxy");
  const feePool = await book.deploy("FeePool", [proxy.address, book.owner, resolver.address]);
  await book.send(proxy, "setTarget", feePool.address);
  const feePoolStorage = await book.deploy("FeePoolEternalStorage", [book.owner]);
  await book.send(feePoolStorage, "setAssociatedContract", feePool.address);
  return { feePool, feePoolStorage };
}

async function deploySusd(book, resolver) {
  const proxy = await book.deploy("ProxyERC20", [book.owner], "susd");
  const balances = await book.deploy("TokenState", [book.owner, book.owner], "susdState");
  const args = [proxy.address, balances.address, "Synth sUSD", "sUSD", book.owner, bytes32("sUSD"), 0n, resolver.address];
  const synth = await book.deploy("MultiCollateralSynth", args, "susdSynth");
  await book.send(balances, "setAssociatedContract", synth.address);
  await book.send(proxy, "setTarget", synth.address);
  return synth;
}

/**
 * Tells the resolver where everything is, the double for whatever is not there, and everything to ask the resolver.
 *
 * @returns the double
 */
async function register(book, resolver, users) {
  const rest = await book.deployDouble(SYNTHETIX_DOUBLE, "synthetixDouble");
  const asking = Object.values(users).filter(({ abi }) => abi.some(({ name }) => name === "rebuildCache"));
  const places = new Map(Object.entries(users).map(([name, { address }]) => [bytes32(name), address]));
  for (const contract of asking) {
    for (const name of await contract.read("resolverAddressesRequired")) {
      if (!places.has(name)) places.set(name, rest.address);
    }
  }
  await book.send(resolver, "importAddresses", [...places.keys()], [...places.values()]);
  for (const contract of asking) {
    await book.send(contract, "rebuildCache");
  }
  return rest;
}

async function setPrices(book, { SystemSettings, ExchangeRates, PerpsV2ExchangeRate }, feeds) {
  await book.send(SystemSettings, "setRateStalePeriod", BigInt(RATE_STALE_SECONDS));
  await book.send(SystemSettings, "setPriceDeviationThresholdFactor", LARGEST_MOVE);
  await book.send(ExchangeRates, "addAggregator", bytes32(ASSET), feeds.ethUsd.address);
  const pyth = await book.deployDouble(PYTH_DOUBLE, "pythDouble");
  await book.send(PerpsV2ExchangeRate, "setOffchainOracle", pyth.address);
  await book.send(PerpsV2ExchangeRate, "setOffchainPriceFeedId", bytes32(ASSET), PYTH_FEED);
}

async function openMarket(book, resolver, { FuturesMarketManager, PerpsV2ExchangeRate, PerpsV2MarketSettings }) {
  const { owner } = book;
  const state = await book.deploy("PerpsV2MarketState", [owner, [owner], bytes32(ASSET), bytes32(MARKET), NO_ADDRESS]);
  const proxy = await book.deploy("ProxyPerpsV2", [owner], "market");
  const parts = {};
  for (const part of IMPLEMENTATIONS) {
    const behindProxy = part === "MarketViews" ? [] : [proxy.address];
    parts[part] = await book.deploy(`PerpsV2${part}`, [...behindProxy, state.address, owner, resolver.address], part + "Part");
  }
  await book.send(state, "removeAssociatedContracts", [owner]);
  await book.send(state, "addAssociatedContracts", Object.values(parts).map(({ address }) => address));
  await book.send(state, "linkOrInitializeState");
  for (const part of Object.values(parts)) {
    await addRoutes(book, proxy, part);
    await book.send(part, "rebuildCache");
  }
  await book.send(PerpsV2ExchangeRate, "addAssociatedContracts", [parts.MarketDelayedExecution.address]);
  await book.send(FuturesMarketManager, "addProxiedMarkets", [proxy.address]);
  await setParameters(book, PerpsV2MarketSettings);
  await book.deploy("PerpsV2MarketData", [resolver.address]);
}

async function addRoutes(book, proxy, part) {
  for (const entry of part.abi) {
    if (entry.type === "function" && !ADMINISTRATION.has(entry.name)) {
      const view = entry.stateMutability === "view" || entry.stateMutability === "pure";
      await book.send(proxy, "addRoute", selector(entry), part.address, view);
    }
  }
}

async function setParameters(book, settings) {
  // In this order: the smallest fee must not be over the smallest margin.
  await book.send(settings, "setMinInitialMargin", MIN_INITIAL_MARGIN);
  await book.send(settings, "setMaxKeeperFee", MAX_KEEPER_FEE);
  await book.send(settings, "setMinKeeperFee", MIN_KEEPER_FEE);
  await book.send(settings, "setLiquidationFeeRatio", LIQUIDATION_FEE_RATIO);
  await book.send(settings, "setKeeperLiquidationFee", KEEPER_LIQUIDATION_FEE);

  const on = marketParameters(MARKET);
  await book.send(settings, "setParameters", bytes32(MARKET), {
    takerFee: e18(on.takerFee),
    makerFee: e18(on.makerFee),
    takerFeeDelayedOrder: e18(on.takerFeeDelayedOrder),
    makerFeeDelayedOrder: e18(on.makerFeeDelayedOrder),
    takerFeeOffchainDelayedOrder: e18(on.takerFeeOffchainDelayedOrder),
    makerFeeOffchainDelayedOrder: e18(on.makerFeeOffchainDelayedOrder),
    maxLeverage: e18(on.maxLeverage),
    maxMarketValue: e18(on.maxMarketValue),
    maxFundingVelocity: e18(on.maxFundingVelocity),
    skewScale: e18(on.skewScale),
    nextPriceConfirmWindow: BigInt(on.nextPriceConfirmWindow),
    delayedOrderConfirmWindow: BigInt(on.delayedOrderConfirmWindow),
    minDelayTimeDelta: BigInt(on.minDelayTimeDelta),
    maxDelayTimeDelta: BigInt(on.maxDelayTimeDelta),
    offchainDelayedOrderMinAge: BigInt(on.offchainDelayedOrderMinAge),
    offchainDelayedOrderMaxAge: BigInt(on.offchainDelayedOrderMaxAge),
    offchainMarketKey: bytes32(OFFCHAIN_MARKET),
    offchainPriceDivergence: e18(on.offchainPriceDivergence),
    liquidationPremiumMultiplier: e18(on.liquidationPremiumMultiplier),
    liquidationBufferRatio: e18(on.liquidationBufferRatio),
    maxLiquidationDelta: e18(on.maxLiquidationDelta),
    maxPD: e18(on.maxPD),
  });
}

function word(address) {
  return `0x${address.slice(2).toLowerCase().padStart(64, "0")}`;
}
