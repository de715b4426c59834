import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { Market, NO_ADDRESS, RESERVES } from "../aave-v3/market.mjs";
import { compiled } from "./compile.mjs";

export const NAME = "aave-v3-6";
const UNWINDER = new URL(
  "../../../solidity/artifacts/contracts/helpers/AaveV3Unwinder.sol/AaveV3Unwinder.json",
  import.meta.url,
);
/** What pays loans back out of their collateral, once for each generation. */
export const COMPILED_BY_US = [UNWINDER];

const testChain = fileURLToPath(new URL("../..", import.meta.url));

/** Aave v3.6 beside v3.0: the same reserves, parameters and depth, priced by the same feeds. */
export async function deploy(shared) {
  const folder = compiled((text) => console.error(`origin chain: ${text}`));
  const market = new Market(shared, "aaveV36", (contract) => artifact(folder, contract));
  const provider = await market.openProvider();
  const strategy = await market.deploy("DefaultReserveInterestRateStrategyV2", { args: [provider.address] });
  const libraries = await market.deployLibraries([
    "SupplyLogic",
    "BorrowLogic",
    "LiquidationLogic",
    "PoolLogic",
    "ConfiguratorLogic",
    "FlashLoanLogic",
  ]);
  const implementations = {
    pool: await market.deploy("PoolInstance", {
      args: [provider.address, strategy.address],
      libraries,
      name: "poolImplementation",
    }),
    configurator: await market.deploy("PoolConfiguratorInstance", {
      libraries,
      name: "poolConfiguratorImplementation",
    }),
  };
  await market.appointOwner();
  await market.deployOracle();
  const pool = await market.behindProxy("Pool", implementations.pool, "pool");
  const configurator = await market.behindProxy("PoolConfigurator", implementations.configurator, "poolConfigurator");
  await market.deployDataProvider();
  await market.deploy("LiquidationDataProvider", {
    args: [pool.address, provider.address],
    name: "liquidationDataProvider",
  });
  await openReserves(market, pool, configurator);
  await market.setRiskParameters(configurator);
  await market.recordReserveTokens();
  await market.fillReserves(pool);
  for (const prefix of ["aaveV3", "aaveV36"]) {
    await deployUnwinder(shared, prefix);
  }
}

/** Entered without an artifact: it is nobody's published code. */
async function deployUnwinder({ chain, accounts, tokens }, prefix) {
  const { contractName, abi, bytecode } = JSON.parse(readFileSync(UNWINDER, "utf8"));
  const places = [chain.addresses[`${prefix}.pool`], chain.addresses["uniswapV3.pool"]];
  const unwinder = await chain.deploy(
    accounts.owner,
    { name: contractName, abi, creationCode: bytecode, linkReferences: {} },
    { args: [...places, tokens.weth.address, tokens.usdc.address] },
  );
  chain.record(`${prefix}.unwinder`, unwinder.address);
}

async function openReserves(market, pool, configurator) {
  const aToken = await market.deploy("ATokenInstance", { args: [pool.address, NO_ADDRESS, market.owner] });
  const debtToken = await market.deploy("VariableDebtTokenInstance", { args: [pool.address, NO_ADDRESS] });
  const inits = Object.entries(RESERVES).map(([key, { symbol, rates }]) => ({
    aTokenImpl: aToken.address,
    variableDebtTokenImpl: debtToken.address,
    underlyingAsset: market.tokens[key].address,
    aTokenName: `Aave 3.6 ${symbol}`,
    aTokenSymbol: `a36${symbol}`,
    variableDebtTokenName: `Aave 3.6 variable debt ${symbol}`,
    variableDebtTokenSymbol: `variableDebt36${symbol}`,
    params: "0x10",
    interestRateData: words(rates.optimalUsage, rates.baseVariable, rates.variableSlope1, rates.variableSlope2),
  }));
  await configurator.send(market.owner, "initReserves", inits);
}

/** As the interest rate strategy decodes its parameters: numbers of 32 bytes each. */
function words(...numbers) {
  return `0x${numbers.map((number) => number.toString(16).padStart(64, "0")).join("")}`;
}

function artifact(folder, contract) {
  const file = join(folder, `${contract}.json`);
  const { abi, bytecode, linkReferences } = JSON.parse(readFileSync(file, "utf8"));
  return { name: contract, file: relative(testChain, file), abi, creationCode: bytecode, linkReferences };
}
