/**
 * Serves a built origin chain with anvil, on a free loopback port, until standard input ends: a parent
 * that dies takes this process and its node with it.
 *
 *   node serve-origin.mjs FOLDER
 *
 * Prints one line of JSON, {"url": …}, when it answers.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { startAnvil } from "./origin/anvil.mjs";

const folder = process.argv[2];
const { timestamp } = JSON.parse(readFileSync(join(folder, "head.json"), "utf8"));

// A loaded chain does not remember its clock; without a time after the head, the next block could come before it.
const node = await startAnvil({ timestamp: timestamp + 1, loadState: join(folder, "state.json") });
console.log(JSON.stringify({ url: node.url }));

process.stdin.resume();
const stop = () => node.stop().then(() => process.exit(0));
process.stdin.once("end", stop);
process.once("SIGTERM", stop);
node.ended.then((code) => process.exit(code ?? 1));
