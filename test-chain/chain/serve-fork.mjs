/**
 * Serves a Hardhat node that forks another node, on a free loopback port, until standard input ends: a
 * parent that dies takes this process with it.
 *
 * Prints one line of JSON, {"url": …}, when it answers. Settings come from the environment, see
 * hardhat.config.js.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const cache = mkdtempSync(join(tmpdir(), "evenkeel-fork-"));
process.once("exit", () => rmSync(cache, { recursive: true, force: true }));
process.env.EVENKEEL_FORK_CACHE = cache;

const { default: hre } = await import("hardhat");
const server = await hre.network.createServer("fork", "127.0.0.1", 0);
const { address, port } = await server.listen();
console.log(JSON.stringify({ url: `http://${address}:${port}` }));

process.stdin.resume();
process.stdin.once("end", () => process.exit(0));
