import {
  decodeErrorResult,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  getContractAddress,
  parseAbi,
} from "viem";

import { link } from "./artifacts.mjs";
import { JsonRpc } from "./json-rpc.mjs";

const DEPLOY_GAS = 15_000_000;
const RECEIPT_ATTEMPTS = 200;
const ERROR_STRING = parseAbi(["error Error(string)"]);

/**
 * The chain under construction: a node that mines each transaction as it arrives, and the book of what
 * has been deployed where.
 */
export class Chain {
  #rpc;
  /** Address by name, "protocol.contract". */
  addresses = {};
  /** Artifact file by the same names, for whoever wants to compare the code. */
  published = {};

  constructor(url) {
    this.#rpc = new JsonRpc(url);
  }

  request(method, ...params) {
    return this.#rpc.request(method, params);
  }

  /** Enters an address under a name; a name is given once. */
  record(name, address, artifact) {
    if (this.addresses[name]) {
      throw new Error(`${name} is already at ${this.addresses[name]}`);
    }
    this.addresses[name] = getAddress(address);
    if (artifact) {
      this.published[name] = artifact.file;
    }
  }

  /** Deploys published code. With a `name` the address is entered in the book. */
  async deploy(from, artifact, { args = [], libraries = {}, name } = {}) {
    const data = encodeDeployData({ abi: artifact.abi, bytecode: link(artifact, libraries), args });
    const receipt = await this.#mined({ from, data, gas: hex(DEPLOY_GAS) }, `deploy ${artifact.name}`);
    const address = receipt.contractAddress;
    if (name) {
      this.record(name, address, artifact);
    }
    return this.at(address, artifact.abi);
  }

  /** A contract that is already there. */
  at(address, abi) {
    return {
      address,
      abi,
      read: async (functionName, ...args) => {
        const data = encodeFunctionData({ abi, functionName, args });
        const result = await this.request("eth_call", { to: address, data }, "latest");
        return decodeFunctionResult({ abi, functionName, args, data: result });
      },
      send: (from, functionName, ...args) =>
        this.#mined({ from, to: address, data: encodeFunctionData({ abi, functionName, args }) }, functionName),
      sendValue: (from, value, functionName, ...args) =>
        this.#mined(
          { from, to: address, value: hex(value), data: encodeFunctionData({ abi, functionName, args }) },
          functionName,
        ),
    };
  }

  /** The address the account's next deployment will get. */
  async nextAddress(from) {
    const nonce = BigInt(await this.request("eth_getTransactionCount", from, "latest"));
    return getContractAddress({ from, nonce });
  }

  /** Uses up one nonce of the account. */
  async skipNonce(from) {
    await this.#mined({ from, to: from, value: "0x0" }, "skip a nonce");
  }

  /** Unix seconds of the newest block. */
  async now() {
    return Number((await this.request("eth_getBlockByNumber", "latest", false)).timestamp);
  }

  /** Mines one block with exactly this timestamp, in Unix seconds. */
  async mineAt(timestamp) {
    await this.request("evm_setNextBlockTimestamp", timestamp);
    await this.request("evm_mine");
  }

  async #mined(transaction, what) {
    let hash;
    try {
      hash = await this.request("eth_sendTransaction", { gas: hex(DEPLOY_GAS), ...transaction });
    } catch (error) {
      throw new Error(`${what}: ${reasonOf(error)}`);
    }
    for (let attempt = 0; attempt < RECEIPT_ATTEMPTS; attempt++) {
      const receipt = await this.request("eth_getTransactionReceipt", hash);
      if (receipt?.status === "0x1") {
        return receipt;
      }
      if (receipt) {
        throw new Error(`${what}: ${await this.#replay(transaction)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${what}: not mined`);
  }

  async #replay(transaction) {
    try {
      await this.request("eth_call", transaction, "latest");
      return "failed, though a replay on the next state succeeds";
    } catch (error) {
      return reasonOf(error);
    }
  }
}

function reasonOf(error) {
  if (typeof error.data === "string" && error.data.startsWith("0x08c379a0")) {
    return decodeErrorResult({ abi: ERROR_STRING, data: error.data }).args[0];
  }
  return typeof error.data === "string" ? `${error.message} (${error.data})` : error.message;
}

function hex(number) {
  return `0x${number.toString(16)}`;
}
