// Records of random words: whatever a module says, a verdict has the bytes that its record leads to in the module's own
// memory, or the call says that it cannot be. The words are the same on every run.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ITEM, MAX_ERRORS, RECORD } from "../dist/layout.js";
import { fresh } from "./support/fresh.js";
import { AT, constant, fake, MEMORY } from "./support/fake.js";
import { SECRET, throws } from "./support/fails.js";

const TEXTS = ["code", "title", "detail", "trace_id", "source"];
const NAMES = ["reason", "row"];

/** The record is the body, which the module copies there. */
const PARROT = `
  (memory.copy (i32.const ${AT.record}) (i32.add (i32.const ${AT.input}) (local.get 0)) (local.get 1))
  ${constant(AT.record)}`;

/** Returns a function that gives numbers below another, in the same order for the same seed (mulberry32). */
function dice(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A record of random words, whose places lie in the memory but for a few. */
function randomRecord(roll) {
  const harsh = [0, 1, AT.input, AT.input - 1, MEMORY - 1, MEMORY, MEMORY + 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32 - 4];
  const view = new DataView(new ArrayBuffer(RECORD.$size));
  for (let at = 0; at < RECORD.$size; at += 4) {
    view.setUint32(at, roll(2 ** 32), true);
  }
  view.setUint32(RECORD.errors_length, roll(20) === 0 ? harsh[roll(harsh.length)] : roll(MAX_ERRORS + 1), true);
  for (const { path, offset } of references(view)) {
    // Names are constants, so that no two of them begin at the same place.
    const inInput = roll(4) === 0 && !NAMES.includes(path.at(-1));
    view.setUint32(offset, inInput ? AT.input + roll(64) : roll(MEMORY - 64), true);
    view.setUint32(offset + 4, roll(64), true);
    if (roll(150) === 0) {
      view.setUint32(offset + 4 * roll(2), harsh[roll(harsh.length)], true);
    }
  }
  return view;
}

/** The texts of a record: the path of each in the verdict, where it stands in the record, its address and length. */
function references(view) {
  const at = (path, offset) => ({
    path,
    offset,
    address: view.getUint32(offset, true),
    length: view.getUint32(offset + 4, true),
  });
  const list = [...TEXTS, ...NAMES].map((name) => at([name], RECORD[name]));
  const errors = Math.min(view.getUint32(RECORD.errors_length, true), MAX_ERRORS);
  for (let i = 0; i < errors; i++) {
    for (const name of ["code", "reason", "row", "title", "detail", "source"]) {
      list.push(at(["errors", i, name], RECORD.errors + i * ITEM.$size + ITEM[name]));
    }
  }
  return list;
}

/** The memory of the same module after the same call, by hand. */
async function memoryOf(module, headers, view) {
  const nothing = () => 0;
  const wasi = { proc_exit: nothing, fd_write: nothing, clock_time_get: nothing };
  const { instance } = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi });
  const memory = new Uint8Array(instance.exports.memory.buffer);
  memory.set(headers, AT.input);
  memory.set(new Uint8Array(view.buffer), AT.input + headers.length);
  instance.exports.classify(headers.length, RECORD.$size, 0, 0, 0, 0);
  return memory;
}

test("records of random words", async (t) => {
  const { load, classify } = await fresh(t);
  const module = fake({ classify: PARROT });
  const roll = dice(7);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const seen = { taken: 0, refused: 0, texts: 0 };
  for (let round = 0; round < 1500; round++) {
    const headers = `X-Request-Id: ${SECRET} ${round}`;
    const view = randomRecord(roll);
    const input = { headers, body: new Uint8Array(view.buffer) };
    const places = references(view);
    const outside = ({ address, length }) => address + length > MEMORY;
    load(module); // A new instance: names are taken for constants, which these are not.
    if (view.getUint32(RECORD.errors_length, true) > MAX_ERRORS || places.some((p) => p.length > 0 && outside(p))) {
      seen.refused++;
      throws(() => classify(input), "trap", "the module gave what cannot be", `round ${round}`);
      continue;
    }
    if (places.some((p) => p.length === 0 && outside(p))) {
      continue; // Whether an empty text may lie anywhere is not said.
    }
    seen.taken++;
    const verdict = classify(input);
    const memory = await memoryOf(module, new TextEncoder().encode(headers), view);
    for (const { path, address, length } of places) {
      const got = path.reduce((value, key) => value?.[key], verdict);
      const want = length === 0 ? undefined : decoder.decode(memory.subarray(address, address + length));
      seen.texts += want === undefined ? 0 : 1;
      assert.equal(got, want, `round ${round}: ${path.join(".")}`);
    }
    assert.ok(JSON.stringify(verdict).length > 0 && String(verdict).length > 0);
  }
  assert.ok(seen.taken > 100 && seen.refused > 300 && seen.texts > 500, JSON.stringify(seen));
});
