// classifyResponse: reads what it needs of a Response, and leaves it to the caller.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { classify, classifyResponse, init, isFinfaultError } from "finfault";

import { fresh } from "./support/fresh.js";

const MAX_BODY = 1 << 20;
const body = '{"error":{"message":"Überzogen"}}';
const bytes = new TextEncoder().encode(body);
const options = { provider: "mx", operation: "read" };

/** stream gives pieces until there are none left, and counts how many were asked for. */
function stream(next) {
  const counts = { pulls: 0, cancelled: undefined };
  const source = new ReadableStream({
    pull(controller) {
      const piece = next(counts.pulls++);
      return piece === undefined ? controller.close() : controller.enqueue(piece);
    },
    cancel(reason) {
      counts.cancelled = reason ?? true;
    },
  });
  return { source, counts };
}

test("it works without init", async (t) => {
  const copy = await fresh(t);
  const verdict = await copy.classifyResponse(new Response(body, { status: 401 }), { provider: "mx" });
  assert.deepEqual([verdict.provider, verdict.category, verdict.detail], ["mx", "token_expired", "Überzogen"]);
});

test("the body can be read afterwards, in every way", async () => {
  for (const how of ["text", "json", "arrayBuffer", "blob"]) {
    const response = new Response(body, { status: 400 });
    await classifyResponse(response, options);
    assert.equal(response.bodyUsed, false);
    const read = await response[how]();
    assert.deepEqual(
      how === "text"
        ? read
        : how === "json"
          ? JSON.stringify(read)
          : Buffer.from(await new Response(read).arrayBuffer()).toString(),
      body,
    );
  }
});

test("meanwhile, and by several at once", async () => {
  const response = new Response(body, { status: 400 });
  const verdicts = await Promise.all([classifyResponse(response, options), classifyResponse(response, options)]);
  assert.equal(`${verdicts[0]}`, `${verdicts[1]}`);
  const started = classifyResponse(response, options);
  assert.equal(await response.text(), body);
  assert.equal((await started).detail, "Überzogen");
});

test("pieces are put together, wherever they are cut", async () => {
  for (let size = 1; size <= bytes.length; size++) {
    const { source } = stream((n) => (n * size < bytes.length ? bytes.slice(n * size, (n + 1) * size) : undefined));
    assert.equal((await classifyResponse(new Response(source, { status: 400 }), options)).detail, "Überzogen");
  }
});

test("no more of an endless body is read than is looked at", async () => {
  const piece = new Uint8Array(64 << 10).fill(0x20);
  const { source, counts } = stream(() => piece);
  const response = new Response(source, { status: 503 });
  const verdict = await classifyResponse(response, options);
  assert.equal(verdict.truncated, true);
  const needed = MAX_BODY / piece.length + 1;
  assert.ok(counts.pulls >= needed && counts.pulls <= needed + 2, `${counts.pulls} pieces`);
  assert.equal(counts.cancelled, undefined, "it is still the caller's");
  const reader = response.body.getReader();
  assert.equal((await reader.read()).value.length, piece.length);
  await reader.cancel("done");
  await new Promise(setImmediate);
  assert.ok(counts.cancelled, "and ends when the caller has done with it");
});

test("one piece that is longer than what is looked at", async () => {
  const long = Buffer.from(`{"error":{"message":"front"},"rest":"${"x".repeat(2 * MAX_BODY)}"}`);
  const verdict = await classifyResponse(new Response(long, { status: 400 }), options);
  assert.deepEqual([verdict.truncated, verdict.detail], [true, "front"]);
  const exact = Buffer.alloc(MAX_BODY, 0x20);
  assert.equal((await classifyResponse(new Response(exact, { status: 400 }), options)).truncated, undefined);
});

test("no body", async () => {
  for (const response of [
    new Response(null, { status: 404 }),
    new Response("", { status: 404 }),
    new Response(null, { status: 204 }),
  ]) {
    assert.equal((await classifyResponse(response, options)).shape, "empty");
  }
  assert.equal(Response.error().status, 0);
  assert.equal((await classifyResponse(Response.error(), options)).category, "aggregator_timeout");
});

test("no answer", async (t) => {
  const copy = await fresh(t);
  const verdict = await copy.classifyResponse(null, { provider: "mx", operation: "payment", status: 200 });
  assert.deepEqual([verdict.category, verdict.effect], ["aggregator_timeout", "unknown"]);
});

test("a body that breaks off is classified as far as it came", async () => {
  const { source, counts } = stream((n) => {
    if (n > 0) {
      throw new TypeError("terminated");
    }
    return bytes.slice(0, 20);
  });
  const verdict = await classifyResponse(new Response(source, { status: 429 }), options);
  assert.deepEqual([verdict.category, verdict.shape, counts.pulls], ["rate_limited", "invalid_json", 2]);
});

test("who ends a request gets the reason", async () => {
  const server = createServer((_, response) => {
    response.writeHead(503).write("{");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}/`;
  try {
    const ending = new AbortController();
    const pending = classifyResponse(await fetch(address, { signal: ending.signal }), options);
    ending.abort();
    await assert.rejects(pending, { name: "AbortError" });
    // The time limit starts when the answer is there, or fetch itself would end by it.
    const limit = new AbortController();
    const late = classifyResponse(await fetch(address, { signal: limit.signal }), options);
    limit.abort(new DOMException("too late", "TimeoutError"));
    await assert.rejects(late, { name: "TimeoutError" });
    const reason = new Error("left");
    const own = new AbortController();
    const left = classifyResponse(await fetch(address, own), { ...options, signal: own.signal });
    own.abort(reason);
    await assert.rejects(left, reason);
    await assert.rejects(classifyResponse(null, { ...options, signal: own.signal }), reason);
    const broken = classifyResponse(await fetch(address), options);
    server.closeAllConnections();
    assert.equal((await broken).category, "aggregator_unavailable");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("its headers and options count, its status cannot be overridden", async () => {
  const headers = {
    "Retry-After": "11",
    "Tl-Trace-Id": "trace-1",
    "Tl-Should-Retry": "true",
    "Content-Type": "application/problem+json",
    "X-Other": "é",
  };
  await init();
  const response = new Response(body, { status: 429, headers });
  for (const given of [
    undefined,
    {},
    { provider: "truelayer", operation: "payment", idempotent: true },
    { provider: "truelayer", status: 200, body: "x", headers: "x" },
  ]) {
    const { status, body: b, headers: h, ...rest } = given ?? {};
    const want = classify({ ...rest, status: 429, headers, body });
    assert.equal(JSON.stringify(await classifyResponse(response, given)), JSON.stringify(want));
  }
  assert.equal((await classifyResponse(response, { provider: "truelayer" })).retry.after_ms, 11_000);
});

test("a mistake in the options", async () => {
  const response = new Response(body);
  await assert.rejects(
    classifyResponse(response, { provider: "plaid" }),
    (e) => isFinfaultError(e) && e.code === "invalid_input",
  );
  assert.equal(await response.text(), body, "the body can be read all the same");
});
