import { artifactsBeside } from "../../chain/origin/artifacts.mjs";
import { amount, ETHER, rangeHoldings, sqrtRatioX96, tickAtOrBelow, USDC_UNIT } from "../../chain/origin/prices.mjs";

const artifacts = artifactsBeside(import.meta.url);
const core = (contract) => artifacts.hardhat("@uniswap/v3-core", contract);
const periphery = (contract) => artifacts.hardhat("@uniswap/v3-periphery", contract);

const FEE = 500;
const TICK_SPACING = 10;
const OBSERVATIONS = 400;
const NATIVE_LABEL = `0x${Buffer.from("ETH").toString("hex").padEnd(64, "0")}`;
const DEADLINE = 2n ** 40n;

// Depth: selling 100 ETH at 2,000 moves the pool by about 7 basis points. The range is wide enough for
// every scenario, so liquidity is the same at every price the market visits.
const LIQUIDITY = 12e6;
const LOWEST_PRICE = 600;
const HIGHEST_PRICE = 8000;

// Enough to move the pool from any price in its range to any other.
const ARBITRAGE_WETH = amount(500_000, ETHER);
const ARBITRAGE_USDC = amount(2_000_000_000, USDC_UNIT);

/** The factory, the periphery the vault uses, and one deep WETH/USDC pool. */
export async function deploy({ chain, accounts, tokens, price }) {
  const { owner, liquidityProvider, arbitrageur } = accounts;
  const weth = tokens.weth.address;

  const factory = await chain.deploy(owner, core("UniswapV3Factory"), { name: "uniswapV3.factory" });
  const nftDescriptor = await chain.deploy(owner, periphery("libraries/NFTDescriptor"));
  const positionDescriptor = await chain.deploy(owner, periphery("NonfungibleTokenPositionDescriptor"), {
    args: [weth, NATIVE_LABEL],
    libraries: { NFTDescriptor: nftDescriptor.address },
  });
  const positionManager = await chain.deploy(owner, periphery("NonfungiblePositionManager"), {
    args: [factory.address, weth, positionDescriptor.address],
    name: "uniswapV3.positionManager",
  });
  const swapRouter = await chain.deploy(owner, periphery("SwapRouter"), {
    args: [factory.address, weth],
    name: "uniswapV3.swapRouter",
  });
  await chain.deploy(owner, periphery("lens/QuoterV2"), {
    args: [factory.address, weth],
    name: "uniswapV3.quoterV2",
  });

  await openPool({ chain, owner, factory, positionManager, tokens, price });
  await addDepth({ provider: liquidityProvider, positionManager, tokens, price });
  await equip(arbitrageur, swapRouter, tokens);
}

async function openPool({ chain, owner, factory, positionManager, tokens, price }) {
  const [token0, token1] = sorted(tokens);
  const usdcPerEth = amount(price, USDC_UNIT);
  const startRatio =
    token0 === tokens.weth ? sqrtRatioX96(usdcPerEth, ETHER) : sqrtRatioX96(ETHER, usdcPerEth);
  await positionManager.send(
    owner,
    "createAndInitializePoolIfNecessary",
    token0.address,
    token1.address,
    FEE,
    startRatio,
  );
  const artifact = core("UniswapV3Pool");
  const pool = chain.at(await factory.read("getPool", token0.address, token1.address, FEE), artifact.abi);
  chain.record("uniswapV3.pool", pool.address, artifact);
  await pool.send(owner, "increaseObservationCardinalityNext", OBSERVATIONS);
}

async function addDepth({ provider, positionManager, tokens, price }) {
  const [token0, token1] = sorted(tokens);
  const wethIsToken0 = token0 === tokens.weth;
  const { eth, usd } = rangeHoldings(LIQUIDITY, price, LOWEST_PRICE, HIGHEST_PRICE);
  const wethAmount = amount(eth, ETHER);
  const usdcAmount = amount(usd, USDC_UNIT);

  await tokens.weth.sendValue(provider, wethAmount, "deposit");
  await tokens.usdc.send(provider, "mint", provider, usdcAmount);
  await tokens.weth.send(provider, "approve", positionManager.address, wethAmount);
  await tokens.usdc.send(provider, "approve", positionManager.address, usdcAmount);

  // In raw units one USDC weighs 1e12 times what one wei of ETH does.
  const rawRatio = (usdPerEth) => (wethIsToken0 ? usdPerEth / 1e12 : 1e12 / usdPerEth);
  const edges = [LOWEST_PRICE, HIGHEST_PRICE].map((edge) => tickAtOrBelow(rawRatio(edge), TICK_SPACING));
  await positionManager.send(provider, "mint", {
    token0: token0.address,
    token1: token1.address,
    fee: FEE,
    tickLower: Math.min(...edges),
    tickUpper: Math.max(...edges),
    amount0Desired: wethIsToken0 ? wethAmount : usdcAmount,
    amount1Desired: wethIsToken0 ? usdcAmount : wethAmount,
    amount0Min: 0n,
    amount1Min: 0n,
    recipient: provider,
    deadline: DEADLINE,
  });
}

async function equip(arbitrageur, swapRouter, { weth, usdc }) {
  await weth.sendValue(arbitrageur, ARBITRAGE_WETH, "deposit");
  await usdc.send(arbitrageur, "mint", arbitrageur, ARBITRAGE_USDC);
  await weth.send(arbitrageur, "approve", swapRouter.address, ARBITRAGE_WETH * 1000n);
  await usdc.send(arbitrageur, "approve", swapRouter.address, ARBITRAGE_USDC * 1000n);
}

function sorted({ weth, usdc }) {
  return BigInt(weth.address) < BigInt(usdc.address) ? [weth, usdc] : [usdc, weth];
}
