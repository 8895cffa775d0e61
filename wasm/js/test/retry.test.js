// Delays: their bounds are those of the Go package, drawn evenly below.
import assert from "node:assert/strict";
import { before, test } from "node:test";

import { classify, init, retryDelay } from "finfault";

import { native } from "./vectors.js";

const backoff = {
  policy: "backoff_short",
  automatic: true,
  initial_ms: 1000,
  factor: 2,
  cap_ms: 30000,
  max_retries: 3,
  provider_hint: "unknown",
};
const delays = (retry, attempts, random) =>
  attempts.map((attempt) => retryDelay({ retry: { ...backoff, ...retry } }, attempt, random));

before(() => init());

test("every policy, as the Go package has it", async () => {
  const policies = new Set();
  for await (const line of native("delays")) {
    const { retry, bounds } = JSON.parse(line);
    policies.add(retry.policy);
    bounds.forEach((planned, attempt) => {
      // Go gives the plan that one verdict makes; here a later attempt has a verdict of its own.
      const bound = attempt > 0 ? Math.max(planned, retry.after_ms ?? 0) : planned;
      const allowed = retry.automatic && attempt < (retry.max_retries ?? 0);
      // A number that random() does not reach gives the bound itself.
      assert.equal(
        retryDelay({ retry }, attempt, () => 1),
        allowed ? bound : undefined,
        `${retry.policy} ${attempt}`,
      );
      const unbounded = { ...retry, automatic: true, max_retries: 100 };
      assert.equal(
        retryDelay({ retry: unbounded }, attempt, () => 1),
        bound,
        `${retry.policy} ${attempt}`,
      );
    });
  }
  assert.equal(policies.size, 9);
});

test("full jitter: whole milliseconds from 0 to below the bound", () => {
  assert.deepEqual(
    delays({}, [0, 1, 2], () => 0),
    [0, 0, 0],
  );
  assert.deepEqual(
    delays({}, [0, 1, 2], () => 0.5),
    [500, 1000, 2000],
  );
  assert.deepEqual(
    delays({}, [0, 1, 2], () => 0.9999999),
    [999, 1999, 3999],
  );
  const drawn = new Set(Array.from({ length: 200 }, () => retryDelay({ retry: backoff }, 2)));
  assert.ok(drawn.size > 100, "Math.random draws them where nothing else is given");
  for (const delay of drawn) {
    assert.ok(Number.isInteger(delay) && delay >= 0 && delay < 4000);
  }
});

test("a time that a header gave is waited in full", () => {
  assert.deepEqual(
    delays({ after_ms: 200 }, [0], () => 0.5),
    [200],
    "it takes the place of the first delay, also of a longer one",
  );
  assert.deepEqual(
    delays({ after_ms: 1500 }, [1, 2], () => 0.5),
    [1500, 2000],
    "on later answers it is the least",
  );
});

test("no retry", () => {
  const never = [undefined, undefined, undefined, undefined];
  assert.deepEqual(delays({ automatic: false }, [0, 1, 2, 3]), never);
  assert.deepEqual(delays({ automatic: false, after_ms: 5 }, [0, 1, 2, 3]), never);
  assert.deepEqual(delays({}, [3, 4, 100, Infinity]), never, "they are used up");
  assert.deepEqual(delays({}, [-1, NaN, -Infinity, undefined]), never, "no such attempt");
  assert.deepEqual(delays({ max_retries: undefined }, [0, 1, 2, 3]), never);
});

test("a verdict and its plain form give the same", () => {
  const verdict = classify({ provider: "truelayer", status: 429, operation: "read", headers: { "Retry-After": "3" } });
  for (const form of [verdict, verdict.toJSON(), JSON.parse(JSON.stringify(verdict))]) {
    assert.deepEqual(
      [0, 1, 4, 5].map((attempt) => retryDelay(form, attempt, () => 0.5)),
      [3000, 10000, 80000, undefined],
    );
  }
  const refresh = classify({ provider: "mx", status: 401, operation: "read" });
  assert.deepEqual(
    [retryDelay(refresh, 0), retryDelay(refresh, 1)],
    [0, undefined],
    "one replay at once, after the refresh",
  );
});
