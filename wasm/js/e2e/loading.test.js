// How the module gets into a page: under a Content-Security-Policy, from servers that are set up well and badly, and
// without a word about it before the first Response.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { browserNames, withBrowser } from "./support/browsers.js";
import { pkg } from "./support/dist.js";
import { open } from "./support/page.js";
import { serve } from "./support/serve.js";

const page = "/e2e/pages/load.html";
const html = { "/dist/finfault.wasm": join(pkg, "e2e/pages/load.html") };

const policy = (value) => ({ "content-security-policy": value });
const strict = policy("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
const tooStrict = policy("script-src 'self'");
const type = (value) => (path) => (path.endsWith(".wasm") ? { "content-type": value } : {});

const verdict = "aggregator_unavailable";
const refused = { code: "csp", says: /add 'wasm-unsafe-eval' to its script-src/ };

/** How it is loaded, and what comes of it: the category of a verdict, or an error's code and what its message says. */
const loads = [
  { name: "without a policy", want: verdict },
  { name: "under a strict policy", headers: strict, want: verdict },
  { name: "under a policy without 'wasm-unsafe-eval'", headers: tooStrict, want: refused },
  { name: "as bytes, under that policy", headers: tooStrict, query: "?as=bytes", want: refused },
  { name: "as bytes at once, under that policy", headers: tooStrict, query: "?as=load", want: refused },
  { name: "of a type that does not stream", headers: type("application/octet-stream"), want: verdict },
  { name: "of the type in capitals", headers: type("Application/WASM"), want: verdict },
  { name: "of the type with a parameter", headers: type("application/wasm; charset=utf-8"), want: verdict },
  {
    name: "a page of HTML in its place",
    files: html,
    want: { code: "load_failed", says: /no WebAssembly.*text\/html/ },
  },
  {
    name: "a page of HTML that calls itself WebAssembly",
    files: html,
    headers: type("application/wasm"),
    want: { code: "incompatible_module", says: /no WebAssembly/ },
  },
  { name: "after an address where there is nothing", query: "?first=/nowhere.wasm", want: verdict },
  { name: "after an address that gives HTML", query: `?first=${page}`, want: verdict },
];

for (const name of browserNames) {
  withBrowser(name, "loading the module", (browser) => {
    for (const { name: what, files, headers, query = "", want } of loads) {
      test(what, async () => {
        const found = await visit(browser(), { "/": pkg, ...files }, headers, page + query);
        if (typeof want === "string") {
          assert.deepEqual(found, want);
        } else {
          assert.equal(found.code, want.code, found.error);
          assert.match(found.error, want.says);
        }
      });
    }

    test("by the first Response, whose body can still be read", async (t) => {
      const folder = mkdtempSync(join(tmpdir(), "finfault-loading-"));
      t.after(() => rmSync(folder, { recursive: true }));
      const text = '{"type":"list","data":[{"type":"error","code":"too-many-requests","title":"…"}]}';
      writeFileSync(join(folder, "answer.json"), text);
      const files = { "/": pkg, "/answer.json": join(folder, "answer.json") };
      const headers = (path) => (path === "/answer.json" ? { ":status": 429, "retry-after": "7" } : {});
      const found = await visit(browser(), files, headers, "/e2e/pages/response.html");
      assert.deepEqual(found, { code: "too-many-requests", category: "rate_limited", after_ms: 7000, text });
    });
  });
}

async function visit(browser, files, headers, path) {
  const server = await serve(files, headers);
  try {
    return await open(browser, server.origin + path);
  } finally {
    await server.close();
  }
}
