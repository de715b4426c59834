// Fails when a contract of ours is larger than a chain accepts (EIP-170: 24,576 bytes of runtime code; EIP-3860:
// 49,152 of creation code). Prints every contract with its size.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "artifacts", "contracts");
const bytes = (hex) => (hex.length - 2) / 2;
let tooLarge = 0;
for (const file of readdirSync(root, { recursive: true }).sort()) {
  if (!file.endsWith(".json")) continue;
  const artifact = JSON.parse(readFileSync(join(root, file), "utf8"));
  const runtime = bytes(artifact.deployedBytecode ?? "0x");
  const creation = bytes(artifact.bytecode ?? "0x");
  if (runtime === 0) continue;
  const verdict = runtime > 24_576 || creation > 49_152 ? "  TOO LARGE" : "";
  if (verdict) tooLarge++;
  console.log(`${artifact.contractName.padEnd(28)} ${String(runtime).padStart(6)} runtime ${String(creation).padStart(6)} creation${verdict}`);
}
process.exit(tooLarge === 0 ? 0 : 1);
