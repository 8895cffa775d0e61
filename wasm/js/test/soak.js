// A million calls with hostile bodies: neither the module's memory nor the heap may grow.
//
//   node test/soak.js 1000000
import { memory } from "./support/spy.js";

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { classify, classifyJSON, explain, init, isFinfaultError } from "finfault";

import { vectors } from "./vectors.js";

const MIB = 1 << 20;
/** How many calls lie between two long bodies; no multiple of the number of ways, so that each meets all of them. */
const EVERY = 501;

/** Long bodies, made to hurt, as text; some are longer than what is looked at. */
const LONG = {
  escapes: `{"error":{"message":"${"\\u00e9\\ud83d\\ude00\\n".repeat(MIB / 24)}"}}`,
  "broken escapes": `{"error":{"message":"${"\\ud800\\u00".repeat(MIB / 10)}`,
  lists: "[".repeat(MIB),
  objects: '{"error":'.repeat(MIB / 9),
  errors: `{"data":[${'{"type":"error","code":"parameter-not-valid","title":"é\\n","detail":"\\u00e9"},'.repeat(MIB / 80)}`,
  keys: `{${Array.from({ length: MIB / 16 }, (_, i) => `"k${i}":${i}`).join()}}`,
  characters: `{"error":{"message":"${"😀".repeat(MIB)}`,
  "lone surrogates": "\ud800".repeat(MIB),
  blanks: " ".repeat(2 * MIB),
  markup: "<p>".repeat(MIB / 3),
  garbage: garbage(MIB).toString("latin1"),
};

/** garbage returns bytes that look random and are the same each time. */
function garbage(length) {
  let state = 1;
  return Buffer.from(
    Uint32Array.from({ length: length / 4 }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0)).buffer,
  );
}

async function hostile() {
  const short = [];
  const long = [{ provider: "mx", status: 500, body: garbage(MIB + 4) }];
  const add = (input) => (input.body?.length > 8192 ? long : short).push(input);
  for await (const { input } of vectors()) {
    add(input);
    add({ ...input, body: input.body && Buffer.from(input.body) });
  }
  ["basiq", "synapse", "truelayer", "mx", undefined].forEach((provider, i) => {
    for (const body of Object.values(LONG)) {
      long.push(
        { provider, status: 400 + i, body, headers: `X-Request-Id: ${"é".repeat(40_000)}` },
        { provider, status: 500, body: Buffer.from(body) },
      );
    }
  });
  short.push({ provider: "none" }, { status: "x" }, { headers: 7 }, { body: {} });
  return { short, long };
}

const WAYS = [classify, (input) => classify(input).toJSON(), classifyJSON, (input) => `${classify(input)}`, explain];

/** Makes calls, and returns how many were refused as the caller's mistake. */
function callAll({ short, long }, from, calls) {
  let refused = 0;
  for (let n = from; n < from + calls; n++) {
    const input = n % EVERY === 0 ? long[(n / EVERY) % long.length] : short[n % short.length];
    try {
      WAYS[n % WAYS.length](input);
    } catch (error) {
      if (!isFinfaultError(error) || error.code !== "invalid_input") {
        throw error;
      }
      refused++;
    }
  }
  return refused;
}

/**
 * Makes calls and returns the sizes in bytes of the module's memory and of the heap after each tenth of them. What comes
 * first has warmed both up: every long body, both as text and as bytes, in every way.
 */
export async function soak(calls) {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc");
  await init();
  const inputs = await hostile();
  for (const way of WAYS) {
    inputs.long.forEach((input) => way(input));
  }
  callAll(inputs, 1, inputs.short.length);
  const sizes = [];
  let refused = 0;
  for (let part = 0; part < 10; part++) {
    refused += callAll(inputs, part * (calls / 10), calls / 10);
    gc();
    sizes.push({ memory: memory().buffer.byteLength, heap: process.memoryUsage().heapUsed });
  }
  return { sizes, refused };
}

if (import.meta.filename === process.argv[1]) {
  const { sizes, refused } = await soak(Number(process.argv[2] ?? 1_000_000));
  for (const { memory, heap } of sizes) {
    console.log(`module ${(memory / MIB).toFixed(2)} MiB, heap ${(heap / MIB).toFixed(2)} MiB`);
  }
  const grown = sizes.at(-1).heap - sizes[0].heap;
  const flat = sizes.every(({ memory }) => memory === sizes[0].memory) && grown < MIB;
  console.log(`${refused} calls refused; ${flat ? "flat" : "NOT FLAT"}`);
  process.exitCode = flat ? 0 : 1;
}
