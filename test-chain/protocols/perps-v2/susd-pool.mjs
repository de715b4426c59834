import { artifactsBeside } from "../../chain/origin/artifacts.mjs";
import { ETHER, sqrtRatioX96, USDC_UNIT } from "../../chain/origin/prices.mjs";

const uniswap = artifactsBeside(new URL("../uniswap-v3/deploy.mjs", import.meta.url));

const FEE = 500;
const TICK_SPACING = 10;
/** The makers quote within two per cent of parity. */
const HALF_WIDTH_TICKS = 200;
/** Whole dollars on either side: a swap of 100,000 costs a fifth of a basis point and the fee. */
const DEPTH = 50_000_000n;
const DEADLINE = 2n ** 40n;

/**
 * Where sUSD is bought and sold for USDC: a pool of its own on the shared Uniswap v3, at parity, and a router of its own,
 * since a policy knows one rule for each contract and the shared router has that of WETH and USDC.
 */
export async function openSusdPool({ chain, accounts, tokens }, susd, issueSusd) {
  const provider = accounts.liquidityProvider;
  const artifact = (contract) => uniswap.hardhat("@uniswap/v3-periphery", contract);
  const positionManager = chain.at(
    chain.addresses["uniswapV3.positionManager"],
    artifact("NonfungiblePositionManager").abi,
  );
  const susdAmount = DEPTH * ETHER;
  const usdcAmount = DEPTH * USDC_UNIT;
  await issueSusd(provider, susdAmount);
  await tokens.usdc.send(provider, "mint", provider, usdcAmount);
  await susd.send(provider, "approve", positionManager.address, susdAmount);
  await tokens.usdc.send(provider, "approve", positionManager.address, usdcAmount);

  const susdFirst = BigInt(susd.address) < BigInt(tokens.usdc.address);
  const [token0, token1] = susdFirst ? [susd, tokens.usdc] : [tokens.usdc, susd];
  const parity = susdFirst ? sqrtRatioX96(USDC_UNIT, ETHER) : sqrtRatioX96(ETHER, USDC_UNIT);
  await positionManager.send(
    provider,
    "createAndInitializePoolIfNecessary",
    token0.address,
    token1.address,
    FEE,
    parity,
  );
  const middle = Math.round(Math.log(susdFirst ? 1e-12 : 1e12) / Math.log(1.0001) / TICK_SPACING) * TICK_SPACING;
  await positionManager.send(provider, "mint", {
    token0: token0.address,
    token1: token1.address,
    fee: FEE,
    tickLower: middle - HALF_WIDTH_TICKS,
    tickUpper: middle + HALF_WIDTH_TICKS,
    amount0Desired: susdFirst ? susdAmount : usdcAmount,
    amount1Desired: susdFirst ? usdcAmount : susdAmount,
    amount0Min: 0n,
    amount1Min: 0n,
    recipient: provider,
    deadline: DEADLINE,
  });
  await chain.deploy(accounts.owner, artifact("SwapRouter"), {
    args: [chain.addresses["uniswapV3.factory"], tokens.weth.address],
    name: "perpsV2.susdRouter",
  });
}
