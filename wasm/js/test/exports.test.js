// What the package gives under each condition, and that importing it does nothing.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { basename } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { bundle, runBundled } from "./support/bundle.js";

const EXPORTS = [
  "FinfaultError",
  "classify",
  "classifyJSON",
  "classifyResponse",
  "explain",
  "init",
  "isFinfaultError",
  "load",
  "retryDelay",
];
const ENTRIES = ["default", "edge-light", "node", "workerd"];

test("each condition has its entry, each entry the same exports", async () => {
  const cases = [
    ["default", { platform: "neutral" }],
    ["default", { platform: "browser" }],
    ["node", { platform: "node" }],
    ["workerd", { platform: "neutral", conditions: ["workerd", "browser"] }],
    ["workerd", { platform: "browser", conditions: ["workerd", "worker", "browser"] }],
    ["edge-light", { platform: "neutral", conditions: ["edge-light", "browser"] }],
    ["edge-light", { platform: "node", conditions: ["edge-light"] }],
  ];
  for (const [entry, options] of cases) {
    const { exports, inputs } = await bundle('export * from "finfault"', options);
    const chosen = inputs.map((file) => basename(file, ".js")).filter((name) => ENTRIES.includes(name));
    assert.deepEqual([chosen, exports.sort()], [[entry], EXPORTS], JSON.stringify(options));
  }
});

test("the entries for Node and browsers export just that at run time too", async () => {
  for (const entry of ["default", "node"]) {
    assert.deepEqual(Object.keys(await import(`../dist/${entry}.js`)).sort(), EXPORTS);
  }
});

test("workers and edge runtimes get the module compiled", async (t) => {
  for (const condition of ["workerd", "edge-light"]) {
    const { init, classify, classifyResponse } = await runBundled(t, 'export * from "finfault"', {
      conditions: [condition],
    });
    await init();
    assert.equal(classify({ status: 401 }).category, "token_expired");
    assert.equal((await classifyResponse(new Response(null, { status: 404 }))).category, "not_found");
  }
});

test("the entry for fingerprints exports just that", async () => {
  const { exports } = await bundle('export * from "finfault/fingerprint"');
  assert.deepEqual(exports.sort(), ["breakerKey", "fingerprint", "tripsBreaker"]);
  assert.deepEqual(Object.keys(await import("finfault/fingerprint")).sort(), exports);
});

test("the words are entries of their own, which bring nothing else along", async () => {
  const languages = ["en", "de", "fr", "es", "it", "pt"];
  for (const language of languages) {
    const exported = await import(`finfault/words/${language}`);
    assert.deepEqual(Object.keys(exported).sort(), ["describe", "words"]);
    const { inputs } = await bundle(`export * from "finfault/words/${language}"`);
    assert.deepEqual(inputs.map((file) => basename(file)).sort(), ["<stdin>", "describe.js", `words-${language}.js`]);
  }
  const exported = await import("finfault/words");
  assert.deepEqual(Object.keys(exported).sort(), ["languages", "loadWords", "matchLanguage"]);
  assert.deepEqual(exported.languages, languages);
  for (const entry of ["words", "words/de"]) {
    assert.equal((await bundle(`import "finfault/${entry}"`)).code.length, 0, `${entry} can be left out`);
  }
});

test("the entries, the module and package.json are subpaths, nothing else is", () => {
  assert.match(import.meta.resolve("finfault/fingerprint"), /\/wasm\/js\/dist\/fingerprint\.js$/);
  assert.match(import.meta.resolve("finfault/finfault.wasm"), /\/wasm\/js\/dist\/finfault\.wasm$/);
  assert.match(import.meta.resolve("finfault/package.json"), /\/wasm\/js\/package\.json$/);
  for (const path of ["finfault/dist/node.js", "finfault/engine", "finfault/describe", "finfault/words/nl"]) {
    assert.throws(() => import.meta.resolve(path), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
  }
});

test("the next step is an entry of its own, without the module", async () => {
  const { code, exports, inputs } = await bundle('export * from "finfault/next"');
  assert.deepEqual(exports.sort(), ["nextStep", "stepDelay", "withTried"]);
  assert.deepEqual(inputs.map((file) => basename(file)).filter((name) => name.endsWith(".js")).sort(), [
    "next.js",
    "retry.js",
  ]);
  assert.ok(!Buffer.from(code).includes("WebAssembly"));
  assert.deepEqual(Object.keys(await import("finfault/next")).sort(), exports);
});

test("nothing happens on import", async () => {
  const globals = [
    "fetch",
    "WebAssembly",
    "crypto",
    "performance",
    "TextDecoder",
    "TextEncoder",
    "Response",
    "setTimeout",
    "navigator",
    "document",
  ];
  for (const entry of ["default", "node", "next", "fingerprint", "words", "words-de"]) {
    const code = `
      const { href } = new URL("dist/${entry}.js", "${new URL("../", import.meta.url)}");
      const { log } = console;
      for (const name of ${JSON.stringify(globals)}) {
        Object.defineProperty(globalThis, name, { configurable: true, get() { throw new Error("touched " + name); } });
      }
      const names = Object.getOwnPropertyNames(globalThis).length;
      await import(href);
      log(Object.getOwnPropertyNames(globalThis).length - names);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code]);
    assert.equal(stdout, "0\n");
  }
});

test("what is not used can be left out", async () => {
  const { code } = await bundle('export { isFinfaultError } from "finfault"');
  assert.ok(code.length < 600, `${code.length} bytes`);
  const nothing = await bundle('import "finfault"');
  assert.equal(nothing.code.length, 0);
});
