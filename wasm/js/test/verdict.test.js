// What a verdict is to the caller: valid for good, read-only in effect, and silent about texts of the provider.
import { memory } from "./support/spy.js";

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { format, inspect } from "node:util";

import { classify, classifyJSON, init } from "finfault";

import { SECRET } from "./support/fails.js";

const list = (count, text) => ({
  provider: "basiq",
  status: 400,
  operation: "read",
  body: JSON.stringify({
    type: "list",
    correlationId: `id-${text}`,
    data: Array.from({ length: count }, (_, i) => ({
      type: "error",
      code: "parameter-not-valid",
      title: `title-${i} ${text}`,
      detail: `detail-${i}\n${text}`,
      source: { parameter: text },
    })),
  }),
});

before(() => init());

test("a verdict stays what it was after other calls, and after memory has grown", () => {
  const inputs = [
    list(1, SECRET),
    list(32, "é"),
    { ...list(3, "bytes"), body: Buffer.from(list(3, "bytes").body) },
    {
      provider: "truelayer",
      status: 503,
      headers: { "Tl-Trace-Id": "trace-1", "Retry-After": "3" },
      body: '{"title":"\\u0041"}',
    },
    {
      provider: "synapse",
      status: 402,
      body: '{"error":{"en":"Überfällig"},"error_code":"400","http_code":"402","success":false}',
    },
  ];
  const kept = inputs.map((input) => ({
    verdict: classify(input),
    json: JSON.stringify(JSON.parse(classifyJSON(input))),
  }));
  const started = memory().buffer.byteLength;
  const escapes = `{"message":"${"\\u00e9".repeat(170_000)}"}`;
  for (let i = 0; i < 300; i++) {
    classify({
      provider: "mx",
      status: 500 + (i % 5),
      headers: `X-Request-Id: other-${i}`,
      body: i % 50 ? "other".repeat(i) : escapes,
    });
  }
  // No body makes it grow any more, so it is made to.
  memory().grow(16);
  assert.equal(classify(list(2, "after")).errors.length, 2);
  assert.ok(memory().buffer.byteLength > started);
  for (const { verdict, json } of kept) {
    assert.equal(JSON.stringify(verdict), json);
    assert.equal(JSON.stringify(verdict), json, "and a second time");
  }
});

test("what is done to one verdict's lists does nothing to another's", () => {
  const input = { provider: "mx", status: 418, body: '{"code":"no-such-code-here","message":"x"}' };
  for (const asked of [
    input,
    list(3, "x"),
    { provider: "synapse", status: 401, body: '{"error_code":"110","success":false}' },
  ]) {
    const first = classify(asked);
    const want = JSON.stringify(first);
    const plain = first.toJSON();
    for (const lists of [first, plain, ...(first.errors ?? []), ...(plain.errors ?? [])]) {
      for (const name of ["actions", "alternatives", "errors", "drift"]) {
        lists[name]?.splice(0, 9, "spoilt");
      }
      lists.retry.policy = "spoilt";
    }
    assert.equal(JSON.stringify(classify(asked)), want);
  }
});

test("what is empty is absent", () => {
  const optional = [
    "effect",
    "code",
    "title",
    "detail",
    "trace_id",
    "source",
    "alternatives",
    "errors",
    "drift",
    "truncated",
  ];
  const verdict = classify({ provider: "mx", status: 404 });
  for (const name of optional) {
    assert.equal(verdict[name], undefined, name);
    assert.ok(!(name in verdict.toJSON()), name);
  }
  assert.deepEqual(Object.keys(verdict.retry), ["policy", "automatic", "provider_hint"]);
  const ok = classify({ provider: "mx", status: 200, body: '{"user":{"guid":"x"}}' });
  assert.deepEqual([ok.outcome, ok.category, ok.party, ok.actions], ["ok", "none", "unknown", []]);
  const [item] = classify(list(2, "")).errors;
  assert.ok(!("source" in item.toJSON()));
  assert.equal(item.source, undefined);
});

test("its plain form can be copied and sent", () => {
  const verdict = classify(list(2, "x"));
  assert.deepEqual(structuredClone(verdict.toJSON()), JSON.parse(JSON.stringify(verdict)));
  assert.deepEqual({ ...verdict }, {}, "members are read when they are asked for");
});

test("members cannot be set", () => {
  const verdict = classify(list(2, "x"));
  for (const [object, name] of [
    [verdict, "category"],
    [verdict, "retry"],
    [verdict.errors[0], "detail"],
  ]) {
    assert.throws(() => {
      object[name] = "x";
    }, TypeError);
  }
});

test("what is logged of it holds no text of the provider", () => {
  const inputs = [
    list(1, SECRET),
    list(3, SECRET),
    list(3, `${SECRET}é`),
    {
      provider: "mx",
      status: 400,
      headers: `X-Request-Id: ${SECRET}`,
      body: `{"error":{"code":"${SECRET}","message":"${SECRET}"}}`,
    },
    { provider: "mx", status: 400, body: Buffer.from(`{"error":{"message":"${SECRET}"}}`) },
  ];
  for (const input of inputs) {
    const verdict = classify(input);
    assert.ok(JSON.stringify(verdict).includes(SECRET), "planted where it can be found");
    const logged = {
      string: `${verdict}`,
      inspect: inspect(verdict),
      deep: inspect({ verdict: [verdict] }, { depth: 9, showHidden: true, getters: true }),
      raw: inspect(verdict, { customInspect: false, showHidden: true, depth: 9 }),
      format: format("%s %o %O %d", verdict, verdict, verdict, verdict),
      errors: inspect(verdict.errors, { depth: 9, showHidden: true, getters: true }),
      items: `${verdict.errors}`,
      assign: inspect(Object.assign({}, verdict)),
    };
    for (const [form, text] of Object.entries(logged)) {
      assert.ok(!text.includes(SECRET), `${form}: ${text}`);
    }
  }
});

test("its line for logs", () => {
  const verdict = classify({ provider: "mx", status: 401 });
  assert.equal(
    `${verdict}`,
    "error provider=mx category=token_expired party=app retry=after_refresh automatic action=refresh_token row=http-602",
  );
  assert.equal(inspect(verdict), `Verdict { ${verdict} }`);
  assert.equal(`${classify({ provider: "mx", status: 200 })}`.split(" action=").length, 1, "ok asks for nothing");
});
