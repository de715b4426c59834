import { readFileSync } from "node:fs";

import { artifactsBeside } from "../../chain/origin/artifacts.mjs";
import { ETHER, USDC_UNIT } from "../../chain/origin/prices.mjs";
import { bytes32, e18 } from "../../chain/origin/words.mjs";
import { deployRouter, openParityPool } from "../uniswap-v3/parity-pool.mjs";
import * as parameters from "./parameters.mjs";

export const NAME = "lyra";

/** Our own double of the rates that sETH goes by. */
const RATES_DOUBLE = new URL(
  "../../../solidity/artifacts/contracts/test/lyra/ExchangeRatesDouble.sol/ExchangeRatesDouble.json",
  import.meta.url,
);
export const COMPILED_BY_US = [RATES_DOUBLE];

const artifacts = artifactsBeside(import.meta.url);
const FOLDERS = {
  GWAV: "libraries",
  BlackScholes: "libraries",
  OptionMarketViewer: "periphery",
  GWAVOracle: "periphery",
  KeeperHelper: "periphery",
  TestERC20Fail: "test-helpers",
  TestExchanger: "test-helpers",
  TestSynthetixReturnZero: "test-helpers",
  TestDelegateApprovals: "test-helpers",
  TestCollateralShort: "test-helpers",
  TestAddressResolver: "test-helpers",
};
const NO_HASH = `0x${"00".repeat(32)}`;

const QUOTE = bytes32("sUSD");
const BASE = bytes32("sETH");
/** sUSD of the liquidity providers, behind every option. */
const POOL_SUSD = 5_000_000n * ETHER;
/** Whole dollars on either side of where synths are bought and sold. */
const SWAP_DEPTH = 50_000_000;
const DAY = 86_400;
/** From the head of the chain. */
const BOARDS = [28, 56].map((days) => ({ seconds: days * DAY, iv: e18(days === 28 ? "1" : "0.9") }));
/** Parts of the price at which the chain begins, and the skew of each. */
const STRIKES = [
  ["0.8", "1.1"],
  ["0.9", "1.04"],
  ["1", "1"],
  ["1.1", "1.01"],
  ["1.2", "1.03"],
  ["1.3", "1.06"],
];

/**
 * Lyra v1 ("Avalon") with one market, options on sETH in sUSD: its published code and the parameters of its own test
 * system. What it needs of Synthetix are doubles: its package's Test* contracts, and rates that are the shared feed.
 * Two boards of options at six strikes; two pools of Uniswap v3 change USDC into sUSD and WETH into sETH.
 */
export async function deploy({ chain, accounts, feeds, tokens, price, head }) {
  const book = new Book(chain, accounts.owner);
  const synthetix = await deploySynthetix(book, feeds);
  const lyra = await deployLyra(book);
  await wireSynthetix(book, synthetix, lyra);
  await initialize(book, synthetix, lyra);
  await setParameters(book, lyra);
  await setExchangeFees(book, synthetix);
  await seed(book, synthetix, lyra);
  await listBoards(book, lyra, price, head);
  await openSwaps({ chain, accounts, tokens }, synthetix, price);
}

/** Deploys for the owner, under names that begin with the protocol's. */
class Book {
  libraries = {};

  constructor(chain, owner) {
    this.chain = chain;
    this.owner = owner;
  }

  deploy(contract, name, args = []) {
    const folder = FOLDERS[contract] ? `${FOLDERS[contract]}/` : "";
    const path = `dist/artifacts/contracts/${folder}${contract}.sol/${contract}.json`;
    return this.chain.deploy(this.owner, artifacts.read("@lyrafinance/protocol", path), {
      args,
      libraries: this.libraries,
      name: `lyra.${name}`,
    });
  }

  /** Entered without an artifact: it is nobody's published code. */
  async deployDouble(file, name, args) {
    const { contractName, abi, bytecode } = JSON.parse(readFileSync(file, "utf8"));
    const artifact = { name: contractName, abi, creationCode: bytecode, linkReferences: {} };
    const deployed = await this.chain.deploy(this.owner, artifact, { args });
    this.chain.record(`lyra.${name}`, deployed.address);
    return deployed;
  }

  send(contract, functionName, ...args) {
    return contract.send(this.owner, functionName, ...args);
  }
}

async function deploySynthetix(book, feeds) {
  return {
    susd: await book.deploy("TestERC20Fail", "susd", ["Synthetic USD", "sUSD"]),
    seth: await book.deploy("TestERC20Fail", "seth", ["Synthetic ETH", "sETH"]),
    synthetix: await book.deploy("TestSynthetixReturnZero", "synthetixDouble"),
    exchanger: await book.deploy("TestExchanger", "exchangerDouble"),
    delegateApprovals: await book.deploy("TestDelegateApprovals", "delegateApprovalsDouble"),
    collateralShort: await book.deploy("TestCollateralShort", "collateralShortDouble"),
    resolver: await book.deploy("TestAddressResolver", "resolverDouble"),
    rates: await book.deployDouble(RATES_DOUBLE, "exchangeRatesDouble", [feeds.ethUsd.address]),
  };
}

async function deployLyra(book) {
  for (const library of ["GWAV", "BlackScholes"]) {
    book.libraries[library] = (await book.deploy(library, library === "GWAV" ? "gwav" : "blackScholes")).address;
  }
  return {
    adapter: await book.deploy("SynthetixAdapter", "synthetixAdapter"),
    market: await book.deploy("OptionMarket", "optionMarket"),
    pricer: await book.deploy("OptionMarketPricer", "optionMarketPricer"),
    greekCache: await book.deploy("OptionGreekCache", "optionGreekCache"),
    pool: await book.deploy("LiquidityPool", "liquidityPool"),
    poolToken: await book.deploy("LiquidityToken", "liquidityToken", ["sUSD/sETH Pool Tokens", "LyraELPT"]),
    optionToken: await book.deploy("OptionToken", "optionToken", ["sUSD/sETH Option Tokens", "LyraEOT"]),
    shortCollateral: await book.deploy("ShortCollateral", "shortCollateral"),
    hedger: await book.deploy("ShortPoolHedger", "shortPoolHedger"),
    gwavOracle: await book.deploy("GWAVOracle", "gwavOracle"),
    keeperHelper: await book.deploy("KeeperHelper", "keeperHelper"),
  };
}

async function wireSynthetix(book, { susd, seth, synthetix, exchanger, delegateApprovals, collateralShort, resolver, rates }, { adapter, market }) {
  await book.send(adapter, "initialize");
  await book.send(synthetix, "init", adapter.address, susd.address, resolver.address);
  await book.send(collateralShort, "init", adapter.address, susd.address);
  const places = {
    ProxySynthetix: synthetix,
    Exchanger: exchanger,
    ExchangeRates: rates,
    CollateralShort: collateralShort,
    DelegateApprovals: delegateApprovals,
  };
  await book.send(
    resolver,
    "setAddresses",
    Object.keys(places).map(bytes32),
    Object.values(places).map(({ address }) => address),
  );
  for (const issuer of [synthetix, collateralShort]) {
    await book.send(issuer, "addBaseAsset", BASE, seth.address, market.address);
    for (const synth of [susd, seth]) {
      await book.send(synth, "permitMint", issuer.address, true);
    }
  }
  await book.send(adapter, "setAddressResolver", resolver.address);
  await book.send(
    adapter,
    "setGlobalsForContract",
    market.address,
    QUOTE,
    BASE,
    parameters.OPTION_MARKET.securityModule,
    NO_HASH,
  );
}

async function initialize(book, { susd, seth }, lyra) {
  const { adapter, market, pricer, greekCache, pool, poolToken, optionToken, shortCollateral, hedger } = lyra;
  const calls = [
    [market, adapter, pool, pricer, greekCache, shortCollateral, optionToken, susd, seth],
    [pricer, market, greekCache],
    [greekCache, adapter, market, pricer],
    [pool, adapter, market, poolToken, greekCache, hedger, shortCollateral, susd, seth],
    [poolToken, pool],
    [hedger, adapter, market, greekCache, pool, susd, seth],
    [shortCollateral, market, pool, optionToken, adapter, susd, seth],
    [optionToken, market, greekCache, shortCollateral, adapter],
    [lyra.gwavOracle, market, greekCache, adapter],
    [lyra.keeperHelper, market, shortCollateral, greekCache],
  ];
  for (const [contract, ...others] of calls) {
    await book.send(contract, "init", ...others.map(({ address }) => address));
  }
}

async function setParameters(book, { market, pricer, greekCache, pool, optionToken, hedger }) {
  await book.send(market, "setOptionMarketParams", parameters.OPTION_MARKET);
  await book.send(pool, "setLiquidityPoolParameters", parameters.LIQUIDITY_POOL);
  await book.send(hedger, "setPoolHedgerParams", parameters.POOL_HEDGER);
  await book.send(hedger, "setShortBuffer", parameters.SHORT_BUFFER);
  await book.send(greekCache, "setGreekCacheParameters", parameters.GREEK_CACHE);
  await book.send(greekCache, "setMinCollateralParameters", parameters.MIN_COLLATERAL);
  await book.send(greekCache, "setForceCloseParameters", parameters.FORCE_CLOSE);
  await book.send(pricer, "setPricingParams", parameters.PRICING);
  await book.send(pricer, "setTradeLimitParams", parameters.TRADE_LIMITS);
  await book.send(pricer, "setVarianceFeeParams", parameters.VARIANCE_FEE);
  await book.send(optionToken, "setPartialCollateralParams", parameters.PARTIAL_COLLATERAL);
}

async function setExchangeFees(book, { exchanger }) {
  await book.send(exchanger, "setFeeRateForExchange", BASE, QUOTE, parameters.SELL_BASE_FEE);
  await book.send(exchanger, "setFeeRateForExchange", QUOTE, BASE, parameters.BUY_BASE_FEE);
}

/** While there is no board a deposit counts at once, afterwards only in a week. */
async function seed(book, { susd }, { pool, hedger }) {
  await book.send(susd, "mint", book.owner, POOL_SUSD);
  await book.send(susd, "approve", pool.address, POOL_SUSD);
  await book.send(pool, "initiateDeposit", book.owner, POOL_SUSD);
  await book.send(hedger, "openShortAccount");
}

async function listBoards(book, { market }, price, head) {
  const strikes = STRIKES.map(([part]) => e18((Number(part) * price).toFixed(6)));
  const skews = STRIKES.map(([, skew]) => e18(skew));
  for (const { seconds, iv } of BOARDS) {
    await book.send(market, "createOptionBoard", BigInt(head + seconds), iv, strikes, skews, false);
  }
}

async function openSwaps({ chain, accounts, tokens }, { susd, seth }, price) {
  const minted = (synth) => (to, amount) => synth.send(accounts.owner, "mint", to, amount);
  const ether = BigInt(Math.round(SWAP_DEPTH / price));
  await openParityPool(
    { chain, accounts },
    { contract: susd, unit: ETHER, depth: BigInt(SWAP_DEPTH), provide: minted(susd) },
    {
      contract: tokens.usdc,
      unit: USDC_UNIT,
      depth: BigInt(SWAP_DEPTH),
      provide: (to, amount) => tokens.usdc.send(to, "mint", to, amount),
    },
  );
  await openParityPool(
    { chain, accounts },
    { contract: seth, unit: ETHER, depth: ether, provide: minted(seth) },
    {
      contract: tokens.weth,
      unit: ETHER,
      depth: ether,
      provide: (to, amount) => tokens.weth.sendValue(to, amount, "deposit"),
    },
  );
  await deployRouter({ chain, accounts, tokens }, "lyra.synthRouter");
}
