// The entry finfault/fingerprint: the same as the Go package says of the same verdicts, without the module.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";

import { classify, init } from "finfault";
import { breakerKey, fingerprint, tripsBreaker } from "finfault/fingerprint";

import { bundle } from "./support/bundle.js";
import { SECRET } from "./support/fails.js";
import { native } from "./vectors.js";

const BUDGET = 1024;

before(() => init());

test("every verdict: what Go says of it", async () => {
  const prints = new Set();
  const keys = new Set();
  let verdicts = 0;
  let tripping = 0;
  for await (const line of native("groups")) {
    const { verdict, institution, connection, ...said } = JSON.parse(line);
    const key = breakerKey(verdict, { institution, connection }) ?? "";
    assert.deepEqual({ fingerprint: fingerprint(verdict), key, trips: tripsBreaker(verdict) }, said, line);
    verdicts++;
    tripping += said.trips;
    prints.add(said.fingerprint);
    keys.add(key);
  }
  assert.ok(verdicts > 5000 && tripping > 1000 && tripping < verdicts / 2, `${tripping} of ${verdicts}`);
  assert.ok(prints.size > 200 && prints.size < verdicts / 5, `${prints.size} groups`);
  assert.ok(keys.size > 15, `${keys.size} keys`);
});

test("a verdict and its plain form give the same", () => {
  const verdict = classify({ provider: "basiq", status: 503, operation: "read", body: '{"data":[{"code":"moon_1"}]}' });
  const plain = JSON.parse(JSON.stringify(verdict));
  for (const tell of [fingerprint, tripsBreaker, (v) => breakerKey(v, { institution: "AU00000" })]) {
    assert.equal(tell(verdict), tell(plain));
  }
  assert.match(fingerprint(verdict), /^f1:[0-9a-f]{16}$/);
  assert.equal(breakerKey(verdict), "basiq");
  assert.equal(tripsBreaker(verdict), true);
});

test("neither texts nor ids tell failures apart", () => {
  const failed = (text) => ({
    provider: "basiq",
    status: 400,
    headers: { "X-Request-Id": text },
    body: JSON.stringify({
      type: "list",
      correlationId: text,
      data: [{ type: "error", code: `closed-${text}`, title: text, detail: text, source: { parameter: text } }],
    }),
  });
  assert.equal(fingerprint(classify(failed(SECRET))), fingerprint(classify(failed("account-12345"))));
  assert.notEqual(fingerprint(classify(failed(SECRET))), fingerprint(classify(failed("accounts"))));
});

test("a breaker can be asked before a call", () => {
  const ids = { institution: "AU00000", connection: "3c1e" };
  assert.deepEqual(
    ["app", "institution", "connection", "request"].map((scope) => breakerKey({ provider: "mx", scope }, ids)),
    ["mx", "mx/institution/AU00000", "mx/connection/3c1e", undefined],
  );
  assert.equal(breakerKey({ provider: "mx", scope: "connection" }), undefined);
  assert.equal(breakerKey({ provider: "unknown", scope: "app" }, ids), undefined);
});

test("it is small, and brings nothing of the package", async (t) => {
  const { code, inputs } = await bundle('export * from "finfault/fingerprint"');
  const size = brotliCompressSync(code).length;
  t.diagnostic(`${code.length} bytes, ${size} in brotli, of ${BUDGET}`);
  assert.ok(size <= BUDGET, `${size} bytes`);
  assert.equal(inputs.length, 2, inputs.join());
});
