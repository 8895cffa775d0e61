// The short version of `node test/soak.js`.
import assert from "node:assert/strict";
import { test } from "node:test";

import { soak } from "./soak.js";

test("memory and heap stay flat under hostile bodies", async (t) => {
  const { sizes, refused } = await soak(50_000);
  t.diagnostic(JSON.stringify(sizes.at(-1)));
  assert.deepEqual(
    sizes.map(({ memory }) => memory),
    Array(10).fill(sizes[0].memory),
  );
  const grown = sizes.at(-1).heap - sizes[0].heap;
  assert.ok(grown < 1 << 20, `the heap grew by ${grown} bytes`);
  assert.ok(refused > 0, "mistakes of the caller's are among them");
});
