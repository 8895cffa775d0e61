// How the module gets ready: from every kind of source, once, and again after a failure.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { runInNewContext } from "node:vm";

import { rejects, throws } from "./support/fails.js";
import { fake } from "./support/fake.js";
import { fresh } from "./support/fresh.js";

const file = new URL(import.meta.resolve("finfault/finfault.wasm"));
const bytes = await readFile(file);
const question = { provider: "mx", status: 401 };
const answer = '"category":"token_expired"';

/** What the server answers, by path: status, type, body. */
const ANSWERS = {
  "/streamed": [200, "application/wasm", bytes],
  "/octets": [200, "application/octet-stream", bytes],
  "/parameter": [200, "application/wasm; charset=utf-8", bytes],
  "/capitals": [200, "Application/WASM", bytes],
  "/no-type": [200, undefined, bytes],
  "/missing": [404, "text/html", "<!doctype html><title>404"],
  "/page": [200, "text/html; charset=utf-8", "<!doctype html><title>app"],
  "/page-as-wasm": [200, "application/wasm", "<!doctype html><title>app"],
  "/empty": [200, "application/octet-stream", ""],
  "/half": [200, "application/wasm", bytes.subarray(0, bytes.length / 2)],
  "/half-octets": [200, "application/octet-stream", bytes.subarray(0, bytes.length / 2)],
};
const server = createServer((request, response) => {
  const [status, type, body] = ANSWERS[request.url];
  response.writeHead(status, type && { "content-type": type }).end(body);
});
let origin;
before(
  () =>
    new Promise((listening) =>
      server.listen(0, "127.0.0.1", () => {
        origin = `http://127.0.0.1:${server.address().port}`;
        listening();
      }),
    ),
);
after(() => server.close().closeAllConnections());

test("every kind of source", async (t) => {
  const compiled = await WebAssembly.compile(bytes);
  const buffer = () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const sources = {
    none: () => undefined,
    "an address": () => `${origin}/streamed`,
    "an address without the right type": () => `${origin}/octets`,
    "an address with a parameter to its type": () => `${origin}/parameter`,
    "an address with a type in capitals": () => `${origin}/capitals`,
    "an address without a type": () => `${origin}/no-type`,
    "a data: address": () => `data:application/wasm;base64,${bytes.toString("base64")}`,
    "a URL": () => new URL(`${origin}/streamed`),
    "a Request": () => new Request(`${origin}/streamed`),
    "a Response, streamed": () => fetch(`${origin}/streamed`),
    "a Response": () => fetch(`${origin}/octets`),
    "a Response of bytes": () => new Response(bytes),
    bytes: () => bytes,
    "a DataView": () => new DataView(buffer()),
    "an ArrayBuffer": buffer,
    "an ArrayBuffer of another realm": () => {
      const other = runInNewContext(`new ArrayBuffer(${bytes.length})`);
      new Uint8Array(other).set(bytes);
      return other;
    },
    "a promise of bytes": () => readFile(file),
    "a module": () => compiled,
    "a promise of a module": () => WebAssembly.compile(bytes),
    "a module of another realm": () => runInNewContext("new WebAssembly.Module(bytes)", { bytes }),
  };
  for (const [name, source] of Object.entries(sources)) {
    const { init, classifyJSON } = await fresh(t);
    await init(await source.call());
    assert.ok(classifyJSON(question).includes(answer), name);
    const other = await fresh(t);
    await other.init(source());
    assert.ok(other.classifyJSON(question).includes(answer), `${name}, not awaited`);
  }
});

test("load takes modules and bytes", async (t) => {
  for (const source of [bytes, new Uint8Array(bytes).buffer, new WebAssembly.Module(bytes)]) {
    const { load, classifyJSON } = await fresh(t);
    load(source);
    assert.ok(classifyJSON(question).includes(answer));
  }
});

test("sources that fail, each of which can be followed by one that works", async (t) => {
  const { init, classifyJSON, classifyResponse } = await fresh(t);
  const cases = [
    ["/missing", "load_failed", "the module was answered with HTTP 404: is finfault.wasm served at that address?"],
    [
      "/page",
      "load_failed",
      'what was answered is no WebAssembly (Content-Type "text/html; charset=utf-8"): is finfault.wasm served',
    ],
    ["/empty", "load_failed", 'what was answered is no WebAssembly (Content-Type "application/octet-stream")'],
    ["/page-as-wasm", "incompatible_module", "these bytes are no WebAssembly module"],
    ["/half", "incompatible_module", "these bytes are no WebAssembly module"],
    ["/half-octets", "incompatible_module", "these bytes are no WebAssembly module"],
  ];
  for (const [path, code, says] of cases) {
    await rejects(init(origin + path), code, says, path);
  }
  const used = new Response(bytes);
  await used.arrayBuffer();
  const failing = [
    [used, "load_failed", "the module could not be read"],
    ["http://127.0.0.1:1/", "load_failed", "the module could not be fetched"],
    ["nowhere", "load_failed", "the module could not be fetched"],
    [bytes.subarray(0, 100), "incompatible_module", "these bytes"],
    [new Uint8Array(), "incompatible_module", "these bytes"],
    [new Response(bytes, { status: 500 }), "load_failed", "the module was answered with HTTP 500"],
  ];
  for (const [source, code, says] of failing) {
    await rejects(init(source), code, says, says);
  }
  const cause = new TypeError("fetch failed");
  await assert.rejects(init(Promise.reject(cause)), { code: "load_failed", cause });
  throws(() => classifyJSON(question), "not_initialized");
  await init();
  assert.ok(classifyJSON(question).includes(answer));
  assert.equal((await classifyResponse(new Response("", { status: 401 }))).category, "token_expired");
});

test("a module that a bundler has moved", async (t) => {
  const { init, classifyJSON } = await fresh(t, "node.js", { withModule: false });
  await rejects(
    init(),
    "load_failed",
    "the module could not be read; where a bundler moved it, give init its address or bytes",
  );
  await init(bytes);
  assert.ok(classifyJSON(question).includes(answer));
});

test("a runtime without WebAssembly", async (t) => {
  const copy = await fresh(t);
  const { WebAssembly } = globalThis;
  t.after(() => {
    globalThis.WebAssembly = WebAssembly;
  });
  delete globalThis.WebAssembly;
  await rejects(copy.init(bytes), "load_failed", "this runtime has no WebAssembly");
  throws(() => copy.load(bytes), "load_failed", "this runtime has no WebAssembly");
  globalThis.WebAssembly = WebAssembly;
  copy.load(bytes);
});

test("the work is done once", async (t) => {
  const { init, classifyResponse, classifyJSON } = await fresh(t, "default.js");
  const fetches = t.mock.method(globalThis, "fetch", async () => new Response(bytes));
  const compiles = t.mock.method(WebAssembly, "compile");
  const all = await Promise.all([
    init(),
    init(),
    init("http://other.example/"),
    classifyResponse(new Response()),
    init(),
  ]);
  assert.deepEqual([fetches.mock.callCount(), compiles.mock.callCount()], [1, 1]);
  assert.equal(all[0], undefined);
  assert.equal(fetches.mock.calls[0].arguments[0].pathname.split("/").at(-1), "finfault.wasm");
  await init("http://other.example/");
  await init(new Uint8Array());
  assert.deepEqual([fetches.mock.callCount(), compiles.mock.callCount()], [1, 1]);
  assert.ok(classifyJSON(question).includes(answer));
});

test("calls at one time fail together, and the next one tries again", async (t) => {
  const { init, classifyResponse, classifyJSON } = await fresh(t, "default.js");
  let answers = 0;
  t.mock.method(globalThis, "fetch", async () => new Response(bytes, { status: answers++ ? 200 : 503 }));
  const tried = await Promise.allSettled([init(), init(), classifyResponse(new Response())]);
  assert.deepEqual(
    tried.map(({ reason }) => reason.code),
    ["load_failed", "load_failed", "load_failed"],
  );
  assert.equal(answers, 1);
  await init();
  assert.equal(answers, 2);
  assert.ok(classifyJSON(question).includes(answer));
});

test("load takes the place of what is loaded, or is being loaded", async (t) => {
  const { init, load, classifyJSON } = await fresh(t);
  const started = init();
  load(fake({ text: "1" }));
  await started;
  assert.equal(classifyJSON(question), "1");
  load(fake({ text: "2" }));
  assert.equal(classifyJSON(question), "2");
  throws(() => load(fake({ without: ["abi"] })), "incompatible_module");
  assert.equal(classifyJSON(question), "2");
  await init();
  assert.equal(classifyJSON(question), "2");
  load(bytes);
  assert.ok(classifyJSON(question).includes(answer));
});
