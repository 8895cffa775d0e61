// The bodies that benchmarks run on: one of each shape, picked as Samples of decoder/corpus picks them.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const cases = new URL("../../../decoder/testdata/cases/", import.meta.url);

/** Returns one case of each shape, the documented ones before the made up ones, of bodies that are not empty. */
export function samples() {
  const all = readdirSync(fileURLToPath(cases))
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => readFileSync(new URL(name, cases), "utf8").trimEnd().split("\n"))
    .map((line) => JSON.parse(line));
  const byShape = new Map();
  for (const madeUp of [false, true]) {
    for (const c of all) {
      const { shape } = c.expect;
      const fits = typeof c.body === "string" && Buffer.byteLength(c.body) < 4096;
      if (fits && madeUp === (c.fidelity === "synthetic") && shape !== "empty" && !byShape.has(shape)) {
        byShape.set(shape, c);
      }
    }
  }
  return [...byShape.values()];
}
