import { artifactsBeside } from "../../chain/origin/artifacts.mjs";

const artifacts = artifactsBeside(import.meta.url);

/** Where Multicall3 lives on every network that has it. */
const CANONICAL = "0xcA11bde05977b3631167028862bE2a173976CA11";

/**
 * Puts Multicall3 at its canonical address. The pre-signed transaction that placed it on public networks
 * is not published in a package, so the code is deployed once and copied.
 */
export async function deploy({ chain, accounts }) {
  const { multicall3Bytecode } = artifacts.script("viem", "_cjs/constants/contracts.js");
  const deployed = await chain.deploy(accounts.owner, {
    name: "Multicall3",
    abi: [],
    creationCode: multicall3Bytecode,
    linkReferences: {},
  });
  const code = await chain.request("eth_getCode", deployed.address, "latest");
  await chain.request("anvil_setCode", CANONICAL, code);
  chain.record("multicall3", CANONICAL);
}
