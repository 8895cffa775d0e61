// The next step: the one that the Go package and the module give, of the cases that all of them share.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";

import { classify, init } from "finfault";
import { nextStep, stepDelay, withTried } from "finfault/next";

const file = join(import.meta.dirname, "../../../decoder/testdata/next.jsonl");
const cases = readFileSync(file, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));
const nothing = {
  action: undefined,
  resend: false,
  background: false,
  stop: false,
  page: false,
  at_least_ms: 0,
  jitter_ms: 0,
};
const limited = cases.find(({ id }) => id === "a rate limit with a time").verdict;

before(() => init());

test("every step of every case, of verdicts and of their plain form", () => {
  assert.ok(cases.length > 50);
  for (const { id, answer, verdict, steps } of cases) {
    const view = classify(answer);
    assert.deepEqual(view.toJSON(), verdict, id);
    for (const { tried, next } of steps) {
      for (const form of [verdict, view]) {
        assert.deepEqual(nextStep(form, tried), { ...nothing, ...next }, `${id} ${JSON.stringify(tried)}`);
      }
    }
  }
});

test("taking each step and counting it leads through the same steps", () => {
  for (const { id, verdict, steps } of cases) {
    let tried = {};
    for (const { next } of steps.slice(0, 1 + steps.findIndex((step) => !step.next.action))) {
      assert.deepEqual(nextStep(verdict, tried), { ...nothing, ...next }, `${id} ${JSON.stringify(tried)}`);
      tried = withTried(tried, next.action);
    }
  }
});

test("what is counted, and what is a set", () => {
  let tried = {};
  const done = ["reconnect_user", "reconnect_user", undefined];
  for (const action of ["wait", "wait", "refresh_token", "poll_status", ...done]) {
    tried = withTried(tried, action);
  }
  assert.deepEqual(tried, { waits: 2, refreshes: 1, polls: 1, done: ["reconnect_user"] });
  assert.deepEqual(withTried(Object.freeze({ done: Object.freeze(["stop_using"]) }), "wait").waits, 1);
});

test("what is no count is too often", () => {
  for (const waits of [NaN, -1, -Infinity, Infinity, 1e9, 256]) {
    const { why, resend } = nextStep(limited, { waits });
    assert.deepEqual([why, resend], ["exhausted", false]);
  }
  assert.equal(nextStep(limited, { waits: undefined, done: undefined }).resend, true);
  assert.equal(nextStep({ ...limited, retry: { ...limited.retry, max_retries: undefined } }).resend, false);
});

test("names that a later version may have lead to no resend", () => {
  const later = { ...limited, retry: { ...limited.retry, policy: "later" } };
  assert.equal(nextStep({ ...later, actions: ["hope"] }).why, "exhausted");
  assert.equal(nextStep(later).by, "requester");
  assert.equal(nextStep({ ...limited, actions: ["hope", "contact_support"] }, { waits: 5 }).action, "contact_support");
});

test("delays are drawn as retryDelay draws them", () => {
  const half = () => 0.5;
  assert.equal(stepDelay({ at_least_ms: 0, jitter_ms: 1001 }, half), 500);
  assert.equal(stepDelay({ at_least_ms: 700, jitter_ms: 1001 }, half), 700);
  assert.equal(stepDelay(nextStep(limited), half), 30_000, "a header's time in full");
  const drawn = new Set(Array.from({ length: 200 }, () => stepDelay({ at_least_ms: 0, jitter_ms: 1000 })));
  assert.ok(drawn.size > 100, "Math.random draws them where nothing else is given");
});
