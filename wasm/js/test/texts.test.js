// Texts come out as the native decoder has them, whatever bodies and headers are made of and in whichever form they are.
import assert from "node:assert/strict";
import { before, test } from "node:test";

import { classify, classifyJSON, init } from "finfault";

const MAX_BODY = 1 << 20;
const MAX_HEADERS = 64 << 10;
const mx = { provider: "mx", status: 400 };
const encode = (text) => new TextEncoder().encode(text);
const body = (message) => `{"error":{"message":${JSON.stringify(message)}}}`;

before(() => init());

/** same checks that a verdict, read member by member, is the one that the module writes as JSON. */
function same(input, what) {
  const verdict = classify(input);
  assert.equal(JSON.stringify(verdict), JSON.stringify(JSON.parse(classifyJSON(input))), what);
  return verdict;
}

test("texts of every kind, as a string and as bytes", () => {
  const texts = [
    "plain",
    "é",
    "naïve — “quoted”",
    "日本語のテキスト",
    "😀👩‍👩‍👧",
    "a\u0000b",
    "tab\there",
    "\u2028\u2029",
    "\u007f\u0080\u009f",
    "\ufeffbegins with it",
    "has \ufeff inside",
    "\uffff",
    "\u{10ffff}",
    "<b>&amp;</b>",
    '"quoted"',
    "back\\slash",
    "e\u0301",
  ];
  for (const text of texts) {
    const given = body(text);
    for (const form of [given, encode(given), encode(given).buffer]) {
      assert.equal(same({ ...mx, body: form }, text).detail, text);
    }
  }
});

test("texts that are written with escapes", () => {
  const written = {
    "\\u00e9": "é",
    "\\ud83d\\ude00": "😀",
    '\\n\\t\\b\\f\\r\\/\\\\\\"': '\n\t\b\f\r/\\"',
    "\\u0041BC": "ABC",
    "\\ufeffx": "\ufeffx",
    "\\ud800": "\ufffd",
    "\\udc00x": "\ufffdx",
    "\\ud800\\u0041": "\ufffdA",
    "é\\u00e9": "éé",
  };
  for (const [escapes, text] of Object.entries(written)) {
    const given = `{"error":{"message":"${escapes}"}}`;
    assert.equal(same({ ...mx, body: given }, escapes).detail, text);
    assert.equal(same({ ...mx, body: encode(given) }, escapes).detail, text);
  }
});

test("lone surrogates of a string count as U+FFFD, as everywhere else", () => {
  for (const text of ["\ud800", "x\udc00", "\ude00\ud83d", "\ud83dA", "é\ud83d"]) {
    const given = `{"error":{"message":"${text}"}}`;
    assert.equal(same({ ...mx, body: given }).detail, text.toWellFormed());
  }
});

test("a byte order mark before the body", () => {
  const given = body("é");
  const bare = classifyJSON({ ...mx, body: given });
  assert.equal(classifyJSON({ ...mx, body: `\ufeff${given}` }), bare);
  assert.equal(classifyJSON({ ...mx, body: encode(`\ufeff${given}`) }), bare);
});

test("no body", () => {
  const none = classifyJSON(mx);
  for (const empty of [undefined, null, "", new Uint8Array(), new ArrayBuffer(0)]) {
    assert.equal(classifyJSON({ ...mx, body: empty }), none);
  }
  assert.equal(classify(mx).shape, "empty");
});

test("a view sees its part of a buffer", () => {
  const bytes = encode(`garbage${body("inside")}garbage`);
  for (const View of [Uint8Array, DataView, Uint8ClampedArray]) {
    assert.equal(classify({ ...mx, body: new View(bytes.buffer, 7, bytes.length - 14) }).detail, "inside");
  }
});

test("bodies around the limit, with the cut at each place of a character", () => {
  for (const character of ["a", "é", "日", "😀", "\ud800"]) {
    // Filled up at the end, so that texts at the front must still be found at their places.
    const front = `${body("frönt").slice(0, -1)},"rest":"`;
    const size = encode(character).length;
    for (let over = -5; over <= 5; over++) {
      const room = MAX_BODY + over - encode(front).length - 2;
      const given = `${front}${"x".repeat(room % size)}${character.repeat(room / size)}"}`;
      const bytes = encode(given);
      assert.equal(bytes.length, MAX_BODY + over);
      const verdict = same({ ...mx, body: given }, `${character} ${over}`);
      assert.equal(JSON.stringify(verdict), JSON.stringify(same({ ...mx, body: bytes })), `${character} ${over}`);
      assert.equal(verdict.truncated, over > 0 || undefined, `${character} ${over}`);
      assert.equal(verdict.detail, "frönt");
    }
  }
});

test("a long body with as many characters as bytes are looked at is not taken for ASCII", () => {
  const front = `{"pad":"éé","error":{"message":"behind"},"rest":"`;
  const given = front + "x".repeat(MAX_BODY + 1 - front.length);
  assert.equal(given.length, MAX_BODY + 1);
  assert.equal(same({ ...mx, body: given }).detail, "behind");
  const lines = "X-Pad: éé\r\nX-Request-Id: behind\r\n";
  assert.equal(
    same({ ...mx, headers: `${lines}X-Rest: ${"x".repeat(MAX_HEADERS + 1 - lines.length - 8)}` }).trace_id,
    "behind",
  );
});

test("bodies far over the limit", () => {
  const front = `{"error":{"message":"first"},"rest":"`;
  for (const character of ["a", "é", "日", "😀"]) {
    const given = front + character.repeat(3 * MAX_BODY);
    const verdict = same({ ...mx, body: given });
    assert.deepEqual([verdict.truncated, verdict.detail], [true, "first"]);
    assert.equal(JSON.stringify(same({ ...mx, body: encode(given) })), JSON.stringify(verdict));
  }
});

test("headers in every form", () => {
  const list = [
    ["Retry-After", "7"],
    ["X-Request-Id", "id-1"],
    ["X-Other", "é"],
  ];
  const asked = { provider: "truelayer", status: 429 };
  const want = classifyJSON({ ...asked, headers: "Retry-After: 7\r\nX-Request-Id: id-1\r\n" });
  assert.match(want, /"after_ms":7000.*"trace_id":"id-1"/);
  const forms = {
    object: Object.fromEntries(list),
    "object of lists": { "Retry-After": ["7"], "x-request-id": ["id-1"], "X-None": undefined, "X-Empty": [] },
    "object of numbers": { "Retry-After": 7, "X-Request-Id": "id-1" },
    pairs: list,
    map: new Map(list),
    iterable: { [Symbol.iterator]: () => list.values() },
    Headers: new Headers([
      ["Retry-After", "7"],
      ["X-Request-Id", "id-1"],
    ]),
    "lines of LF": "retry-after:7\nX-REQUEST-ID:   id-1\n",
    "lines without an end": "X-Request-Id: id-1\r\nRetry-After: 7",
  };
  for (const [form, headers] of Object.entries(forms)) {
    assert.equal(classifyJSON({ ...asked, headers }), want, form);
    assert.equal(JSON.stringify(classify({ ...asked, headers })), want, form);
  }
  const bare = classifyJSON(asked);
  for (const headers of [undefined, null, "", {}, [], new Map(), new Headers()]) {
    assert.equal(classifyJSON({ ...asked, headers }), bare);
  }
});

test("what stands in one header does not pass for another", () => {
  for (const end of ["\r\n", "\n", "\r", "\n\n", "\r\n\r\n"]) {
    const forms = [
      { "X-A": `a${end}Retry-After: 9` },
      [["X-A", `a${end}Retry-After: 9`]],
      { [`X-A: a${end}Retry-After`]: "9" },
      { "X-A": ["a", `b${end}Retry-After: 9`] },
    ];
    for (const headers of forms) {
      assert.equal(same({ provider: "truelayer", status: 429, headers }).retry.after_ms, undefined);
    }
  }
});

test("headers around their limit, with a body behind them", () => {
  for (const fill of ["a", "é", "日"]) {
    for (const length of [MAX_HEADERS - 40, MAX_HEADERS, 3 * MAX_HEADERS]) {
      const headers = [
        ["X-Request-Id", "first"],
        ["X-Fill", fill.repeat(length)],
        ["Retry-After", "5"],
      ];
      const verdict = same({ provider: "mx", status: 429, headers, body: body("beh\u00efnd") }, `${fill} ${length}`);
      assert.deepEqual([verdict.trace_id, verdict.detail], ["first", "beh\u00efnd"], `${fill} ${length}`);
      assert.equal(same({ provider: "mx", status: 429, headers, body: body("ascii") }).detail, "ascii");
    }
  }
});

test("every status counts as natively", () => {
  for (const [status, like] of [
    [-5, -1],
    [1000, 100000],
    [2 ** 40, 1000],
    [-(2 ** 40), -1],
    [-0, 0],
    [2 ** 32 + 401, 1000],
  ]) {
    assert.equal(classifyJSON({ status }), classifyJSON({ status: like }));
  }
});
