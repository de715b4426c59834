// Copies the ABI of every contract the keeper talks to from where it is published: the npm packages installed
// below test-chain/ and our own artifacts below solidity/. `--check` only compares and lists what differs.
//
//   node contracts-bindings/refresh-abis.mjs [--check]

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { compiled as aave36 } from "../test-chain/protocols/aave-v3-6/compile.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const repository = dirname(here);
const abiFolder = join(here, "src", "main", "abi");
const installed = (protocol) => join(repository, "test-chain", "protocols", protocol, "node_modules");

const ourArtifacts = join(repository, "solidity", "artifacts", "contracts");

const hardhatArtifacts = (protocol, root, contracts) =>
  contracts.map((path) => ({
    protocol,
    contract: basename(path),
    read: () => artifact(join(installed(protocol), root, `${path.replace(/([^/]+)$/, "$1.sol/$1")}.json`)).abi,
  }));

/** What the keeper calls without knowing which contract of ours it is. */
const OUR_INTERFACES = ["ICallRule", "IGauge", "IPriceSource"];

const sources = [
  ...hardhatArtifacts("perp-v2", "@perp/curie-contract/artifacts/contracts", [
    "AccountBalance",
    "BaseToken",
    "ClearingHouse",
    "ClearingHouseConfig",
    "CollateralManager",
    "Exchange",
    "InsuranceFund",
    "MarketRegistry",
    "OrderBook",
    "Vault",
  ]),
  ...hardhatArtifacts("aave-v3", "@aave/core-v3/artifacts/contracts", [
    "misc/AaveOracle",
    "misc/AaveProtocolDataProvider",
    "protocol/pool/Pool",
    "protocol/pool/PoolConfigurator",
    "protocol/tokenization/AToken",
    "protocol/tokenization/VariableDebtToken",
    // the test chain's USDC and WETH
    "dependencies/weth/WETH9",
    "mocks/tokens/MintableERC20",
  ]),
  ...hardhatArtifacts("uniswap-v3", "@uniswap/v3-core/artifacts/contracts", ["UniswapV3Factory", "UniswapV3Pool"]),
  ...hardhatArtifacts("uniswap-v3", "@uniswap/v3-periphery/artifacts/contracts", [
    "NonfungiblePositionManager",
    "SwapRouter",
    "lens/QuoterV2",
  ]),
  ...["AccessControlledAggregator", "EACAggregatorProxy"].map((contract) => ({
    protocol: "chainlink",
    contract,
    read: () => artifact(join(installed("chainlink"), "@chainlink/contracts/abi/v0.6", `${contract}.json`)).compilerOutput.abi,
  })),
  // Behind one proxy; of each what the keeper sends and reads.
  ...["PerpsV2Market", "PerpsV2MarketDelayedIntent", "PerpsV2MarketDelayedExecution"].map((contract) => ({
    protocol: "perps-v2",
    contract,
    read: () => synthetixSources()[contract].abi,
  })),
  ...hardhatArtifacts("lyra", "@lyrafinance/protocol/dist/artifacts/contracts", [
    "LiquidityPool",
    "OptionGreekCache",
    "OptionMarket",
    "OptionMarketPricer",
    "OptionToken",
    "ShortCollateral",
    "SynthetixAdapter",
  ]),
  {
    protocol: "aave-v3-6",
    // what its generation refuses with; what the keeper calls there has the shape it had in v3.0
    contract: "Errors",
    read: () => artifact(join(aave36(), "Errors.json")).abi,
  },
  {
    protocol: "multicall3",
    contract: "Multicall3",
    read: () => viemAbis().multicall3Abi,
  },
  {
    protocol: "erc20",
    contract: "ERC20",
    read: () => viemAbis().erc20Abi,
  },
  // No package of GMX v2 may be taken over, so these are our own words for it.
  ...["ExchangeRouter", "Reader", "Errors"].map((contract) => ({
    protocol: "gmx-v2",
    contract,
    read: () => artifact(join(ourArtifacts, "external/gmx/IGmxV2.sol", `IGmxV2${contract}.json`)).abi,
  })),
  ...ourContracts(),
];

function artifact(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function synthetixSources() {
  return artifact(join(installed("perps-v2"), "synthetix/publish/deployed/mainnet-ovm/deployment.json")).sources;
}

function viemAbis() {
  return createRequire(join(installed("multicall3"), "package.json"))("viem");
}

/** Every contract of ours that can be deployed, except what only tests use. */
function ourContracts() {
  const root = ourArtifacts;
  if (!existsSync(root)) throw new Error("solidity/ is not compiled: run `npm run build` there first");
  return readdirSync(root, { recursive: true })
    .filter((path) => path.endsWith(".json") && !path.endsWith(".dbg.json"))
    .filter((path) => !/(^|\/)(tests?|mocks?)\//.test(path) && !path.includes(".t.sol/"))
    .map((path) => ({ contract: basename(path, ".json"), ...artifact(join(root, path)) }))
    .filter(
      ({ contract, abi, bytecode }) =>
        OUR_INTERFACES.includes(contract) || (bytecode !== "0x" && abi.some(({ type }) => type === "function")),
    )
    .map(({ contract, abi }) => ({ protocol: "evenkeel", contract, read: () => abi }));
}

function main(check) {
  const wanted = new Map(
    sources.map(({ protocol, contract, read }) => [
      join(protocol, `${contract}.json`),
      `${JSON.stringify(read(), null, 2)}\n`,
    ]),
  );
  const committed = existsSync(abiFolder)
    ? readdirSync(abiFolder, { recursive: true }).filter((name) => name.endsWith(".json"))
    : [];
  const differing = [...wanted].filter(
    ([name, text]) => !committed.includes(name) || readFileSync(join(abiFolder, name), "utf8") !== text,
  );
  const orphaned = committed.filter((name) => !wanted.has(name));

  if (check) {
    for (const [name] of differing) console.log(`differs from what is published: ${name}`);
    for (const name of orphaned) console.log(`published nowhere: ${name}`);
    process.exitCode = differing.length + orphaned.length > 0 ? 1 : 0;
    return;
  }
  for (const [name, text] of differing) {
    mkdirSync(dirname(join(abiFolder, name)), { recursive: true });
    writeFileSync(join(abiFolder, name), text);
    console.log(`wrote ${name}`);
  }
  for (const name of orphaned) {
    rmSync(join(abiFolder, name));
    console.log(`removed ${name}`);
  }
}

main(process.argv.includes("--check"));
