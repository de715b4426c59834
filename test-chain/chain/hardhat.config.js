import { defineConfig } from "hardhat/config";

const forkUrl = setting("EVENKEEL_FORK_URL");
const chainId = Number(setting("EVENKEEL_FORK_CHAIN_ID"));

/**
 * The keeper's chain: a fork that mines when it is told to.
 *
 * A fork's disk cache is keyed by the address of the node it forks, so that a new chain behind an old
 * port would be served from the past. The cache folder therefore belongs to one run.
 */
export default defineConfig({
  paths: { cache: setting("EVENKEEL_FORK_CACHE") },
  chainDescriptors: {
    // Without a history of its own, Hardhat does not know which rules apply at the forked block.
    [chainId]: {
      name: "forked",
      chainType: "l1",
      hardforkHistory: { prague: { blockNumber: 0 } },
    },
  },
  networks: {
    fork: {
      type: "edr-simulated",
      chainType: "l1",
      chainId,
      hardfork: "prague",
      forking: { enabled: true, url: forkUrl, ...forkBlock() },
      mining: { auto: process.env.EVENKEEL_FORK_AUTOMINE === "true", interval: 0 },
    },
  },
});

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
