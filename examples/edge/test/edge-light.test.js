import assert from "node:assert/strict";
import { test } from "node:test";

import { EdgeVM } from "@edge-runtime/vm";

import { bundleForEdgeLight } from "./bundle.js";
import { startUpstream } from "./upstream.js";

const upstream = await startUpstream((request, response) => {
  if (request.url === "/moved") {
    response.writeHead(302, { Location: "/data" }).end();
  } else {
    response.writeHead(401).end('{"error":"invalid_token"}');
  }
});

test("the worker runs in Vercel's Edge Runtime, where code cannot compile bytes", async () => {
  const { code, module } = await bundleForEdgeLight("moduleOfThePackage");
  const runtime = new EdgeVM({ codeGeneration: { strings: false, wasm: false } });
  const compiling = runtime.evaluate("WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))");
  await assert.rejects(compiling, /disallowed/);
  runtime.context.moduleOfThePackage = await WebAssembly.compile(module);
  runtime.evaluate(code);
  runtime.context.env = { PROVIDER: "truelayer", UPSTREAM: upstream };
  const ask = (/** @type {string} */ path) =>
    runtime.evaluate(`worker.default.fetch(new Request("http://worker.example${path}"), env)`);
  const answer = await ask("/data");
  assert.equal(answer.status, 401);
  assert.equal(answer.headers.get("x-finfault-reason"), "truelayer.invalid-token");
  assert.equal(await answer.text(), '{"error":"invalid_token"}');
  assert.equal((await ask("/moved")).status, 302, "a redirect is handed on");
});
