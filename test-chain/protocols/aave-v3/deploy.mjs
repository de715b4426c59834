import { artifactsBeside } from "../../chain/origin/artifacts.mjs";
import { amount, ETHER, USDC_UNIT } from "../../chain/origin/prices.mjs";

const artifacts = artifactsBeside(import.meta.url);
const core = (contract) => artifacts.hardhat("@aave/core-v3", contract);

const NO_ADDRESS = "0x0000000000000000000000000000000000000000";
const RAY_PER_TEN_THOUSANDTH = 10n ** 23n;
const VARIABLE_RATE = 2n;
const NO_REFERRAL = 0;
const UNBOUNDED = 2n ** 256n - 1n;

// Interest curves and risk parameters as Aave's Ethereum market had them; rates and ratios in bps.
const RESERVES = {
  weth: {
    symbol: "WETH",
    decimals: 18,
    rates: {
      optimalUsage: 8000,
      baseVariable: 100,
      variableSlope1: 380,
      variableSlope2: 8000,
      stableSlope1: 400,
      stableSlope2: 8000,
      baseStableOffset: 300,
      stableExcessOffset: 800,
      optimalStableToTotalDebt: 2000,
    },
    loanToValue: 8000,
    liquidationThreshold: 8250,
    liquidationBonus: 10500,
    reserveFactor: 1500,
  },
  usdc: {
    symbol: "USDC",
    decimals: 6,
    rates: {
      optimalUsage: 9000,
      baseVariable: 0,
      variableSlope1: 400,
      variableSlope2: 6000,
      stableSlope1: 50,
      stableSlope2: 6000,
      baseStableOffset: 100,
      stableExcessOffset: 800,
      optimalStableToTotalDebt: 2000,
    },
    loanToValue: 7700,
    liquidationThreshold: 8000,
    liquidationBonus: 10450,
    reserveFactor: 1000,
  },
};
const LIQUIDATION_PROTOCOL_FEE_BPS = 1000;

// Others' business, so that rates are those of a market in use: 40 % of the WETH and half of the USDC is lent out.
const SUPPLIED = { weth: amount(200_000, ETHER), usdc: amount(500_000_000, USDC_UNIT) };
const BORROWED = { weth: amount(80_000, ETHER), usdc: amount(250_000_000, USDC_UNIT) };

/** Aave v3.0 with a WETH and a USDC reserve, priced by the shared feeds. */
export async function deploy({ chain, accounts, tokens, feeds }) {
  const owner = accounts.owner;
  const provider = await chain.deploy(owner, core("protocol/configuration/PoolAddressesProvider"), {
    args: ["Evenkeel", owner],
    name: "aaveV3.addressesProvider",
  });
  const libraries = await deployLibraries(chain, owner);
  const implementations = await deployPool(chain, owner, provider, libraries);
  await appointOwner(chain, owner, provider);

  const pool = await behindProxy(chain, owner, provider, "Pool", implementations.pool, "aaveV3.pool");
  const configurator = await behindProxy(
    chain,
    owner,
    provider,
    "PoolConfigurator",
    implementations.configurator,
    "aaveV3.poolConfigurator",
  );
  await deployOracle(chain, owner, provider, tokens, feeds);
  const data = await chain.deploy(owner, core("misc/AaveProtocolDataProvider"), {
    args: [provider.address],
    name: "aaveV3.protocolDataProvider",
  });
  await provider.send(owner, "setPoolDataProvider", data.address);

  await openReserves(chain, owner, { provider, pool, configurator, tokens });
  await recordReserveTokens(chain, data, tokens);
  await fillReserves(accounts.liquidityProvider, pool, tokens);
  // Repays in a borrower's place when it liquidates.
  for (const key of Object.keys(RESERVES)) {
    await tokens[key].send(accounts.arbitrageur, "approve", pool.address, UNBOUNDED);
  }
}

async function deployLibraries(chain, owner) {
  const libraries = {};
  const logic = async (name) => {
    const library = await chain.deploy(owner, core(`protocol/libraries/logic/${name}`), { libraries });
    libraries[name] = library.address;
  };
  for (const name of ["SupplyLogic", "BorrowLogic", "LiquidationLogic", "EModeLogic", "BridgeLogic", "PoolLogic"]) {
    await logic(name);
  }
  await logic("ConfiguratorLogic");
  await logic("FlashLoanLogic"); // last: it is linked to BorrowLogic
  return libraries;
}

async function deployPool(chain, owner, provider, libraries) {
  const pool = await chain.deploy(owner, core("protocol/pool/Pool"), {
    args: [provider.address],
    libraries,
    name: "aaveV3.poolImplementation",
  });
  await pool.send(owner, "initialize", provider.address);
  const configurator = await chain.deploy(owner, core("protocol/pool/PoolConfigurator"), {
    libraries,
    name: "aaveV3.poolConfiguratorImplementation",
  });
  return { pool, configurator };
}

async function appointOwner(chain, owner, provider) {
  await provider.send(owner, "setACLAdmin", owner);
  const roles = await chain.deploy(owner, core("protocol/configuration/ACLManager"), {
    args: [provider.address],
    name: "aaveV3.aclManager",
  });
  await provider.send(owner, "setACLManager", roles.address);
  for (const role of ["addPoolAdmin", "addEmergencyAdmin", "addRiskAdmin"]) {
    await roles.send(owner, role, owner);
  }
}

/** Installs an implementation; the provider puts a proxy of its own in front of it. */
async function behindProxy(chain, owner, provider, contract, implementation, name) {
  await provider.send(owner, `set${contract}Impl`, implementation.address);
  const proxy = await provider.read(`get${contract}`);
  chain.record(
    name,
    proxy,
    core("protocol/libraries/aave-upgradeability/InitializableImmutableAdminUpgradeabilityProxy"),
  );
  return chain.at(proxy, implementation.abi);
}

async function deployOracle(chain, owner, provider, tokens, feeds) {
  const oracle = await chain.deploy(owner, core("misc/AaveOracle"), {
    args: [
      provider.address,
      [tokens.weth.address, tokens.usdc.address],
      [feeds.ethUsd.address, feeds.usdcUsd.address],
      NO_ADDRESS, // no fallback oracle
      NO_ADDRESS, // prices in USD
      10n ** 8n, // with eight decimals
    ],
    name: "aaveV3.oracle",
  });
  await provider.send(owner, "setPriceOracle", oracle.address);
}

async function openReserves(chain, owner, { provider, pool, configurator, tokens }) {
  const implementation = async (name) =>
    (await chain.deploy(owner, core(`protocol/tokenization/${name}`), { args: [pool.address] })).address;
  const shared = {
    aTokenImpl: await implementation("AToken"),
    stableDebtTokenImpl: await implementation("StableDebtToken"),
    variableDebtTokenImpl: await implementation("VariableDebtToken"),
    treasury: owner,
    incentivesController: NO_ADDRESS,
    params: "0x10",
  };
  const inits = [];
  for (const [key, reserve] of Object.entries(RESERVES)) {
    const strategy = await chain.deploy(owner, core("protocol/pool/DefaultReserveInterestRateStrategy"), {
      args: [provider.address, ...Object.values(reserve.rates).map((bps) => BigInt(bps) * RAY_PER_TEN_THOUSANDTH)],
    });
    inits.push({
      ...shared,
      underlyingAsset: tokens[key].address,
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
  await configurator.send(owner, "initReserves", inits);
  for (const [key, reserve] of Object.entries(RESERVES)) {
    const asset = tokens[key].address;
    await configurator.send(
      owner,
      "configureReserveAsCollateral",
      asset,
      reserve.loanToValue,
      reserve.liquidationThreshold,
      reserve.liquidationBonus,
    );
    await configurator.send(owner, "setReserveBorrowing", asset, true);
    await configurator.send(owner, "setReserveFactor", asset, reserve.reserveFactor);
    await configurator.send(owner, "setReserveFlashLoaning", asset, true);
    await configurator.send(owner, "setLiquidationProtocolFee", asset, LIQUIDATION_PROTOCOL_FEE_BPS);
  }
}

async function recordReserveTokens(chain, data, tokens) {
  for (const [key, { symbol }] of Object.entries(RESERVES)) {
    const [aToken, , variableDebt] = await data.read("getReserveTokensAddresses", tokens[key].address);
    chain.record(`aaveV3.a${symbol}`, aToken);
    chain.record(`aaveV3.variableDebt${symbol}`, variableDebt);
  }
}

async function fillReserves(provider, pool, tokens) {
  await tokens.weth.sendValue(provider, SUPPLIED.weth, "deposit");
  await tokens.usdc.send(provider, "mint", provider, SUPPLIED.usdc);
  for (const key of Object.keys(RESERVES)) {
    await tokens[key].send(provider, "approve", pool.address, UNBOUNDED);
    await pool.send(provider, "supply", tokens[key].address, SUPPLIED[key], provider, NO_REFERRAL);
  }
  for (const key of Object.keys(RESERVES)) {
    await pool.send(provider, "borrow", tokens[key].address, BORROWED[key], VARIABLE_RATE, NO_REFERRAL, provider);
  }
}
