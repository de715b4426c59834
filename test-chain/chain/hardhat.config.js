import { defineConfig } from "hardhat/config";

const forkUrl = setting("EVENKEEL_FORK_URL");
const chainId = Number(setting("EVENKEEL_FORK_CHAIN_ID"));

/** Networks whose rules Hardhat knows by itself. */
const KNOWN_ETHEREUM = new Set([1, 17_000, 560_048, 11_155_111]);
const KNOWN_OPTIMISM = new Set([10, 8453, 84_532, 11_155_420]);
const chainType = KNOWN_OPTIMISM.has(chainId) ? "op" : "l1";
const known = KNOWN_ETHEREUM.has(chainId) || KNOWN_OPTIMISM.has(chainId);

/**
 * The keeper's chain: a fork that mines when it is told to.
 *
 * A fork's disk cache is keyed by the address of the node it forks, so that a new chain behind an old
 * port would be served from the past. The cache folder therefore belongs to one run.
 */
export default defineConfig({
  paths: { cache: setting("EVENKEEL_FORK_CACHE") },
  chainDescriptors: known ? {} : { [chainId]: rulesSinceTheFirstBlock("forked", "prague") },
  networks: {
    fork: {
      type: "edr-simulated",
      chainType,
      chainId,
      forking: { enabled: true, url: forkUrl, ...forkBlock() },
      mining: { auto: process.env.EVENKEEL_FORK_AUTOMINE === "true", interval: 0 },
      ...(known ? {} : { hardfork: "prague" }),
    },
  },
});

/** Without a history, Hardhat does not know which rules apply at the forked block and refuses to read it. */
function rulesSinceTheFirstBlock(name, hardfork) {
  return { name, chainType, hardforkHistory: { [hardfork]: { blockNumber: 0 } } };
}

/** Left to itself, Hardhat forks some 128 blocks behind the head, which an origin chain no longer has. */
function forkBlock() {
  const number = process.env.EVENKEEL_FORK_BLOCK;
  return number ? { blockNumber: Number(number) } : {};
}

function setting(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}
