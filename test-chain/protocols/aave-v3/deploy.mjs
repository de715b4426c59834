import { artifactsBeside } from "../../chain/origin/artifacts.mjs";
import { Market, NO_ADDRESS, RESERVES } from "./market.mjs";

const artifacts = artifactsBeside(import.meta.url);
const FOLDERS = {
  PoolAddressesProvider: "protocol/configuration",
  ACLManager: "protocol/configuration",
  InitializableImmutableAdminUpgradeabilityProxy: "protocol/libraries/aave-upgradeability",
  Pool: "protocol/pool",
  PoolConfigurator: "protocol/pool",
  DefaultReserveInterestRateStrategy: "protocol/pool",
  AToken: "protocol/tokenization",
  StableDebtToken: "protocol/tokenization",
  VariableDebtToken: "protocol/tokenization",
  AaveOracle: "misc",
  AaveProtocolDataProvider: "misc",
};
const LIBRARIES = "protocol/libraries/logic";
const artifact = (contract) => artifacts.hardhat("@aave/core-v3", `${FOLDERS[contract] ?? LIBRARIES}/${contract}`);

const RAY_PER_TEN_THOUSANDTH = 10n ** 23n;

/** Aave v3.0 with a WETH and a USDC reserve, priced by the shared feeds. */
export async function deploy(shared) {
  const market = new Market(shared, "aaveV3", artifact);
  await market.openProvider();
  const implementations = await deployPool(market);
  await market.appointOwner();
  const pool = await market.behindProxy("Pool", implementations.pool, "pool");
  const configurator = await market.behindProxy(
    "PoolConfigurator",
    implementations.configurator,
    "poolConfigurator",
  );
  await market.deployOracle();
  await market.deployDataProvider();
  await openReserves(market, pool, configurator);
  await market.setRiskParameters(configurator);
  await market.recordReserveTokens();
  await market.fillReserves(pool);
}

async function deployPool(market) {
  const libraries = await market.deployLibraries([
    "SupplyLogic",
    "BorrowLogic",
    "LiquidationLogic",
    "EModeLogic",
    "BridgeLogic",
    "PoolLogic",
    "ConfiguratorLogic",
    "FlashLoanLogic",
  ]);
  const pool = await market.deploy("Pool", {
    args: [market.provider.address],
    libraries,
    name: "poolImplementation",
  });
  await pool.send(market.owner, "initialize", market.provider.address);
  const configurator = await market.deploy("PoolConfigurator", { libraries, name: "poolConfiguratorImplementation" });
  return { pool, configurator };
}

async function openReserves(market, pool, configurator) {
  const implementation = async (name) => (await market.deploy(name, { args: [pool.address] })).address;
  const shared = {
    aTokenImpl: await implementation("AToken"),
    stableDebtTokenImpl: await implementation("StableDebtToken"),
    variableDebtTokenImpl: await implementation("VariableDebtToken"),
    treasury: market.owner,
    incentivesController: NO_ADDRESS,
    params: "0x10",
  };
  const inits = [];
  for (const [key, reserve] of Object.entries(RESERVES)) {
    const strategy = await market.deploy("DefaultReserveInterestRateStrategy", {
      args: [
        market.provider.address,
        ...Object.values(reserve.rates).map((bps) => BigInt(bps) * RAY_PER_TEN_THOUSANDTH),
      ],
    });
    inits.push({
      ...shared,
      underlyingAsset: market.tokens[key].address,
      underlyingAssetDecimals: reserve.decimals,
      interestRateStrategyAddress: strategy.address,
      aTokenName: `Aave ${reserve.symbol}`,
      aTokenSymbol: `a${reserve.symbol}`,
      variableDebtTokenName: `Aave variable debt ${reserve.symbol}`,
      variableDebtTokenSymbol: `variableDebt${reserve.symbol}`,
      stableDebtTokenName: `Aave stable debt ${reserve.symbol}`,
      stableDebtTokenSymbol: `stableDebt${reserve.symbol}`,
    });
  }
  await configurator.send(market.owner, "initReserves", inits);
}
