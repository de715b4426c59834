// Measures the gas of test/gas again and compares with the committed snapshots/VaultGas.json. Fails on anything more
// than one per cent dearer; what became cheaper is only told, `npm run gas` writes it down. A few units come and go with
// every change of a double, so equality would say nothing.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TOLERANCE = 0.01;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const file = join(root, "snapshots", "VaultGas.json");
const committed = readFileSync(file, "utf8");

let measured;
try {
  const run = spawnSync(
    process.execPath,
    [join(root, "scripts", "hardhat.mjs"), "test", "solidity", "test/gas/VaultGas.t.sol", "--snapshot"],
    { encoding: "utf8" },
  );
  if (run.status !== 0) {
    console.error(run.stdout + run.stderr);
    process.exit(1);
  }
  measured = JSON.parse(readFileSync(file, "utf8"));
} finally {
  writeFileSync(file, committed);
}

const expected = JSON.parse(committed);
let dearer = 0;
for (const name of new Set([...Object.keys(expected), ...Object.keys(measured)])) {
  const [before, now] = [Number(expected[name]), Number(measured[name])];
  const change = now / before - 1;
  const verdict = !(change <= TOLERANCE) ? "  DEARER, or not in the snapshot" : change < -TOLERANCE ? "  cheaper" : "";
  if (!(change <= TOLERANCE)) dearer++;
  console.log(`${name.padEnd(40)} ${String(before).padStart(8)} -> ${String(now).padStart(8)}${verdict}`);
}
process.exit(dearer === 0 ? 0 : 1);
