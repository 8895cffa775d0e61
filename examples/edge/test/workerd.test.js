import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

import { Miniflare } from "miniflare";

import { bundleForWorkerd } from "./bundle.js";
import { startUpstream } from "./upstream.js";

/** @type {import("node:http").RequestListener} */
let answer;
let provider = "mx";
const upstream = await startUpstream((request, response) => answer(request, response));
const { code, module } = await bundleForWorkerd();
/** @param {string} name */
const optionsFor = (name) => ({
  cf: false, // else it asks for its data on the net
  compatibilityDate: "2026-04-01",
  modules: [
    { type: /** @type {const} */ ("ESModule"), path: "worker.js", contents: code },
    { type: /** @type {const} */ ("CompiledWasm"), path: "finfault.wasm", contents: module },
  ],
  bindings: { PROVIDER: name, UPSTREAM: `${upstream}v1/` },
});
const runtime = new Miniflare(optionsFor(provider));
after(() => runtime.dispose());

/**
 * upstreamIs says which provider answers, and how.
 *
 * @param {string} name
 * @param {import("node:http").RequestListener} how
 */
async function upstreamIs(name, how) {
  answer = how;
  if (name !== provider) {
    provider = name;
    await runtime.setOptions(optionsFor(name));
  }
}

/**
 * @type {{
 *   name: string, provider: string, path?: string, method?: string, status: number, headers?: Record<string, string>,
 *   body: string, verdict: Record<string, string>,
 * }[]}
 */
const failures = [
  {
    name: "a token that is over",
    provider: "truelayer",
    status: 401,
    body: '{"error":"invalid_token"}',
    verdict: {
      outcome: "error",
      category: "token_expired",
      party: "app",
      actions: "refresh_token,reconnect_user",
      retry: "after_refresh",
      automatic: "true",
      scope: "app",
    },
  },
  {
    name: "a job that failed inside a 200",
    provider: "basiq",
    path: "/jobs/j1",
    status: 200,
    body: '{"type":"job","id":"j1","steps":[{"title":"x","status":"failed","result":{"code":"invalid-credentials"}}]}',
    verdict: {
      outcome: "error",
      category: "user_credentials_invalid",
      party: "end_user",
      retry: "after_user",
      automatic: "false",
      severity: "action_required",
    },
  },
  {
    name: "a write that may have been done",
    provider: "mx",
    method: "POST",
    status: 503,
    body: "",
    verdict: { category: "aggregator_unavailable", automatic: "false" },
  },
  {
    name: "a write that can be sent again",
    provider: "mx",
    method: "POST",
    headers: { "Idempotency-Key": "k1" },
    status: 503,
    body: "",
    verdict: { category: "aggregator_unavailable", automatic: "true" },
  },
  {
    name: "a token endpoint",
    provider: "mx",
    method: "POST",
    path: "/token",
    headers: { "Idempotency-Key": "k1" },
    status: 503,
    body: "",
    verdict: { category: "aggregator_unavailable", automatic: "false" },
  },
  {
    name: "a page of a gateway",
    provider: "mx",
    status: 502,
    body: "<html>Bad Gateway</html>",
    verdict: { party: "edge", reason: "http.unavailable" },
  },
];
for (const { name, provider: who, path = "/data", method = "GET", status, headers = {}, body, verdict } of failures) {
  test(`adds the verdict: ${name}`, async () => {
    await upstreamIs(who, (_, response) => void response.writeHead(status, { "X-Own": "kept" }).end(body));
    const got = await runtime.dispatchFetch(`http://worker.example${path}`, { method, headers });
    assert.equal(got.status, status);
    assert.equal(got.headers.get("x-own"), "kept");
    assert.equal(await got.text(), body);
    for (const [word, value] of Object.entries(verdict)) {
      assert.equal(got.headers.get(`x-finfault-${word}`), value, word);
    }
  });
}

test("hands a body on byte for byte, also one that is longer than what is looked at", async () => {
  const long = Buffer.alloc(3 << 20, Buffer.from('{"error":"x"}\xff', "latin1"));
  await upstreamIs("truelayer", (_, response) => void response.writeHead(400).end(long));
  const got = await runtime.dispatchFetch("http://worker.example/");
  assert.equal(got.headers.get("x-finfault-outcome"), "error");
  assert.deepEqual(Buffer.from(await got.arrayBuffer()), long);
});

test("reads a compressed body, and hands it on as it was", async () => {
  const body = '{"error":"invalid_token"}';
  await upstreamIs("truelayer", (_, response) => {
    response.writeHead(401, { "Content-Encoding": "gzip", "Content-Type": "application/json" }).end(gzipSync(body));
  });
  const got = await fetch(await runtime.ready, { headers: { "Accept-Encoding": "gzip" } });
  assert.equal(got.headers.get("content-encoding"), "gzip");
  assert.equal(got.headers.get("x-finfault-reason"), "truelayer.invalid-token");
  assert.equal(await got.text(), body);
});

test("passes the request on, and an answer that is no failure as it is", async () => {
  await upstreamIs("mx", async (request, response) => {
    const body = (await request.setEncoding("utf8").toArray()).join("");
    response.end(JSON.stringify([request.method, request.url, request.headers["x-own"], body]));
  });
  const got = await runtime.dispatchFetch("http://worker.example//elsewhere.example/a?b=c", {
    method: "PUT",
    headers: { "X-Own": "kept" },
    body: "sent",
  });
  assert.deepEqual(await got.json(), ["PUT", "/v1//elsewhere.example/a?b=c", "kept", "sent"]);
  assert.deepEqual([...got.headers.keys()].filter((name) => name.startsWith("x-finfault")), []);
});

test("hands a redirect on", async () => {
  await upstreamIs("mx", (_, response) => void response.writeHead(302, { Location: "https://elsewhere.example/" }).end());
  const got = await runtime.dispatchFetch("http://worker.example/", { redirect: "manual" });
  assert.equal(got.status, 302);
  assert.equal(got.headers.get("location"), "https://elsewhere.example/");
});

test("no answer is a failure like others", async () => {
  await upstreamIs("mx", (request) => void request.socket.destroy());
  const got = await runtime.dispatchFetch("http://worker.example/");
  assert.equal(got.status, 502);
  assert.equal(got.headers.get("x-finfault-reason"), "http.no-response");
});
