import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const binary = fileURLToPath(new URL("../node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil", import.meta.url));

export const CHAIN_ID = 31337;

/**
 * Starts anvil on a free loopback port and waits until it listens.
 *
 * @param timestamp Unix seconds its clock starts at
 * @param loadState file with the state to begin from
 * @param dumpState file to write the state to when it stops
 */
export async function startAnvil({ timestamp, loadState, dumpState }) {
  const options = ["--port", 0, "--chain-id", CHAIN_ID, "--timestamp", timestamp];
  if (loadState) {
    options.push("--load-state", loadState);
  }
  if (dumpState) {
    options.push("--dump-state", dumpState);
  }
  const node = spawn(binary, options.map(String), { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve, reject) => {
    node.once("exit", resolve);
    node.once("error", reject);
  });
  const url = await new Promise((resolve, reject) => {
    let output = "";
    const listen = (chunk) => {
      output += chunk;
      const listening = /Listening on (\S+)/.exec(output);
      if (listening) {
        node.stdout.off("data", listen).resume();
        resolve(`http://${listening[1]}`);
      }
    };
    node.stdout.on("data", listen);
    ended.then((code) => reject(new Error(`anvil ended with ${code}\n${output}`)), reject);
  });
  return {
    url,
    ended,
    stop: () => {
      node.kill("SIGINT");
      return ended;
    },
  };
}
