// Rules of the user's own: given with the module, in force until another is loaded, and refused with what is wrong.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { AT, BAD, constant, fake } from "./support/fake.js";
import { rejects, throws } from "./support/fails.js";
import { fresh } from "./support/fresh.js";
import { vectors } from "./vectors.js";

const module = await readFile(new URL(import.meta.resolve("finfault/finfault.wasm")));
const overlay = await readFile(new URL("../../../decoder/testdata/overlay/rules.overlay", import.meta.url));
const ruled = { provider: "truelayer", status: 419 };

test("under rules every verdict is byte for byte the native one", async (t) => {
  const { classify, classifyJSON, explain, load } = await fresh(t);
  load(module, { overlay });
  const reprinted = (json) => JSON.stringify(JSON.parse(json));
  let asked = 0;
  let byRules = 0;
  for await (const { id, input, verdict, explanation } of vectors("overlay")) {
    asked++;
    assert.equal(classifyJSON(input), verdict, id);
    assert.equal(JSON.stringify(explain(input)), reprinted(explanation), id);
    const own = classify(input);
    assert.equal(JSON.stringify(own), reprinted(verdict), id);
    byRules += own.basis === "overlay";
  }
  assert.ok(asked >= 1000, `${asked} questions`);
  assert.ok(byRules >= 100, `${byRules} by rules`);
});

test("every form of bytes, with init and with load", async (t) => {
  const buffer = overlay.buffer.slice(overlay.byteOffset, overlay.byteOffset + overlay.length);
  for (const [form, rules] of Object.entries({ buffer, bytes: new Uint8Array(buffer), view: new DataView(buffer) })) {
    const first = await fresh(t);
    await first.init(undefined, { overlay: rules });
    assert.equal(first.classify(ruled).row, "v.teapot", form);
    const second = await fresh(t);
    second.load(module, { overlay: rules });
    assert.equal(second.classify(ruled).row, "v.teapot", form);
  }
});

test("rules go with the module that they were loaded with", async (t) => {
  const { classify, init, load } = await fresh(t);
  load(module, { overlay });
  await init(undefined, {});
  assert.equal(classify(ruled).basis, "overlay", "what is loaded stays");
  const before = classify(ruled);
  load(module);
  assert.equal(classify(ruled).row, undefined);
  assert.equal(before.row, "v.teapot", "a verdict that is out stays as it was");
});

test("after a trap the rules are in force again, as they were given", async (t) => {
  const { classify, classifyJSON, load } = await fresh(t);
  // This module takes the first byte of its rules for the first of its text.
  const byte = `(i32.load8_u ${constant(AT.input)})`;
  const taking = fake({ overlay: `(i32.store8 ${constant(AT.text)} ${byte}) (i32.const 0)`, text: "?2", bad: "unreachable" });
  const rules = Buffer.from("4 rules"); // whose slice() would be no copy
  load(taking, { overlay: rules });
  assert.equal(classifyJSON({}), "42");
  rules.fill(0);
  throws(() => classify({ status: BAD }), "trap");
  assert.equal(classifyJSON({}), "42");
});

test("rules that cannot be read are refused, and what is loaded stays", async (t) => {
  const { classify, init, load } = await fresh(t);
  const cut = overlay.subarray(0, -1);
  const damaged = Uint8Array.from(overlay);
  damaged[overlay.length - 1] ^= 1;
  await rejects(init(undefined, { overlay: cut }), "invalid_input", "overlay: its binary form is cut");
  load(module, { overlay });
  const refusals = [
    [cut, "overlay: its binary form is cut"],
    [damaged, "overlay: its binary form is damaged"],
    [new Uint8Array(), "overlay: is not in the binary form"],
    [new Uint8Array(2 << 20), "overlay: is not in the binary form"],
    ["version: 1", "overlay string: it is a Uint8Array or an ArrayBuffer"],
    [{}, "overlay object: it is a Uint8Array or an ArrayBuffer"],
  ];
  for (const [wrong, says] of refusals) {
    throws(() => load(module, { overlay: wrong }), "invalid_input", says);
    assert.equal(classify(ruled).row, "v.teapot", says);
  }
});

test("a module that says what cannot be of rules is refused", async (t) => {
  const { load } = await fresh(t);
  for (const answer of [-1, 1 << 30]) {
    throws(() => load(fake({ overlay: constant(answer) }), { overlay }), "trap", "the module gave what cannot be", answer);
  }
});
