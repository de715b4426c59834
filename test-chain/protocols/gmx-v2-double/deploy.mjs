import { readFileSync } from "node:fs";

import { abiHash } from "../../chain/origin/words.mjs";

export const NAME = "gmx-v2-double";

const compiled = (contract) =>
  new URL(`../../../solidity/artifacts/contracts/test/gmx/${contract}.sol/${contract}.json`, import.meta.url);
const STORE = compiled("GmxV2StoreDouble");
const READER = compiled("GmxV2ReaderDouble");
const ORDER_VAULT = compiled("GmxV2OrderVaultDouble");
const HANDLER = compiled("GmxV2HandlerDouble");
const ROUTER = compiled("GmxV2RouterDouble");
const EXCHANGE_ROUTER = compiled("GmxV2ExchangeRouterDouble");
export const COMPILED_BY_US = [STORE, READER, ORDER_VAULT, HANDLER, ROUTER, EXCHANGE_ROUTER];

const ONE = 10n ** 30n;
/** Parts of one, as the protocol has them. */
const factor = (perBillion) => (ONE * BigInt(perBillion)) / 1_000_000_000n;
const usd = (whole) => ONE * BigInt(whole);

const POOL_USDC = 20_000_000n * 10n ** 6n;
/** What a chain can bear whose gas costs 20 gwei; the real ones, where it costs a hundredth, reckon with millions. */
const ORDER_GAS = 100_000n;
const CANCELLABLE_AFTER_SECONDS = 300n;

/**
 * A double of GMX v2 with one market, ETH/USD with USDC as collateral of shorts. Its terms are of the size of those on
 * Arbitrum, but for gas.
 */
export async function deploy({ chain, accounts, tokens }) {
  const { owner } = accounts;
  const place = async (file, name, args = []) => {
    const { contractName, abi, bytecode } = JSON.parse(readFileSync(file, "utf8"));
    const deployed = await chain.deploy(owner, { name: contractName, abi, creationCode: bytecode, linkReferences: {} }, { args });
    chain.record(`gmxV2.${name}`, deployed.address);
    return deployed;
  };
  const store = await place(STORE, "dataStore");
  await place(READER, "reader");
  const orderVault = await place(ORDER_VAULT, "orderVault");
  const handler = await place(HANDLER, "orderHandler", [store.address, orderVault.address, tokens.weth.address]);
  const router = await place(ROUTER, "router");
  const exchangeRouter = await place(EXCHANGE_ROUTER, "exchangeRouter", [router.address, handler.address, tokens.weth.address]);
  await orderVault.send(owner, "setHandler", handler.address);
  await handler.send(owner, "setExchangeRouter", exchangeRouter.address);
  await router.send(owner, "setPlugin", exchangeRouter.address);
  // nobody has shares of its pool, whose money the store holds: its address stands for them, and for who knows of referrals
  const market = store.address;
  chain.record("gmxV2.market", market);
  chain.record("gmxV2.referralStorage", store.address);
  await store.send(owner, "setMarket", {
    marketToken: market,
    indexToken: tokens.weth.address,
    longToken: tokens.weth.address,
    shortToken: tokens.usdc.address,
  });
  for (const [key, value] of terms(market)) {
    await store.send(owner, "setUint", key, value);
  }
  await tokens.usdc.send(owner, "mint", market, POOL_USDC);
}

function terms(market) {
  const named = (name) => abiHash(["string"], [name]);
  const ofMarket = (name) => abiHash(["bytes32", "address"], [named(name), market]);
  const ofSide = (name, side) => abiHash(["bytes32", "address", "bool"], [named(name), market, side]);
  return [
    [named("MIN_COLLATERAL_USD"), usd(1)],
    [named("MIN_POSITION_SIZE_USD"), usd(1)],
    [ofMarket("MIN_COLLATERAL_FACTOR"), factor(10_000_000)],
    [ofMarket("MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION"), factor(5_000_000)],
    [ofMarket("MAX_POSITION_IMPACT_FACTOR_FOR_LIQUIDATIONS"), factor(5_000_000)],
    [ofSide("MAX_POSITION_IMPACT_FACTOR", true), factor(5_000_000)],
    [ofSide("MAX_POSITION_IMPACT_FACTOR", false), factor(5_000_000)],
    [ofSide("POSITION_FEE_FACTOR", true), factor(400_000)],
    [ofSide("POSITION_FEE_FACTOR", false), factor(600_000)],
    [ofSide("POSITION_IMPACT_FACTOR", true), factor(1)],
    [ofSide("POSITION_IMPACT_FACTOR", false), factor(1)],
    [ofSide("POSITION_IMPACT_EXPONENT_FACTOR", true), 2n * ONE],
    [ofSide("POSITION_IMPACT_EXPONENT_FACTOR", false), 2n * ONE],
    [ofSide("MAX_OPEN_INTEREST", false), usd(50_000_000)],
    [ofSide("BORROWING_FACTOR", false), factor(1)],
    [named("ESTIMATED_GAS_FEE_MULTIPLIER_FACTOR"), ONE],
    [named("INCREASE_ORDER_GAS_LIMIT"), ORDER_GAS],
    [named("DECREASE_ORDER_GAS_LIMIT"), ORDER_GAS],
    [named("REQUEST_EXPIRATION_TIME"), CANCELLABLE_AFTER_SECONDS],
  ];
}
