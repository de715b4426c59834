// Makes the npm side ready: installs every package whose lock file changed since the last time, and compiles the
// contracts when a source did. The Maven build runs it; it prints a line before and after each step that takes time.
//
//   node test-chain/setup.mjs           installs and compiles what is stale
//   node test-chain/setup.mjs --clean   forgets what was done before

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const repository = dirname(here);
const solidity = join(repository, "solidity");
const OLDEST_NODE = 20;
const STEP_LIMIT_MILLIS = 10 * 60_000;
const SIGN_OF_LIFE_MILLIS = 15_000;
/** Two at a time: half of an install is waiting for the network. */
const INSTALLS_AT_A_TIME = 2;

const say = (text) => console.log(`[setup] ${text}`);
const name = (folder) => relative(repository, folder);

function packages() {
  const protocols = join(here, "protocols");
  const candidates = [
    join(here, "chain"),
    ...(existsSync(protocols) ? readdirSync(protocols).sort().map((protocol) => join(protocols, protocol)) : []),
    solidity,
  ];
  return candidates.filter((folder) => existsSync(join(folder, "package-lock.json")));
}

/** Of the names and contents of these files, and of the Node that will run what they describe. */
function digest(files) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const file of files) hash.update(relative(repository, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** Runs the step unless its inputs are those it last succeeded with. The stamp lies in what the step produces. */
async function unlessDone(stamp, inputs, what, step) {
  const wanted = digest(inputs);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say(`${what} …`);
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(0);
  const alive = setInterval(() => say(`${what}: ${seconds()} s so far`), SIGN_OF_LIFE_MILLIS);
  try {
    await step();
  } finally {
    clearInterval(alive);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  say(`${what}: done in ${seconds()} s`);
}

/** Silent while it works; everything it printed when it fails. */
function run(command, args, folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      timeout: STEP_LIMIT_MILLIS,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true", npm_config_yes: "true" },
    });
    let printed = "";
    child.stdout.on("data", (data) => (printed += data));
    child.stderr.on("data", (data) => (printed += data));
    child.on("error", (error) => reject(new Error(`${command} could not start in ${name(folder)}: ${error.message}`)));
    child.on("close", (status, signal) =>
      status === 0
        ? resolve()
        : reject(new Error(`${command} ${args.join(" ")} in ${name(folder)} ended with ${signal ?? status}\n${firstLines(printed)}`)),
    );
  });
}

const firstLines = (text) => text.split("\n").slice(0, 40).join("\n");

function install(folder) {
  const modules = join(folder, "node_modules");
  return unlessDone(
    join(modules, ".evenkeel-installed"),
    [join(folder, "package-lock.json")],
    `npm ci in ${name(folder)}`,
    () => run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder),
  );
}

async function installAll() {
  const waiting = packages();
  const worker = async () => {
    while (waiting.length > 0) await install(waiting.shift());
  };
  await Promise.all(Array.from({ length: INSTALLS_AT_A_TIME }, worker));
}

function solidityInputs() {
  const sources = readdirSync(join(solidity, "contracts"), { recursive: true })
    .filter((file) => file.endsWith(".sol"))
    .sort()
    .map((file) => join(solidity, "contracts", file));
  return [...sources, join(solidity, "hardhat.config.ts"), join(solidity, "package-lock.json")];
}

async function compileContracts() {
  if (!existsSync(join(solidity, "package.json"))) return;
  await unlessDone(join(solidity, "artifacts", ".evenkeel-compiled"), solidityInputs(), "compiling the contracts", () =>
    run("npm", ["run", "--silent", "build"], solidity),
  );
}

try {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE) throw new Error(`Node ${OLDEST_NODE} or newer is needed, this is ${process.version}`);
  if (process.argv.includes("--clean")) {
    for (const folder of packages()) rmSync(join(folder, "node_modules", ".evenkeel-installed"), { force: true });
    rmSync(join(solidity, "artifacts", ".evenkeel-compiled"), { force: true });
  }
  await installAll();
  await compileContracts();
} catch (error) {
  console.error(`[setup] ${error.message}`);
  process.exitCode = 1;
}
