import { once } from "node:events";
import { createServer } from "node:http";

/**
 * What a request is answered with; "hang up" ends the connection instead, "no end" leaves the body open.
 *
 * @typedef {{ status?: number, headers?: Record<string, string>, body?: unknown } | "hang up" | "no end"} Answer
 *
 * What came in.
 * @typedef {{ method: string | undefined, headers: import("node:http").IncomingHttpHeaders, body: string }} Seen
 */

/**
 * Starts a stand-in for a provider, which runs until the test ends. It answers requests in turn, the last answer again
 * and again, or asks a function.
 *
 * @param {import("node:test").TestContext} t
 * @param {Answer[] | ((seen: Seen, n: number) => Answer | Promise<Answer>)} answers
 */
export async function startProvider(t, answers) {
  /** @type {Seen[]} */
  const seen = [];
  const server = createServer(async (request, response) => {
    const body = (await request.setEncoding("utf8").toArray()).join("");
    const came = { method: request.method, headers: request.headers, body };
    const n = seen.push(came) - 1;
    const given = (typeof answers === "function" ? await answers(came, n) : (answers[n] ?? answers.at(-1))) ?? {};
    if (given === "hang up") {
      request.socket.destroy();
      return;
    }
    if (given === "no end") {
      response.write("{");
      return;
    }
    const { status = 200, headers = {}, body: content = { ok: true } } = given;
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(content));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, seen };
}

/** Returns a clock that is moved by sleeping only, and what was slept. The deadline strikes when `strike` is called. */
export function testClock() {
  /** @type {number[]} */
  const slept = [];
  let time = 0;
  const limit = new AbortController();
  return {
    slept,
    strike: () => limit.abort(new DOMException("the time is over", "TimeoutError")),
    now: () => time,
    sleep: async (/** @type {number} */ ms) => {
      slept.push(ms);
      time += ms;
    },
    timeout: () => limit.signal,
  };
}
