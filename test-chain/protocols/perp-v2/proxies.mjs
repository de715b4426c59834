import { artifactsBeside } from "../../chain/origin/artifacts.mjs";

const artifacts = artifactsBeside(import.meta.url);
const published = (name) => artifacts.read("@openzeppelin/contracts", `build/contracts/${name}.json`);
const MOST_ADDRESSES = 1000;

/** Asks Perp v2's script to put its contracts behind upgradeable proxies, as they are on Optimism. */
export const NAME = "perp-v2-proxies";
export const COMPILED_BY_US = [];
export const prepare = (shared) => ({ ...shared, perpV2BehindProxies: true });
export const deploy = async () => {};

/** Puts a contract on the chain as it is, at an address that fits. */
export function directly(chain, owner) {
  return async (artifact, name, fits) => {
    await skipUntil(chain, owner, fits);
    return chain.deploy(owner, artifact, { name });
  };
}

/**
 * The same behind a proxy each, which one admin may upgrade. The name is the proxy's; `…Implementation` stands behind it
 * and `…Upgrade` is the same code once more, for whoever wants to upgrade.
 */
export async function behindProxies(chain, owner) {
  const admin = await chain.deploy(owner, published("ProxyAdmin"), { name: "perpV2.proxyAdmin" });
  return async (artifact, name, fits) => {
    const implementation = await chain.deploy(owner, artifact, { name: `${name}Implementation` });
    await chain.deploy(owner, artifact, { name: `${name}Upgrade` });
    await skipUntil(chain, owner, fits);
    const proxy = await chain.deploy(owner, published("TransparentUpgradeableProxy"), {
      args: [implementation.address, admin.address, "0x"],
      name,
    });
    return chain.at(proxy.address, artifact.abi);
  };
}

async function skipUntil(chain, owner, fits = () => true) {
  for (let tried = 0; tried < MOST_ADDRESSES; tried++) {
    if (fits(BigInt(await chain.nextAddress(owner)))) {
      return;
    }
    await chain.skipNonce(owner);
  }
  throw new Error(`no fitting address within ${MOST_ADDRESSES} nonces`);
}
