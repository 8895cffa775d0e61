// Modules that stop, end themselves or say what cannot be: an error that tells so, and the next call works.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fresh } from "./support/fresh.js";
import { AT, BAD, constant, fake, MEMORY } from "./support/fake.js";
import { rejects, SECRET, throws } from "./support/fails.js";

const bad = { provider: "mx", status: BAD, body: SECRET };
const good = { provider: "mx", status: 400 };

test("a module that stops in a call", async (t) => {
  const { load, classify, classifyJSON, explain } = await fresh(t);
  const cases = {
    unreachable: "(unreachable)",
    "an exit": "(call $exit (i32.const 3))",
    "an access outside its memory": "(drop (i32.load (i32.const -4)))",
    "a write from outside its memory": "(drop (call $write (i32.const 2) (i32.const -8) (i32.const 1) (i32.const 0)))",
    "a division by zero": "(drop (i32.div_s (i32.const 1) (i32.const 0)))",
    "what takes its memory": "(drop (memory.grow (i32.const 1))) (unreachable)",
  };
  for (const [name, code] of Object.entries(cases)) {
    load(fake({ bad: code }));
    const kept = classify(good);
    for (const call of [classify, classifyJSON, explain]) {
      throws(() => call(bad), "trap", "the module stopped; the next call gets a new one");
      throws(() => call(bad), "trap");
      assert.equal(classifyJSON(good), "{}", name);
      assert.equal(classify(good).outcome, "error", name);
    }
    assert.equal(kept.outcome, "error", "a verdict from before stays");
  }
});

test("a stack that runs over is a trap as well", async (t) => {
  const { load, classifyJSON } = await fresh(t);
  const all = [0, 1, 2, 3, 4, 5].map((n) => `(local.get ${n})`).join(" ");
  load(fake({ bad: `(drop (call $classify_json ${all}))` }));
  throws(() => classifyJSON({ ...bad }), "trap");
  assert.equal(classifyJSON(good), "{}");
});

test("an instance that has stopped is not used again", async (t) => {
  const { load, classifyJSON } = await fresh(t);
  // It counts its calls in its memory, and says so in the text that it gives.
  const count = `(i32.store8 (i32.const ${AT.text}) (i32.add (i32.load8_u (i32.const ${AT.text})) (i32.const 1)))`;
  load(fake({ text: "0", bad: "(unreachable)", json: count + constant(AT.reference) }));
  assert.deepEqual([classifyJSON(good), classifyJSON(good)], ["1", "2"]);
  throws(() => classifyJSON(bad), "trap");
  assert.equal(classifyJSON(good), "1");
});

test("records that cannot be", async (t) => {
  const { load, classify } = await fresh(t);
  const record = {
    "a text behind the memory": { code: [MEMORY, 1] },
    "a text that ends behind it": { title: [MEMORY - 4, 5] },
    "a text that wraps around": { detail: [-4 >>> 0, 8] },
    "a text of four gigabytes": { trace_id: [AT.input, -1 >>> 0] },
    "a name behind the memory": { row: [MEMORY, 1] },
    "a name that ends behind it": { reason: [MEMORY - 1, 2] },
    "more errors than there can be": { errors_length: 33 },
    "errors without number": { errors_length: -1 >>> 0 },
    "an error's text behind the memory": { errors_length: 1, errors: [0, 0, 0, MEMORY, 1] },
    "an error's name behind the memory": { errors_length: 1, errors: [0, 0, 0, 0, 0, MEMORY, 1] },
  };
  for (const [name, fields] of Object.entries(record)) {
    load(fake({ record: fields }));
    throws(() => classify({ ...bad, status: 400 }), "trap", "the module gave what cannot be", name);
  }
  const address = { none: 0, "another one": AT.record + 4, "one outside": MEMORY, "a negative one": -4 };
  for (const [name, at] of Object.entries(address)) {
    load(fake({ classify: constant(at) }));
    throws(() => classify(bad), "trap", "the module gave what cannot be", name);
  }
});

test("references and JSON that cannot be", async (t) => {
  const { load, classifyJSON, explain } = await fresh(t);
  for (const at of [0, 2, MEMORY, MEMORY - 4, -4, AT.descriptor, AT.input]) {
    load(fake({ json: constant(at) }));
    for (const call of [classifyJSON, explain]) {
      throws(() => call(bad), "trap", "the module gave what cannot be");
    }
  }
  load(fake({ text: SECRET }));
  throws(() => explain(good), "trap", "the module gave what cannot be");
});

test("names may share their place", async (t) => {
  const { load, classify } = await fresh(t);
  load(fake({ text: "basiq-90", record: { row: [AT.text, 7], reason: [AT.text, 8] } }));
  for (let i = 0; i < 2; i++) {
    const { row, reason } = classify(good);
    assert.deepEqual([row, reason], ["basiq-9", "basiq-90"]);
  }
});

test("numbers that a later version brings count as unknown", async (t) => {
  const { load, classify, retryDelay } = await fresh(t);
  const odd = 0x7f7f7f7f;
  load(
    fake({
      record: {
        outcome: odd,
        party: odd,
        grpc_code: odd,
        truncated: 0x7f017f00,
        factor_tenths: odd,
        initial_ms: 5,
        alternatives: 1 << 31,
        errors_length: 1,
        errors: [odd, odd, odd],
      },
    }),
  );
  const verdict = classify(good);
  assert.deepEqual(verdict.toJSON(), {
    outcome: "error",
    provider: "unknown",
    shape: "other",
    category: "unclassified",
    party: "unknown",
    actions: [],
    retry: {
      policy: "never",
      automatic: false,
      initial_ms: 5,
      factor: 12.7,
      max_retries: 127,
      provider_hint: "unknown",
    },
    severity: "notice",
    scope: "request",
    grpc_code: "UNKNOWN",
    basis: "none",
    certainty: "unknown",
    errors: [
      {
        category: "unclassified",
        party: "unknown",
        actions: [],
        retry: { policy: "never" },
        severity: "notice",
        basis: "none",
        certainty: "unknown",
      },
    ],
    drift: ["unknown_code", "status_moved", "respelled_code", "status_mismatch", "unknown_shape", "type_changed"],
  });
  assert.equal(retryDelay(verdict, 0), undefined);
});

test("modules that are refused when they are loaded", async (t) => {
  const { init, load, classifyJSON } = await fresh(t);
  const none = "no module that this package can use: ";
  const refused = [
    [none + "it does not export memory, abi", { without: ["memory", "abi"] }],
    [none + "it does not export classify", { without: ["classify"] }],
    [none + "it does not export classify_json", { without: ["classify_json"] }],
    [none + "it does not export explain_json", { without: ["explain_json"] }],
    [none + "its descriptor does not say so", { descriptor: { magic: 42 } }],
    [none + "it has ABI 2.0, and 1.1 is needed, or a later 1.x", { descriptor: { major: 2 } }],
    [none + "it has ABI 0.9, and 1.1", { descriptor: { major: 9 << 16 } }],
    [none + "its record has another layout", { descriptor: { record_size: 2000 } }],
    [none + "its record has another layout", { descriptor: { item_size: 64 } }],
    [none + "its input does not fit", { descriptor: { input_size: 100 } }],
    [none + "its input does not fit", { descriptor: { input: MEMORY - 100 } }],
    [none + "its input does not fit", { descriptor: { max_body: -1 >>> 0 } }],
    [none + "its record does not fit", { descriptor: { record: 0 } }],
    [none + "its record does not fit", { descriptor: { record: 1026 } }],
    [none + "its record does not fit", { descriptor: { record: MEMORY - 100 } }],
    [none + "it does not start", { abi: constant(MEMORY - 8) }],
    [none + "it does not start", { abi: constant(-1) }],
    [none + "it does not start", { abi: "(unreachable)" }],
    [none + "it does not start", { start: "(unreachable)" }],
    [none + "it does not start", { start: "(call $exit (i32.const 1))" }],
  ];
  for (const [says, options] of refused) {
    throws(() => load(fake(options)), "incompatible_module", says);
    await rejects(init(fake(options)), "incompatible_module", says);
    throws(() => classifyJSON(good), "not_initialized");
  }
  await init(fake({ descriptor: { major: 1 | (7 << 16) } }));
  for (const [says, options] of refused) {
    throws(() => load(fake(options)), "incompatible_module", says);
    assert.equal(classifyJSON(good), "{}", "the one that was loaded stays");
  }
});

test("a module that cannot be started again", async (t) => {
  const { load, classifyJSON } = await fresh(t);
  // It asks for a clock of its host when it starts; the second time, it gets one that stops it.
  const now = t.mock.method(performance, "now");
  load(fake({ bad: "(unreachable)", start: "(drop (call $clock (i32.const 1) (i64.const 0) (i32.const 16)))" }));
  assert.equal(classifyJSON(good), "{}");
  throws(() => classifyJSON(bad), "trap");
  now.mock.mockImplementation(() => {
    throw new Error("no clock");
  });
  throws(
    () => classifyJSON(good),
    "incompatible_module",
    "no module that this package can use: it does not start",
  );
  now.mock.restore();
  assert.equal(classifyJSON(good), "{}", "once it can be started, it works");
});
