import { once } from "node:events";
import { createServer } from "node:http";
import { after } from "node:test";

/**
 * Starts a stand-in for a provider, which runs until the tests end.
 *
 * @param {import("node:http").RequestListener} answer
 */
export async function startUpstream(answer) {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}/`;
}
