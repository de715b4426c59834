/** A JSON-RPC client for one node: one request at a time, replies checked against the request's id. */
export class JsonRpc {
  #url;
  #lastId = 0;

  constructor(url) {
    this.#url = url;
  }

  async request(method, params = []) {
    const id = ++this.#lastId;
    const response = await fetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id, method, params }),
    });
    const reply = await response.json();
    if (reply.error) {
      throw new RpcError(method, reply.error);
    }
    if (reply.id !== id) {
      throw new Error(`${method}: asked with id ${id}, answered with id ${reply.id}`);
    }
    return reply.result;
  }
}

/** What the node refused, with the revert data when there is any. */
export class RpcError extends Error {
  constructor(method, { message, data }) {
    super(`${method}: ${message}`);
    this.data = data;
  }
}
