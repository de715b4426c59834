import { artifactsBeside } from "../../chain/origin/artifacts.mjs";
import { sqrtRatioX96 } from "../../chain/origin/prices.mjs";

const artifacts = artifactsBeside(import.meta.url);
const artifact = (contract) => artifacts.hardhat("@uniswap/v3-periphery", contract);

const FEE = 500;
const TICK_SPACING = 10;
/** The makers quote within two per cent of parity. */
const HALF_WIDTH_TICKS = 200;
const DEADLINE = 2n ** 40n;

/**
 * Where a synth is bought and sold for what it stands for: a pool of its own on the shared Uniswap v3, at parity. Of
 * fifty million dollars on either side, a swap of 100,000 costs a fifth of a basis point and the fee.
 *
 * @param synth,original the two tokens: `contract`, `unit` (of one whole), `depth` (whole ones on either side) and
 *     `provide(to, amount)`, which gets them there
 */
export async function openParityPool({ chain, accounts }, synth, original) {
  const provider = accounts.liquidityProvider;
  const positionManager = chain.at(
    chain.addresses["uniswapV3.positionManager"],
    artifact("NonfungiblePositionManager").abi,
  );
  const amountOf = ({ depth, unit }) => depth * unit;
  for (const token of [synth, original]) {
    await token.provide(provider, amountOf(token));
    await token.contract.send(provider, "approve", positionManager.address, amountOf(token));
  }
  const synthFirst = BigInt(synth.contract.address) < BigInt(original.contract.address);
  const [token0, token1] = synthFirst ? [synth, original] : [original, synth];
  await positionManager.send(
    provider,
    "createAndInitializePoolIfNecessary",
    token0.contract.address,
    token1.contract.address,
    FEE,
    sqrtRatioX96(token1.unit, token0.unit),
  );
  const ratio = Number(token1.unit) / Number(token0.unit);
  const middle = Math.round(Math.log(ratio) / Math.log(1.0001) / TICK_SPACING) * TICK_SPACING;
  await positionManager.send(provider, "mint", {
    token0: token0.contract.address,
    token1: token1.contract.address,
    fee: FEE,
    tickLower: middle - HALF_WIDTH_TICKS,
    tickUpper: middle + HALF_WIDTH_TICKS,
    amount0Desired: amountOf(token0),
    amount1Desired: amountOf(token1),
    amount0Min: 0n,
    amount1Min: 0n,
    recipient: provider,
    deadline: DEADLINE,
  });
}

/** A router of its own, since a policy knows one rule for each contract and the shared router has that of WETH and USDC. */
export function deployRouter({ chain, accounts, tokens }, name) {
  return chain.deploy(accounts.owner, artifact("SwapRouter"), {
    args: [chain.addresses["uniswapV3.factory"], tokens.weth.address],
    name,
  });
}
