/**
 * Serves a Hardhat node that forks another node, on a free loopback port, until standard input ends: a
 * parent that dies takes this process with it.
 *
 * Prints one line of JSON, {"url": …}, when it answers. Settings come from the environment, see
 * hardhat.config.js.
 */
import hre from "hardhat";

const server = await hre.network.createServer("fork", "127.0.0.1", 0);
const { address, port } = await server.listen();
console.log(JSON.stringify({ url: `http://${address}:${port}` }));

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
