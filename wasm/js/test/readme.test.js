// The code of the README compiles, runs, and does what is said of it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { runBundled } from "./support/bundle.js";

const here = import.meta.dirname;
const readme = await readFile(join(here, "../README.md"), "utf8");
const blocks = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code);

/** The block of the README that holds a text. */
function block(text) {
  const found = blocks.filter((code) => code.includes(text));
  assert.equal(found.length, 1, text);
  return found[0];
}

let folder;
before(async () => {
  folder = await mkdtemp(join(here, "types/.readme-"));
});
after(() => rm(folder, { recursive: true }));

test("it compiles", async () => {
  const files = blocks.map((_, i) => `block-${i}.ts`);
  await Promise.all(blocks.map((code, i) => writeFile(join(folder, files[i]), code)));
  const compilerOptions = { lib: ["ES2022", "DOM"], moduleDetection: "force" };
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../tsconfig.json", compilerOptions, files }),
  );
  const tsc = join(here, "../node_modules/typescript/bin/tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).catch((e) => e);
  assert.equal(stdout, "");
});

/** Runs a block with answers in place of the network, and returns what it exports and what it logs. */
async function run(t, text, answers = []) {
  const left = [...answers];
  const network = t.mock.method(globalThis, "fetch", async () => left.shift());
  const log = t.mock.method(console, "log", () => undefined);
  const exported = await runBundled(t, block(text), { platform: "node" });
  const logged = log.mock.calls.map(({ arguments: words }) => words.join(" "));
  log.mock.restore();
  return { exported, logged, network };
}

/** What stands in the README's comment behind a call that logs. */
const said = (text) => block(text).match(/console\.log\(.*\); \/\/ (.*)/)[1];

test("quick start", async (t) => {
  const { logged } = await run(t, "response.json()", [new Response("{}", { status: 429 })]);
  assert.deepEqual(logged, [said("response.json()")]);
});

test("without a Response", async (t) => {
  const { logged } = await run(t, 'operation: "login"');
  assert.match(
    logged[0],
    /^error provider=synapse category=user_credentials_invalid party=end_user retry=after_user action=reconnect_user/,
  );
});

test("an address", async (t) => {
  const wasm = await readFile(join(here, "../dist/finfault.wasm"));
  const { network } = await run(t, "/assets/finfault.wasm", [new Response(wasm)]);
  assert.deepEqual(network.mock.calls[0].arguments, ["/assets/finfault.wasm"]);
});

test("a compiled module", async (t) => {
  const { exported } = await run(t, 'from "finfault/finfault.wasm"');
  assert.equal(exported.verdict.provider, "mx");
});

test("a message", async (t) => {
  const { exported } = await run(t, "message(verdict: Verdict)");
  assert.equal(exported.message({ outcome: "ok" }), "Done.");
  assert.equal(exported.message({ outcome: "pending", actions: ["poll_status"] }), "One moment…");
  assert.equal(
    exported.message({ outcome: "error", actions: ["wait"] }),
    "Your bank does not answer. We will try again.",
  );
});

test("rules of your own", async (t) => {
  const rules = await readFile(join(here, "../../../examples/overlay/basiq-banks.overlay"));
  const { logged } = await run(t, "/rules.overlay", [new Response(rules)]);
  assert.deepEqual(logged, [said("/rules.overlay")]);
});

test("words for the user", async (t) => {
  const { logged } = await run(t, "finfault/words/de");
  const [start, rest] = said("finfault/words/de").split("…");
  assert.ok(logged[0].startsWith(start) && rest === "", logged[0]);
  const { exported } = await run(t, "finfault/words\"");
  const verdict = { category: "institution_timeout", actions: ["wait"] };
  assert.equal((await exported.told(verdict, "it-CH, en;q=0.5")).button, "Riprova");
});

test("a loop that retries", async (t) => {
  const answers = [new Response("{}", { status: 401 }), new Response('{"user":{"guid":"x"}}', { status: 200 })];
  const { exported, network } = await run(t, "for (let attempt", answers);
  const refresh = t.mock.fn();
  const { response, verdict } = await exported.send(
    new Request("https://int-api.mx.com/"),
    { provider: "mx", operation: "read" },
    refresh,
  );
  assert.deepEqual(
    [verdict.outcome, response.status, refresh.mock.callCount(), network.mock.callCount()],
    ["ok", 200, 1, 2],
  );
  const paid = await run(t, "for (let attempt", [new Response("{}", { status: 502 })]);
  const once = await paid.exported.send(
    new Request("https://api.truelayer.com/"),
    { provider: "truelayer", operation: "payment" },
    refresh,
  );
  assert.deepEqual([once.verdict.effect, paid.network.mock.callCount()], ["unknown", 1]);
});

test("a loop that climbs the ladder", async (t) => {
  const { exported } = await run(t, "nextStep(verdict, tried)");
  t.mock.method(globalThis, "setTimeout", (done) => void queueMicrotask(done));
  const answers = (list) => t.mock.fn(async () => new Response(null, { status: list.shift() }));
  for (const [sent, read, provider, operation, ...want] of [
    [[401, 200], [], "mx", "read", undefined, { sends: 2, reads: 0, refreshes: 1, pages: 0 }],
    [[401, 401], [], "mx", "read", "fix_credentials", { sends: 2, reads: 0, refreshes: 1, pages: 1 }],
    [[503], [], "mx", "login", "wait", { sends: 1, reads: 0, refreshes: 0, pages: 0 }],
    [[503], [204], "truelayer", "payment", undefined, { sends: 1, reads: 1, refreshes: 0, pages: 0 }],
    [[202], [202, 202, 204], "mx", "sync", undefined, { sends: 1, reads: 3, refreshes: 0, pages: 0 }],
  ]) {
    const hands = { send: answers(sent), read: answers(read), refreshToken: t.mock.fn(), page: t.mock.fn() };
    const { next } = await exported.climb(hands, { provider, operation });
    const [sends, reads, refreshes, pages] = Object.values(hands).map((hand) => hand.mock.callCount());
    assert.deepEqual([next.action, { sends, reads, refreshes, pages }], want);
  }
});

test("fingerprints and breakers", async (t) => {
  const { exported } = await run(t, "tripsBreaker(verdict)");
  const ok = { outcome: "ok", provider: "mx", category: "none", party: "unknown", scope: "request" };
  const down = { ...ok, outcome: "error", category: "institution_unavailable", party: "institution", scope: "institution" };
  const gone = { ...down, category: "aggregator_unavailable", party: "aggregator", scope: "app" };
  const counts = [down, down, gone, down, ok].map((verdict) => {
    assert.match(exported.note(verdict, "a", "b"), /^f1:[0-9a-f]{16}$/);
    return Object.fromEntries(exported.broken);
  });
  assert.deepEqual(counts, [
    { mx: 0, "mx/institution/a": 1 },
    { mx: 0, "mx/institution/a": 2 },
    { mx: 1, "mx/institution/a": 2 },
    { mx: 0, "mx/institution/a": 3 },
    { mx: 0, "mx/institution/a": 0, "mx/connection/b": 0 },
  ]);
});

test("an error", async (t) => {
  const { logged } = await run(t, "isFinfaultError(error)");
  assert.deepEqual(logged, [said("isFinfaultError(error)")]);
});

test("its tables list every export and every code of an error", async () => {
  const entries = await Promise.all(["finfault", "finfault/next", "finfault/fingerprint"].map((entry) => import(entry)));
  const exported = entries.flatMap(Object.keys);
  for (const name of exported) {
    assert.match(readme, new RegExp(`^\\|.*\`${name}[(\`]`, "m"), name);
  }
  const source = await readFile(join(here, "../src/error.ts"), "utf8");
  const codes = [...source.matchAll(/^ {2}\| "(\w+)"/gm)].map(([, code]) => code);
  assert.ok(codes.length >= 8);
  for (const code of codes) {
    assert.match(readme, new RegExp(`^\\| \`${code}\` \\|`, "m"), code);
  }
});
