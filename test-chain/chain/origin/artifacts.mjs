import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const testChain = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Reads published compiler output from the packages installed beside the calling script.
 *
 * Both layouts in use are understood: Hardhat's artifacts and the `compilerOutput` of Chainlink's early
 * releases.
 */
export function artifactsBeside(scriptUrl) {
  const require = createRequire(scriptUrl);
  const here = dirname(fileURLToPath(scriptUrl));
  return {
    /** One artifact by its path inside an installed package. */
    read(packageName, path) {
      const file = join(here, "node_modules", packageName, path);
      const json = JSON.parse(readFileSync(file, "utf8"));
      const output = json.compilerOutput;
      return {
        name: json.contractName,
        file: relative(testChain, file),
        abi: output?.abi ?? json.abi,
        creationCode: withPrefix(output?.evm.bytecode.object ?? json.bytecode),
        linkReferences: json.linkReferences ?? {},
      };
    },

    /** A Hardhat artifact, `folder/Name` below `artifacts/contracts`. */
    hardhat(packageName, contract) {
      const name = contract.split("/").at(-1);
      return this.read(packageName, `artifacts/contracts/${contract}.sol/${name}.json`);
    },

    /** A script of an installed package by its file, whether the package exports it or not. */
    script(packageName, path) {
      return require(join(here, "node_modules", packageName, path));
    },
  };
}

function withPrefix(hex) {
  return hex.startsWith("0x") ? hex : `0x${hex}`;
}

/** Creation code with every library placeholder replaced by the address given for its name. */
export function link(artifact, libraries) {
  let code = artifact.creationCode;
  for (const references of Object.values(artifact.linkReferences)) {
    for (const [library, places] of Object.entries(references)) {
      const address = libraries[library];
      if (!address) {
        throw new Error(`${artifact.name} needs the library ${library}`);
      }
      for (const { start, length } of places) {
        const from = 2 + 2 * start;
        code = code.slice(0, from) + address.slice(2).toLowerCase() + code.slice(from + 2 * length);
      }
    }
  }
  return code;
}
