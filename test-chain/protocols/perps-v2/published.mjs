import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { hash } from "../../chain/origin/words.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const testChain = join(here, "..", "..");
const networkFolder = join(here, "node_modules", "synthetix", "publish", "deployed", "mainnet-ovm");
const deployment = join(networkFolder, "deployment.json");
const sources = JSON.parse(readFileSync(deployment, "utf8")).sources;

/** Libraries that published code is linked to. */
const LIBRARIES = ["SafeDecimalMath", "SystemSettingsLib", "ExchangeSettlementLib"];
/** Copies to memory whatever follows it and returns that as the code. */
const COPY_OUT = "600b380380600b5f395ff3";
const PLACEHOLDER = /__\$([0-9a-f]{34})\$__/g;
/** How every constructor ends that returns code. */
const RETURNS_CODE = /6000396000f3fe|600b828282398051/;

/**
 * What was published of one contract as it ran on Optimism: interface and code. For most that is creation code; a few
 * were published as the code that runs, with no constructor, and get one here that only copies it out.
 *
 * @returns an artifact for Chain.deploy, with `constructed`: whether a constructor of its own has run
 */
export function published(contract) {
  const source = sources[contract];
  const constructed = RETURNS_CODE.test(source.bytecode);
  const creationCode = `0x${constructed ? "" : COPY_OUT}${source.bytecode}`;
  return {
    name: contract,
    file: `${relative(testChain, deployment)}#/sources/${contract}/bytecode`,
    abi: source.abi,
    creationCode,
    linkReferences: linkReferences(source, creationCode),
    constructed,
  };
}

/** A placeholder is the hash of the library's qualified name, which the compiler's metadata tells. */
function linkReferences({ metadata }, creationCode) {
  const [file] = Object.keys(metadata.settings.compilationTarget);
  const byHash = new Map(
    LIBRARIES.map((library) => [hash(`${file}:${library}`).slice(2, 36), library]),
  );
  const places = {};
  for (const { 1: digits, index } of creationCode.matchAll(PLACEHOLDER)) {
    (places[byHash.get(digits)] ??= []).push({ start: index / 2 - 1, length: 20 });
  }
  return { [file]: places };
}

/** The parameters a market was given on Optimism, decimal numbers as text. */
export function marketParameters(marketKey) {
  const markets = JSON.parse(readFileSync(join(networkFolder, "perpsv2-markets.json"), "utf8"));
  return markets.find((market) => market.marketKey === marketKey);
}
