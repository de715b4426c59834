import { amount, ETHER, USDC_UNIT } from "../../chain/origin/prices.mjs";

/** What both generations of Aave v3 are given alike: reserves, parameters, administration, and others' business. */

export const NO_ADDRESS = "0x0000000000000000000000000000000000000000";
const VARIABLE_RATE = 2n;
const NO_REFERRAL = 0;
const UNBOUNDED = 2n ** 256n - 1n;

// Interest curves and risk parameters as Aave's Ethereum market had them; rates and ratios in bps. The stable rates are
// for the first generation only.
export const RESERVES = {
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

/**
 * One market under construction.
 *
 * @param prefix of the names its contracts are recorded under
 * @param artifact finds a contract's compiler output by its name
 */
export class Market {
  constructor({ chain, accounts, tokens, feeds }, prefix, artifact) {
    Object.assign(this, { chain, accounts, tokens, feeds, prefix, artifact });
    this.owner = accounts.owner;
  }

  deploy(contract, { name, ...options } = {}) {
    const recorded = name && `${this.prefix}.${name}`;
    return this.chain.deploy(this.owner, this.artifact(contract), { ...options, name: recorded });
  }

  async openProvider() {
    this.provider = await this.deploy("PoolAddressesProvider", {
      args: ["Evenkeel", this.owner],
      name: "addressesProvider",
    });
    return this.provider;
  }

  /** @returns addresses by name; the last of them is linked to those before */
  async deployLibraries(names) {
    const libraries = {};
    for (const name of names) {
      libraries[name] = (await this.deploy(name, { libraries })).address;
    }
    return libraries;
  }

  async appointOwner() {
    await this.provider.send(this.owner, "setACLAdmin", this.owner);
    const roles = await this.deploy("ACLManager", { args: [this.provider.address], name: "aclManager" });
    await this.provider.send(this.owner, "setACLManager", roles.address);
    for (const role of ["addPoolAdmin", "addEmergencyAdmin", "addRiskAdmin"]) {
      await roles.send(this.owner, role, this.owner);
    }
  }

  /** Installs an implementation; the provider puts a proxy of its own in front of it. */
  async behindProxy(contract, implementation, name) {
    await this.provider.send(this.owner, `set${contract}Impl`, implementation.address);
    const proxy = await this.provider.read(`get${contract}`);
    this.chain.record(
      `${this.prefix}.${name}`,
      proxy,
      this.artifact("InitializableImmutableAdminUpgradeabilityProxy"),
    );
    return this.chain.at(proxy, implementation.abi);
  }

  async deployOracle() {
    const { tokens, feeds } = this;
    const oracle = await this.deploy("AaveOracle", {
      args: [
        this.provider.address,
        [tokens.weth.address, tokens.usdc.address],
        [feeds.ethUsd.address, feeds.usdcUsd.address],
        NO_ADDRESS, // no fallback oracle
        NO_ADDRESS, // prices in USD
        10n ** 8n, // with eight decimals
      ],
      name: "oracle",
    });
    await this.provider.send(this.owner, "setPriceOracle", oracle.address);
  }

  async deployDataProvider() {
    this.data = await this.deploy("AaveProtocolDataProvider", {
      args: [this.provider.address],
      name: "protocolDataProvider",
    });
    await this.provider.send(this.owner, "setPoolDataProvider", this.data.address);
  }

  async setRiskParameters(configurator) {
    const set = (functionName, ...args) => configurator.send(this.owner, functionName, ...args);
    for (const [key, reserve] of Object.entries(RESERVES)) {
      const asset = this.tokens[key].address;
      const { loanToValue, liquidationThreshold, liquidationBonus, reserveFactor } = reserve;
      await set("configureReserveAsCollateral", asset, loanToValue, liquidationThreshold, liquidationBonus);
      await set("setReserveBorrowing", asset, true);
      await set("setReserveFactor", asset, reserveFactor);
      await set("setReserveFlashLoaning", asset, true);
      await set("setLiquidationProtocolFee", asset, LIQUIDATION_PROTOCOL_FEE_BPS);
    }
  }

  async recordReserveTokens() {
    for (const [key, { symbol }] of Object.entries(RESERVES)) {
      const [aToken, , variableDebt] = await this.data.read("getReserveTokensAddresses", this.tokens[key].address);
      this.chain.record(`${this.prefix}.a${symbol}`, aToken);
      this.chain.record(`${this.prefix}.variableDebt${symbol}`, variableDebt);
    }
  }

  async fillReserves(pool) {
    const { liquidityProvider: provider, arbitrageur } = this.accounts;
    const { tokens } = this;
    await tokens.weth.sendValue(provider, SUPPLIED.weth, "deposit");
    await tokens.usdc.send(provider, "mint", provider, SUPPLIED.usdc);
    for (const key of Object.keys(RESERVES)) {
      await tokens[key].send(provider, "approve", pool.address, UNBOUNDED);
      await pool.send(provider, "supply", tokens[key].address, SUPPLIED[key], provider, NO_REFERRAL);
    }
    for (const key of Object.keys(RESERVES)) {
      await pool.send(provider, "borrow", tokens[key].address, BORROWED[key], VARIABLE_RATE, NO_REFERRAL, provider);
    }
    // Repays in a borrower's place when it liquidates.
    for (const key of Object.keys(RESERVES)) {
      await tokens[key].send(arbitrageur, "approve", pool.address, UNBOUNDED);
    }
  }
}
