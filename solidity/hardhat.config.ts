import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

// The compiler is the npm package, named by path: nothing is downloaded.
export default defineConfig({
  solidity: {
    npmFilesToBuild: ["@openzeppelin/contracts/governance/TimelockController.sol"],
    profiles: {
      default: {
        compilers: [
          {
            version: "0.8.30",
            path: require.resolve("solc/soljson.js"),
            settings: { optimizer: { enabled: true, runs: 200 }, evmVersion: "cancun" },
          },
        ],
      },
    },
  },
  // needed to fork a local chain of id 31337, which Hardhat does not know by itself
  chainDescriptors: { 31337: { name: "local", chainType: "l1", hardforkHistory: { prague: { blockNumber: 0 } } } },
  networks: {
    node: {
      type: "edr-simulated",
      chainType: "l1",
      chainId: 31337,
      hardfork: "prague",
      allowUnlimitedContractSize: false,
    },
  },
  test: { solidity: { fuzz: { runs: 128 }, invariant: { runs: 24, depth: 24, failOnRevert: true } } },
});
