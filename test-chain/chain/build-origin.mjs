/**
 * Builds the origin chain: real published code of every protocol, deployed on anvil and written to disk.
 *
 *   node build-origin.mjs [--price 2000] [--head 1621382388] [--with perps-v2]
 *
 * The result, `state.json` and `addresses.json`, lies in a folder named by everything it is made from; a
 * second run with the same inputs finds it there and does nothing. Prints that folder; progress goes to
 * standard error.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { deploy as deployAave } from "../protocols/aave-v3/deploy.mjs";
import { deployTokens } from "../protocols/aave-v3/tokens.mjs";
import { deploy as deployChainlink } from "../protocols/chainlink/deploy.mjs";
import { deploy as deployMulticall } from "../protocols/multicall3/deploy.mjs";
import { deploy as deployPerp, HISTORY_SECONDS } from "../protocols/perp-v2/deploy.mjs";
import { deploy as deployUniswap } from "../protocols/uniswap-v3/deploy.mjs";
import { CHAIN_ID, startAnvil } from "./origin/anvil.mjs";
import { Chain } from "./origin/chain.mjs";

const testChain = fileURLToPath(new URL("..", import.meta.url));

/** Twelve seconds before 2021-05-19T00:00:00Z, so that the first block of a fork opens the day. */
const HEAD = 1_621_382_388;
/** Blocks of deployment come one second apart; there are a few hundred, then history up to the head. */
const CONSTRUCTION_SECONDS = 3_600;
const HISTORY_BLOCKS = 10;
const CHAINS_KEPT = 20;
const HEAD_BASE_FEE_WEI = 20n * 10n ** 9n;
const ACCOUNT_ETHER = 10n ** 7n * 10n ** 18n;
/** Protocols that only some tests need: a chain has those it is asked for. */
const EXTRAS = {
  lyra: () => import("../protocols/lyra/deploy.mjs"),
  "gmx-v2-double": () => import("../protocols/gmx-v2-double/deploy.mjs"),
  "perp-v2-proxies": () => import("../protocols/perp-v2/proxies.mjs"),
  "aave-v3-6": () => import("../protocols/aave-v3-6/deploy.mjs"),
  "perps-v2": () => import("../protocols/perps-v2/deploy.mjs"),
};

const { values } = parseArgs({
  options: {
    price: { type: "string", default: "2000" },
    head: { type: "string", default: String(HEAD) },
    with: { type: "string", multiple: true, default: [] },
  },
});
const price = Number(values.price);
const head = Number(values.head);
if (!(price >= 700 && price <= 7000)) {
  throw new Error(`--price ${values.price}: the makers quote from 600 to 8000, start between 700 and 7000`);
}
if (!Number.isSafeInteger(head) || head <= 0) {
  throw new Error(`--head ${values.head}: not Unix seconds`);
}

const unknown = values.with.filter((name) => !EXTRAS[name]);
if (unknown.length > 0) {
  throw new Error(`--with ${unknown.join(" ")}: there are ${Object.keys(EXTRAS).join(", ")}`);
}
const extras = await Promise.all([...new Set(values.with)].sort().map((name) => EXTRAS[name]()));

const cache = join(testChain, ".cache");
const folder = join(cache, `origin-${fingerprint({ price, head, with: extras.map(({ NAME }) => NAME) })}`);
if (!existsSync(folder)) {
  await build();
}
console.log(folder);

/** Names the result by the scripts, the locked packages, what we compiled for them, and the arguments. */
function fingerprint(parameters) {
  const hash = createHash("sha256").update(JSON.stringify(parameters));
  const inputs = ["chain", "chain/origin", ...readdirSync(join(testChain, "protocols")).map((p) => `protocols/${p}`)];
  for (const input of inputs) {
    for (const file of readdirSync(join(testChain, input)).sort()) {
      if (file === "package-lock.json" || (file.endsWith(".mjs") && !file.startsWith("serve-"))) {
        hash.update(`${input}/${file}\0`).update(readFileSync(join(testChain, input, file)));
      }
    }
  }
  for (const file of extras.flatMap(({ COMPILED_BY_US }) => COMPILED_BY_US)) {
    hash.update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}

async function build() {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, "building-"));
  const node = await startAnvil({
    timestamp: head - HISTORY_SECONDS - CONSTRUCTION_SECONDS,
    dumpState: join(draft, "state.json"),
  });
  try {
    const chain = new Chain(node.url);
    await construct(chain);
    writeFileSync(join(draft, "addresses.json"), json(chain.addresses));
    writeFileSync(join(draft, "published.json"), json(chain.published));
    const block = Number(await chain.request("eth_blockNumber"));
    await node.stop();
    writeFileSync(join(draft, "head.json"), json({ chainId: CHAIN_ID, block, timestamp: head }));
    renameSync(draft, folder);
    forgetOldest();
  } catch (error) {
    await node.stop();
    rmSync(draft, { recursive: true });
    // Somebody else may have built the same thing meanwhile.
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

/** Keeps the cache from growing with every change of a script. */
function forgetOldest() {
  const age = (path) => statSync(path).mtimeMs;
  readdirSync(cache)
    .filter((name) => name.startsWith("origin-"))
    .map((name) => join(cache, name))
    .sort((a, b) => age(b) - age(a))
    .slice(CHAINS_KEPT)
    .forEach((path) => rmSync(path, { recursive: true, force: true }));
}

async function construct(chain) {
  await chain.request("anvil_setBlockTimestampInterval", 1);
  const accounts = await nameAccounts(chain);
  const step = async (what, work) => {
    console.error(`origin chain: ${what}`);
    return work();
  };

  const asked = { chain, accounts, price, head };
  const shared = extras.reduce((wanted, { prepare }) => prepare?.(wanted) ?? wanted, asked);
  shared.tokens = await step("tokens", () => deployTokens(shared));
  await step("Multicall3", () => deployMulticall(shared));
  shared.feeds = await step("Chainlink feeds", () => deployChainlink(shared));
  await step("Uniswap v3", () => deployUniswap(shared));
  await step("Aave v3", () => deployAave(shared));
  const perp = await step("Perp v2", () => deployPerp(shared));
  await step("history", () => passTime(chain, head - HISTORY_SECONDS));
  await step("Perp v2 makers", () => perp.open());
  for (const { NAME, deploy } of extras) {
    await step(NAME, () => deploy(shared));
  }
  await step("head", () => reachHead(chain, shared.feeds));
}

async function nameAccounts(chain) {
  const all = await chain.request("eth_accounts");
  const [owner, liquidityProvider, arbitrageur, , ...rest] = all;
  const submitters = rest.slice(0, 3);
  const named = { owner, liquidityProvider, arbitrageur };
  for (const [name, address] of Object.entries(named)) {
    chain.record(`accounts.${name}`, address);
  }
  submitters.forEach((address, i) => chain.record(`accounts.oracle${i + 1}`, address));
  for (const account of all) {
    await chain.request("anvil_setBalance", account, `0x${ACCOUNT_ETHER.toString(16)}`);
  }
  return { ...named, submitters };
}

/** Mines a few blocks up to the given time, so that averages over the past have a past. */
async function passTime(chain, until) {
  const from = await chain.now();
  for (let block = 1; block <= HISTORY_BLOCKS; block++) {
    await chain.mineAt(Math.round(from + ((until - from) * block) / HISTORY_BLOCKS));
  }
}

/**
 * Ends on fresh answers of both feeds and a last block at exactly the head's time, with the base fee that forks
 * go on with: whoever asks what fee to offer gets a useful answer.
 */
async function reachHead(chain, feeds) {
  await passTime(chain, head - 60);
  await feeds.ethUsd.submit(price);
  await feeds.usdcUsd.submit(1);
  await chain.request("anvil_setNextBlockBaseFeePerGas", `0x${HEAD_BASE_FEE_WEI.toString(16)}`);
  await chain.mineAt(head);
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
