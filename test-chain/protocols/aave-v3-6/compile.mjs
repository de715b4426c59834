/**
 * Compiles Aave v3.6, which is published as source only: twelve seconds of work, done once. The result, an artifact for
 * each contract, lies in a folder named by everything it is made from.
 *
 *   node compile.mjs      compiles unless that was done, and prints the folder
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const artifacts = join(here, "artifacts");

const AAVE = "@aave-dao/aave-v3-origin/src/contracts";
const CONTRACTS = [
  ...["PoolInstance", "PoolConfiguratorInstance", "ATokenInstance", "VariableDebtTokenInstance"].map(
    (contract) => `instances/${contract}`,
  ),
  ...["SupplyLogic", "BorrowLogic", "FlashLoanLogic", "LiquidationLogic", "PoolLogic", "ConfiguratorLogic"].map(
    (library) => `protocol/libraries/logic/${library}`,
  ),
  "protocol/libraries/helpers/Errors",
  "protocol/configuration/PoolAddressesProvider",
  "protocol/configuration/ACLManager",
  "misc/aave-upgradeability/InitializableImmutableAdminUpgradeabilityProxy",
  "misc/AaveOracle",
  "misc/DefaultReserveInterestRateStrategyV2",
  "helpers/AaveProtocolDataProvider",
  "helpers/LiquidationDataProvider",
];
/** As its own build has them. */
const SETTINGS = {
  evmVersion: "shanghai",
  optimizer: { enabled: true, runs: 200 },
  // The compiler's own remappings: an import that is only redirected would define the same interface twice.
  remappings: [
    "openzeppelin-contracts/contracts/=@openzeppelin/contracts/",
    "openzeppelin-contracts-upgradeable/contracts/=@openzeppelin/contracts-upgradeable/",
    "solidity-utils/contracts/=@bgd-labs/solidity-utils/src/contracts/",
  ],
  outputSelection: {
    "*": { "*": ["abi", "evm.bytecode.object", "evm.bytecode.linkReferences", "evm.deployedBytecode.object"] },
  },
};

/** @returns the folder of the artifacts, `Name.json` each */
export function compiled(say = () => {}) {
  const folder = join(artifacts, fingerprint());
  if (!existsSync(folder)) {
    say("compiling Aave v3.6, which is done once");
    store(compile(), folder);
  }
  return folder;
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const file of ["compile.mjs", "package-lock.json"]) {
    hash.update(readFileSync(join(here, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

function compile() {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(CONTRACTS.map((path) => [`${AAVE}/${path}.sol`, { content: source(`${AAVE}/${path}.sol`) }])),
    settings: SETTINGS,
  };
  const solc = require("solc");
  const find = (path) => {
    try {
      return { contents: source(path) };
    } catch (problem) {
      return { error: problem.message };
    }
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find }));
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  }
  return CONTRACTS.map((path) => {
    const { abi, evm } = output.contracts[`${AAVE}/${path}.sol`][basename(path)];
    const { object, linkReferences } = evm.bytecode;
    return {
      contractName: basename(path),
      abi,
      bytecode: `0x${object}`,
      deployedBytecode: `0x${evm.deployedBytecode.object}`,
      linkReferences,
    };
  });
}

const source = (path) => readFileSync(join(modules, path), "utf8");

/** All or nothing; what an older lock file or script led to goes. */
function store(contracts, folder) {
  mkdirSync(artifacts, { recursive: true });
  const draft = mkdtempSync(join(artifacts, "compiling-"));
  for (const contract of contracts) {
    writeFileSync(join(draft, `${contract.contractName}.json`), JSON.stringify(contract));
  }
  try {
    renameSync(draft, folder);
  } catch (problem) {
    rmSync(draft, { recursive: true });
    // Somebody else may have compiled the same meanwhile.
    if (!existsSync(folder)) throw problem;
  }
  for (const old of readdirSync(artifacts)) {
    if (old !== basename(folder) && !old.startsWith("compiling-")) {
      rmSync(join(artifacts, old), { recursive: true, force: true });
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(compiled(console.error));
}
