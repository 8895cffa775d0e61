import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { source } from "./source.js";

const project = fileURLToPath(new URL("../../../", import.meta.url));

test("an address carries a place and nothing else", async () => {
  const { formatPlace, parsePlace } = await source("place");
  const opened = parsePlace("");
  const cases = [
    [{}, ""],
    [{ provider: "basiq", status: 403 }, "provider=basiq&status=403"],
    [{ operation: "payment", idempotent: true }, "operation=payment&idempotent=yes"],
    [
      { view: "catalog", search: "a&b=c #é", contradictions: true, row: "mx-116" },
      "view=catalog&search=a%26b%3Dc+%23%C3%A9&contradictions=yes&row=mx-116",
    ],
  ];
  for (const [part, fragment] of cases) {
    const place = { ...opened, ...part };
    assert.equal(formatPlace(place), fragment);
    assert.deepEqual(parsePlace(`#${fragment}`), place);
  }
  assert.equal(formatPlace({ ...opened, body: "secret", headers: "secret" }), "", "only what a place has is written");
});

test("an address that makes no sense counts as none", async () => {
  const { parsePlace } = await source("place");
  const opened = parsePlace("");
  const cases = [
    "#verdict",
    "#provider=visa",
    "#provider=toString",
    "#status=99",
    "#status=1000",
    "#status=-1",
    "#status=4e2",
    "#operation=__proto__",
    "#idempotent=true",
    "#row=<img>",
    "#row=basiq-9%22",
    "#view=other",
    "#%E0%A4%A",
  ];
  for (const fragment of cases) {
    assert.deepEqual(parsePlace(fragment), opened, fragment);
  }
  assert.equal(parsePlace(`#search=${"x".repeat(5000)}`).search.length, 200);
});

test("a status is three digits, or nothing", async () => {
  const { parseStatus } = await source("place");
  for (const [text, status] of [
    ["", 0],
    [" ", 0],
    ["0", 0],
    ["403", 403],
    [" 599 ", 599],
    ["40", undefined],
    ["4o3", undefined],
    ["099", undefined],
    ["1000", undefined],
  ]) {
    assert.equal(parseStatus(text), status, text);
  }
});

test("headers and body survive packing", async () => {
  const { pack, unpack } = await source("pack");
  const cases = [
    { headers: "", body: "" },
    { headers: "Retry-After: 3\nDate: x", body: '{"detail":"Zoë \u0000 \ud83d\ude00 \ufeff"}\r\n' },
    { headers: "", body: "\ufeff{}" },
    { headers: "", body: "a".repeat(1 << 20) },
  ];
  for (const answer of cases) {
    const packed = await pack(answer);
    assert.match(packed, /^[A-Za-z0-9_-]+$/);
    assert.deepEqual(await unpack(packed), answer);
  }
});

test("what was not packed by the page, or holds too much, is refused", async () => {
  const { pack, unpack } = await source("pack");
  const whole = await pack({ headers: "", body: "some body" });
  const bomb = await pack({ headers: "", body: "a".repeat(3 << 20) });
  for (const text of ["", "!!", "AAAA", whole.slice(0, -4), bomb]) {
    assert.equal(await unpack(text), undefined, text.slice(0, 20));
  }
});

test("what curl -i prints is taken apart", async () => {
  const { transcript } = await source("transcript");
  const cases = [
    [
      "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nX: y\r\n\r\n{}",
      { status: 403, headers: "Content-Type: application/json\nX: y", body: "{}" },
    ],
    ["HTTP/2 429 \nretry-after: 5\n\n", { status: 429, headers: "retry-after: 5", body: "" }],
    ["HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\nA: b\n\n{\n\n}", { status: 200, headers: "A: b", body: "{\n\n}" }],
    ["HTTP/1.1 502 Bad Gateway\n\n<html>", { status: 502, headers: "", body: "<html>" }],
    ['{"a":"HTTP/1.1 403 x"}', undefined],
    ["HTTP/1.1 403 Forbidden", undefined],
    ["HTTP/1.1 forbidden\n\n", undefined],
    ["", undefined],
  ];
  for (const [text, answer] of cases) {
    assert.deepEqual(transcript(text), answer, text);
  }
});

test("a schedule has the bound of each wait, one after the other", async () => {
  const { waits, total } = await source("schedule");
  const policy = {
    policy: "backoff_short",
    automatic: true,
    initial_ms: 1000,
    factor: 2,
    cap_ms: 30000,
    max_retries: 3,
    provider_hint: "unknown",
  };
  const plain = [
    { retry: 1, from: 0, bound: 1000, exact: false },
    { retry: 2, from: 1000, bound: 2000, exact: false },
    { retry: 3, from: 3000, bound: 4000, exact: false },
  ];
  assert.deepEqual(waits(policy), plain);
  assert.equal(total(plain), 7000);
  assert.deepEqual(waits({ ...policy, automatic: false }), plain, "a person keeps to the same times");
  assert.deepEqual(
    waits({ ...policy, cap_ms: 1500 }).map((wait) => wait.bound),
    [1000, 1500, 1500],
  );
  const [first, second] = waits({ ...policy, after_ms: 86_400_000 });
  assert.deepEqual(
    first,
    { retry: 1, from: 0, bound: 86_400_000, exact: true },
    "a header's time is not cut by the cap",
  );
  assert.equal(second.from, 86_400_000);
  for (const policy of ["never", "after_user"]) {
    assert.deepEqual(waits({ policy, automatic: false, provider_hint: "unknown" }), []);
  }
  assert.deepEqual(waits({ policy: "after_refresh", automatic: true, max_retries: 1, provider_hint: "unknown" }), []);
  assert.equal(total([]), 0);
});

test("an axis has marks that are easy to read and stand apart", async () => {
  const { scale } = await source("scale");
  for (const end of [1, 7000, 285_000, 11_700_000, 86_400_000, 259_200_000]) {
    for (const right of [250, 800]) {
      const { at, marks } = scale(end, 20, right, 64);
      assert.equal(at(0), 20);
      assert.equal(Math.round(at(end)), right);
      assert.equal(marks[0], 0);
      assert.ok(marks.length >= 2, `${end} on ${right}: ${marks}`);
      for (const [n, mark] of marks.entries()) {
        assert.ok(mark <= end);
        assert.ok(n === 0 || at(mark) - at(marks[n - 1]) >= 64, `${end} on ${right}: ${marks}`);
      }
    }
  }
});

test("a duration reads as on the command line", async () => {
  const { duration } = await source("duration");
  const cases = [
    [0, "0 ms"],
    [750, "750 ms"],
    [1000, "1 s"],
    [4500, "4.5 s"],
    [80_000, "80 s"],
    [160_000, "2 min 40 s"],
    [3_600_000, "60 min"],
    [9_000_000, "2 h 30 min"],
    [86_400_000, "24 h"],
  ];
  for (const [ms, text] of cases) {
    assert.equal(duration(ms).replaceAll("\u00a0", " "), text);
  }
});

test("what would not be seen of a text is shown, and a long one is cut", async () => {
  const { wireText, grouped } = await source("text");
  const cases = [
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["a\u0000b\u001b[31m\u007f", "a␀b␛[31m␡"],
    ["line\n\tnext", "line\n\tnext"],
    ["abc\u202edcba", "abc⟨U+202E⟩dcba"],
    ["x".repeat(601), `${"x".repeat(600)} … (1 more characters)`],
  ];
  for (const [text, shown] of cases) {
    assert.equal(wireText(text), shown);
  }
  assert.equal(grouped(1048576), "1\u202f048\u202f576");
});

test("the catalog is found by code, text, category, provider and status", async () => {
  const { indexOf, search } = await source("search");
  const rows = readRows();
  const index = indexOf(rows);
  const found = (query, contradictions) => search(index, query, contradictions).map((row) => row.row);
  assert.equal(rows.length, search(index, "").length);
  const cases = [
    ["basiq-9", "basiq-9"],
    ["access-denied basiq 403", "basiq-9"],
    ["ACCESS_DENIED", "basiq-9"],
    ["SynapseFI 110", "synapse-67"],
    ["token_expired synapse", "synapse-67"],
    ["token has expired", "basiq-22"],
    ["second factor mx", "mx-125"],
    ["messages of gateways", "http-613"],
  ];
  for (const [query, row] of cases) {
    const names = found(query);
    assert.ok(names.length > 0 && names.length < rows.length, query);
    assert.ok(names.includes(row), `${query}: ${names}`);
  }
  assert.deepEqual(found("no such thing anywhere"), []);
  assert.deepEqual(
    found("", true),
    rows.filter((row) => row.contradiction).map((row) => row.row),
  );
  for (const row of search(index, "503 truelayer")) {
    assert.equal(row.provider, "truelayer");
  }
});

test("why a row is not retried by code", async () => {
  const { whyNot } = await source("guard");
  const cases = [
    [["token"], "token requests never are"],
    [["login"], "logins never are"],
    [["sync"], "the row forbids it"],
    [["login", "sync"], "the row forbids it"],
    [undefined, "the row forbids it"],
  ];
  for (const [operation, why] of cases) {
    assert.equal(whyNot({ operation }), why);
  }
});

test("statuses are written as ranges and classes", async () => {
  const { statuses } = await source("row");
  for (const [row, text] of [
    [{}, ""],
    [{ status: [403] }, "403"],
    [{ status: [500, 502, 503, 504] }, "500, 502–504"],
    [{ status_class: 5 }, "5xx"],
  ]) {
    assert.equal(statuses(row), text);
  }
});

function readRows() {
  return JSON.parse(
    execFileSync("go", ["run", "./examples/browser/build/rows"], {
      cwd: project,
      encoding: "utf8",
      maxBuffer: 16 << 20,
    }),
  );
}
