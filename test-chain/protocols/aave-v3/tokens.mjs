import { artifactsBeside } from "../../chain/origin/artifacts.mjs";

const artifacts = artifactsBeside(import.meta.url);

/** The one WETH and the one USDC that every protocol of this chain shares. */
export async function deployTokens({ chain, accounts }) {
  const owner = accounts.owner;
  return {
    weth: await chain.deploy(owner, artifacts.hardhat("@aave/core-v3", "dependencies/weth/WETH9"), {
      name: "tokens.weth",
    }),
    usdc: await chain.deploy(owner, artifacts.hardhat("@aave/core-v3", "mocks/tokens/MintableERC20"), {
      args: ["USD Coin", "USDC", 6],
      name: "tokens.usdc",
    }),
  };
}
