import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";

import { ProviderError } from "../error.js";
import { createFetch } from "../fetch.js";
import { startProvider, testClock } from "./provider.js";

/** @typedef {import("./provider.js").Answer} Answer */

/** @type {Answer} */
const unavailable = { status: 503, body: {} };
/** @type {Answer} */
const refused = { status: 401, body: { error: "invalid_token" } };
const random = () => 0.5;

/**
 * @param {import("node:test").TestContext} t
 * @param {Answer[] | ((seen: import("./provider.js").Seen, n: number) => Answer | Promise<Answer>)} answers
 * @param {Partial<import("../fetch.js").Options>} [options]
 */
async function start(t, answers, options = {}) {
  const provider = await startProvider(t, answers);
  const clock = testClock();
  return { ...provider, clock, fetch: createFetch({ provider: "truelayer", clock, random, ...options }) };
}

/**
 * failure returns the error that a call ends with.
 *
 * @param {Promise<unknown>} call
 * @returns {Promise<ProviderError>}
 */
async function failure(call) {
  const error = await call.then(() => assert.fail("the call did not fail"), (cause) => cause);
  assert.ok(error instanceof ProviderError, inspect(error));
  return error;
}

test("an answer that is no failure is handed on with its body", async (t) => {
  const steps = [{ title: "verify-credentials", status: "in-progress", result: null }];
  for (const body of [{ accounts: [] }, { type: "job", id: "j1", steps }]) {
    const { fetch, url, seen } = await start(t, [{ body }], { provider: "basiq", operation: "job" });
    assert.deepEqual(await (await fetch(url)).json(), body);
    assert.equal(seen.length, 1);
  }
});

/** @type {{ name: string, answers: Answer[], slept: number[] }[]} */
const recoveries = [
  {
    name: "a time in a header is waited in full",
    answers: [{ status: 429, headers: { "Retry-After": "7" } }, {}],
    slept: [7000],
  },
  { name: "503 twice: the delays grow", answers: [unavailable, unavailable, {}], slept: [500, 1000] },
  {
    name: "a time in a later header counts as well",
    answers: [unavailable, { status: 503, headers: { "Retry-After": "7" } }, {}],
    slept: [500, 7000],
  },
  { name: "a connection that breaks", answers: ["hang up", {}], slept: [500] },
];
for (const { name, answers, slept } of recoveries) {
  test(`tries again: ${name}`, async (t) => {
    const { fetch, url, seen, clock } = await start(t, answers);
    assert.equal((await fetch(url)).status, 200);
    assert.deepEqual(clock.slept, slept);
    assert.equal(seen.length, answers.length);
  });
}

test("gives up after as many retries as the verdict allows", async (t) => {
  const { fetch, url, seen, clock } = await start(t, [unavailable]);
  const error = await failure(fetch(url));
  assert.equal(seen.length, 1 + (error.verdict.retry.max_retries ?? NaN));
  assert.equal(clock.slept.length, seen.length - 1);
});

/**
 * @type {{
 *   name: string, provider: import("finfault").Provider, operation?: import("finfault").Operation, method?: string,
 *   answer: Answer, category: string, effect?: string,
 * }[]}
 */
const finals = [
  {
    name: "Synapse: wrong credentials at the bank",
    provider: "synapse",
    operation: "login",
    method: "POST",
    answer: {
      status: 402,
      body: { error: { en: "Incorrect login" }, error_code: "110", http_code: "402", success: false },
    },
    category: "user_credentials_invalid",
  },
  {
    name: "a login while the provider is down",
    provider: "truelayer",
    operation: "login",
    method: "POST",
    answer: unavailable,
    category: "aggregator_unavailable",
  },
  {
    name: "a token endpoint that is down",
    provider: "truelayer",
    operation: "token",
    method: "POST",
    answer: unavailable,
    category: "aggregator_unavailable",
  },
  {
    name: "a write without a key",
    provider: "mx",
    method: "POST",
    answer: { status: 500, body: { message: "Internal Server Error" } },
    category: "aggregator_internal",
    effect: "unknown",
  },
  {
    name: "Basiq: a failed job inside a 200",
    provider: "basiq",
    operation: "job",
    answer: {
      body: {
        type: "job",
        id: "j1",
        steps: [{ title: "verify-credentials", status: "failed", result: { code: "invalid-credentials" } }],
      },
    },
    category: "user_credentials_invalid",
  },
  { name: "a token that nothing can refresh", provider: "truelayer", answer: refused, category: "token_expired" },
];
for (const { name, answer, provider, category, effect, ...call } of finals) {
  test(`is not sent again: ${name}`, async (t) => {
    const { fetch, url, seen, clock } = await start(t, [answer, {}], { provider });
    const error = await failure(fetch(url, call));
    assert.equal(error.verdict.category, category);
    assert.equal(error.verdict.effect, effect);
    assert.equal(seen.length, 1);
    assert.deepEqual(clock.slept, []);
    assert.deepEqual(await error.response?.json(), typeof answer === "object" && answer.body, "the body can still be read");
  });
}

test("a write with a key is sent again with the same key and body", async (t) => {
  const { fetch, url, seen } = await start(t, [unavailable, {}], { idempotencyHeader: "X-Key" });
  await fetch(url, { method: "POST", body: "amount=1", idempotencyKey: "key-1" });
  const sent = seen.map(({ headers, body }) => [headers["x-key"], body]);
  assert.deepEqual(sent, [["key-1", "amount=1"], ["key-1", "amount=1"]]);
});

test("a write to which nobody answered is not sent again", async (t) => {
  const { fetch, url, seen } = await start(t, ["hang up", {}]);
  const error = await failure(fetch(url, { method: "POST", body: "amount=1" }));
  assert.equal(error.verdict.effect, "unknown");
  assert.equal(error.response, undefined);
  assert.ok(error.cause instanceof TypeError);
  assert.equal(seen.length, 1);
});

/** tokens returns a function that fetches token-1, token-2 and so on. */
function tokens() {
  let count = 0;
  return { count: () => count, refreshToken: async () => `token-${++count}` };
}

/** takes answers well to one token only. @param {string} good */
const takes = (good) => (/** @type {import("./provider.js").Seen} */ { headers }) =>
  headers.authorization === `Bearer ${good}` ? {} : refused;

test("ten calls whose token was refused share one refresh", async (t) => {
  const { count, refreshToken } = tokens();
  const { fetch, url, seen, clock } = await start(t, takes("token-1"), {
    token: "stale",
    refreshToken: async () => {
      const token = await refreshToken();
      while (clock.slept.length < 10) {
        await setImmediate(); // until all ten know that the token was refused
      }
      return token;
    },
  });
  const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(url)));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal(count(), 1);
  assert.equal(seen.length, 20);
});

test("a refresh is no retry: other failures before it do not use it up", async (t) => {
  const { count, refreshToken } = tokens();
  const { fetch, url, clock } = await start(t, [unavailable, refused, unavailable, {}], { token: "stale", refreshToken });
  assert.equal((await fetch(url)).status, 200);
  assert.equal(count(), 1);
  assert.deepEqual(clock.slept, [500, 0, 1000]);
});

test("an old token that is refused late costs no second refresh", async (t) => {
  const { count, refreshToken } = tokens();
  const first = new EventEmitter();
  const arrived = once(first, "arrived");
  const released = once(first, "released");
  const { fetch, url } = await start(
    t,
    async (seen, n) => {
      if (n === 0) {
        first.emit("arrived");
        await released;
      }
      return takes("token-1")(seen);
    },
    { token: "stale", refreshToken },
  );
  const late = fetch(url);
  await arrived;
  await fetch(url);
  first.emit("released");
  assert.equal((await late).status, 200);
  assert.equal(count(), 1);
});

test("a token is fetched before the first call where there is none", async (t) => {
  const { count, refreshToken } = tokens();
  const { fetch, url, seen } = await start(t, takes("token-1"), { refreshToken });
  await Promise.all([fetch(url), fetch(url)]);
  assert.equal(count(), 1);
  assert.equal(seen.length, 2);
});

test("a new token that is refused too is not replaced again", async (t) => {
  const { count, refreshToken } = tokens();
  const { fetch, url, seen } = await start(t, [refused], { token: "stale", refreshToken });
  assert.equal((await failure(fetch(url))).verdict.category, "token_expired");
  assert.equal(count(), 1);
  assert.equal(seen.length, 2);
});

test("a refresh that fails is told to all who wait, and tried again later", async (t) => {
  const broken = new Error("no token today");
  const outcomes = [() => Promise.reject(broken), async () => "token-1"];
  const { fetch, url } = await start(t, takes("token-1"), { refreshToken: () => (outcomes.shift() ?? assert.fail)() });
  const calls = await Promise.allSettled([fetch(url), fetch(url)]);
  assert.deepEqual(calls.map((call) => call.status === "rejected" && call.reason), [broken, broken]);
  assert.equal((await fetch(url)).status, 200);
});

test("what would come after the deadline is not waited for", async (t) => {
  const limited = { status: 429, headers: { "Retry-After": "60" } };
  const { fetch, url, seen, clock } = await start(t, [limited], { deadline: 60_000 });
  assert.equal((await failure(fetch(url))).verdict.category, "rate_limited");
  assert.equal(seen.length, 1);
  assert.deepEqual(clock.slept, []);
});

test("the deadline ends a request that hangs", async (t) => {
  const { fetch, url, clock } = await start(t, () => (clock.strike(), new Promise(() => {})));
  const error = await failure(fetch(url, { method: "POST" }));
  assert.equal(error.verdict.category, "aggregator_timeout");
  assert.equal(error.verdict.effect, "unknown");
  assert.equal(/** @type {Error} */ (error.cause).name, "TimeoutError");
});

test("an answer that does not end is ended by the deadline and by the caller", async (t) => {
  const { fetch, url, clock } = await start(t, ["no end"]);
  const controller = new AbortController();
  const reason = new Error("the user left");
  const strikes = [clock.strike, () => controller.abort(reason)];
  const real = globalThis.fetch;
  t.mock.method(globalThis, "fetch", async (/** @type {Request} */ request) => {
    const response = await real(request);
    strikes.shift()?.(); // when the status is there and the body is not
    return response;
  });
  assert.equal((await failure(fetch(url, { method: "POST" }))).verdict.category, "aggregator_timeout");
  const other = createFetch({ provider: "truelayer", clock: testClock() });
  await assert.rejects(other(url, { signal: controller.signal }), reason);
});

test("a caller who wants no answer any more gets their reason", async (t) => {
  const controller = new AbortController();
  const reason = new Error("the user left");
  const { fetch, url } = await start(t, () => (controller.abort(reason), new Promise(() => {})));
  await assert.rejects(fetch(url, { signal: controller.signal }), reason);
  const stuck = createFetch({ provider: "mx", refreshToken: () => new Promise(() => {}), clock: testClock() });
  const other = new AbortController();
  const waiting = assert.rejects(stuck(url, { signal: other.signal }), reason);
  other.abort(reason);
  await waiting;
});

test("a mistake in the request is no failure of the network", async (t) => {
  const { fetch, clock } = await start(t, []);
  await assert.rejects(fetch("no address"), { name: "TypeError" });
  assert.deepEqual(clock.slept, []);
});

test("an error that is logged shows nothing that the provider wrote", async (t) => {
  const secret = "SSN123456789";
  const { fetch, url } = await start(t, [{ status: 400, headers: { "X-Request-Id": secret }, body: { error: secret } }]);
  const error = await failure(fetch(url));
  assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }) + error.message, new RegExp(secret));
});
