// Every code of an error with its causes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { classify, classifyJSON, classifyResponse, explain, FinfaultError, init, isFinfaultError } from "finfault";

import { rejects, SECRET, throws } from "./support/fails.js";
import { fresh } from "./support/fresh.js";

test("not_initialized, until init has ended", async (t) => {
  const copy = await fresh(t);
  for (const call of [copy.classify, copy.classifyJSON, copy.explain]) {
    throws(() => call({ status: 500, body: SECRET }), "not_initialized", "await init(), or call load(module)");
  }
  const started = copy.init();
  throws(() => copy.classify({ status: 500, body: SECRET }), "not_initialized");
  await started;
  assert.equal(copy.classify({ status: 500 }).category, "aggregator_internal");
});

test("invalid_input names the member and what is allowed", async () => {
  await init();
  const unreadable = () => {
    throw new Error("of the caller's own");
  };
  const list = "it is one of unknown, basiq, synapse, truelayer, mx";
  const cases = [
    [{ provider: "plaid" }, `provider "plaid": ${list}`],
    [{ provider: "" }, `provider "": ${list}`],
    [{ provider: SECRET }, `provider string: ${list}`],
    [{ provider: `{"error":"${SECRET}"}` }, `provider string: ${list}`],
    [{ provider: 2 }, `provider number: ${list}`],
    [{ provider: 2n }, `provider bigint: ${list}`],
    [{ provider: null }, `provider object: ${list}`],
    [
      { operation: "pay" },
      'operation "pay": it is one of unknown, token, login, sync, verify, mfa, read, write, payment, job, sso',
    ],
    [{ status: "401" }, "status string: it is a whole number, or 0 where no answer came"],
    [{ status: 40.1 }, "status number: it is a whole number"],
    [{ status: NaN }, "status number: it is a whole number"],
    [{ headers: 7 }, "headers number: they are an object, pairs, a Headers or a string of lines"],
    [{ headers: [SECRET] }, "headers of single strings: they are an object, pairs"],
    [{ headers: [7] }, "the input could not be read"],
    [{ headers: { "X-Request-Id": Object.create(null) } }, "the input could not be read"],
    [{ body: { error: SECRET } }, "body object: it is a string, a Uint8Array or an ArrayBuffer"],
    [{ body: 7 }, "body number: it is a string"],
    [
      {
        get body() {
          return unreadable();
        },
      },
      "the input could not be read",
    ],
    [
      {
        headers: {
          get a() {
            return unreadable();
          },
        },
      },
      "the input could not be read",
    ],
    [undefined, "the input could not be read: it is an object"],
    [null, "the input could not be read: it is an object"],
  ];
  for (const [input, says] of cases) {
    for (const call of [classify, classifyJSON, explain]) {
      throws(() => call(input), "invalid_input", says, says);
    }
  }
  const sent = new Uint8Array(8);
  structuredClone(sent, { transfer: [sent.buffer] });
  throws(() => classify({ body: sent }), "invalid_input", "the input could not be read");
});

test("a mistake of the caller's leaves the module as it is", async () => {
  const before = classify({ provider: "mx", status: 401, body: '{"message":"\\u0041"}' });
  throws(() => classify({ provider: "mx", headers: [7] }), "invalid_input");
  assert.equal(before.detail, "A");
});

test("body_used", async () => {
  const response = new Response(SECRET);
  await response.text();
  await rejects(classifyResponse(response), "body_used", "the body of the Response was read before");
  const locked = new Response(SECRET);
  locked.body.getReader();
  await rejects(classifyResponse(locked), "body_used");
});

test("what is no module", async (t) => {
  const copy = await fresh(t);
  throws(
    () => copy.load("https://example.com/finfault.wasm"),
    "invalid_input",
    "load takes a WebAssembly.Module or its bytes",
  );
  throws(() => copy.load(Buffer.from(SECRET)), "incompatible_module", "these bytes are no WebAssembly module");
  throws(() => copy.load(undefined), "invalid_input");
  for (const source of [7, true, 1n]) {
    await rejects(copy.init(source), "invalid_input", `source ${typeof source}`);
  }
});

test("what a runtime refuses is told by its words", async (t) => {
  const words = {
    csp: [
      "WebAssembly.compile(): Refused to compile or instantiate WebAssembly module because neither 'wasm-eval' nor 'unsafe-eval' is an allowed source",
      "call to WebAssembly.compile() blocked by CSP",
      "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script in the following Content Security Policy directive",
    ],
    module_required: ["WebAssembly.Module(): Wasm code generation disallowed by embedder"],
    incompatible_module: ["WebAssembly.compile(): expected magic word 00 61 73 6d"],
  };
  const copy = await fresh(t);
  for (const [code, messages] of Object.entries(words)) {
    for (const message of messages) {
      const refuse = t.mock.method(WebAssembly, "compile", async () => {
        throw new WebAssembly.CompileError(message);
      });
      await rejects(copy.init(new Uint8Array(8)), code);
      refuse.mock.restore();
    }
  }
});

test("module_required where there is no fetch", async (t) => {
  const copy = await fresh(t, "default.js");
  const { fetch } = globalThis;
  t.after(() => {
    globalThis.fetch = fetch;
  });
  globalThis.fetch = undefined;
  await rejects(copy.init(), "module_required", "this runtime has no fetch");
});

test("isFinfaultError knows those of another copy, and nothing else", async (t) => {
  const copy = await fresh(t);
  assert.notEqual(copy.FinfaultError, FinfaultError);
  const error = new copy.FinfaultError("trap", "x", { cause: 1 });
  assert.ok(isFinfaultError(error) && !(error instanceof FinfaultError));
  assert.deepEqual([error.cause, error.code, String(error)], [1, "trap", "FinfaultError: finfault: x"]);
  const others = [
    new Error("x"),
    { code: "trap", name: "FinfaultError" },
    null,
    undefined,
    "trap",
    runInNewContext("new Error()"),
  ];
  assert.deepEqual(
    others.map(isFinfaultError),
    others.map(() => false),
  );
});
