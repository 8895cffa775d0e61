// Projects that use the package build with Vite, webpack and esbuild, and the pages that come out give verdicts.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import * as esbuild from "esbuild";
import * as vite from "vite";
import webpack from "webpack";

import { withBrowser } from "./support/browsers.js";
import { writeConsumer } from "./support/consumer.js";
import { pkg } from "./support/dist.js";
import { open } from "./support/page.js";
import { serve } from "./support/serve.js";

const project = mkdtempSync(join(tmpdir(), "finfault-consumer-"));
const vitePage = { root: project, configFile: false, logLevel: "error" };
const esbuildPage = { absWorkingDir: project, bundle: true, minify: true, format: "esm", logLevel: "error" };
const module = { in: "finfault/finfault.wasm", out: "finfault" };
const copied = { ".wasm": "copy" };

/** What the pages say: consumer/main.js asks in the page and in a worker, the others in the page only. */
const inPage = "aggregator_unavailable";
const inPageAndWorker = [inPage, "token_expired"];

const builds = [
  {
    name: "Vite",
    want: inPageAndWorker,
    build: (outDir) => vite.build({ ...vitePage, build: { outDir } }),
  },
  {
    name: "Vite, for any folder of a site and with workers that are modules",
    want: inPageAndWorker,
    build: (outDir) => vite.build({ ...vitePage, base: "./", worker: { format: "es" }, build: { outDir } }),
  },
  {
    name: "webpack",
    want: inPageAndWorker,
    build: webpackTo,
  },
  {
    name: "esbuild, the module copied beside the script",
    want: inPageAndWorker,
    build: (folder) => esbuildTo(folder, { entryPoints: ["main.js", "worker.js", module], loader: copied }),
  },
  {
    name: "esbuild, the module's address imported",
    want: inPage,
    build: (folder) => esbuildTo(folder, { entryPoints: ["imported.js"], loader: { ".wasm": "file" } }),
  },
  {
    name: "esbuild, a script that is no module",
    want: inPage,
    build: (folder) => esbuildTo(folder, { entryPoints: ["classic.js", module], loader: copied, format: "iife" }),
  },
];

// Vite writes the page as well, esbuild and webpack build the scripts only.
async function esbuildTo(folder, options) {
  await esbuild.build({ ...esbuildPage, ...options, outdir: join(folder, "assets") });
  writePage(folder, options.entryPoints[0], options.format === "iife" ? "text/javascript" : "module");
}

async function webpackTo(folder) {
  const output = { path: join(folder, "assets"), filename: "main.js" };
  const compiler = webpack({ mode: "production", context: project, entry: "./main.js", output, performance: false });
  const result = await promisify(compiler.run.bind(compiler))();
  assert.deepEqual(result.toJson({ all: false, errors: true, warnings: true }), { errors: [], warnings: [] });
  await promisify(compiler.close.bind(compiler))();
  writePage(folder, "main.js", "text/javascript");
}

function writePage(folder, script, type) {
  const html = `<!doctype html><title>A consumer</title><script type="${type}" src="/assets/${script}"></script>`;
  writeFileSync(join(folder, "index.html"), html);
}

before(() => writeConsumer(project));
after(() => rmSync(project, { recursive: true }));

const built = (at) => join(project, `built-${at}`);

builds.forEach(({ name, build }, at) => {
  test(`${name}: finds the module and takes it along once`, async () => {
    await build(built(at));
    const found = readdirSync(built(at), { recursive: true }).filter((file) => file.endsWith(".wasm"));
    assert.equal(found.length, 1, `${found}`);
    assert.ok(readFileSync(join(built(at), found[0])).equals(readFileSync(join(pkg, "dist/finfault.wasm"))));
  });
});

withBrowser("Chromium", "what the bundlers built", (browser) => {
  builds.forEach(({ name, want }, at) => {
    test(`${name}: gives a verdict`, async (t) => {
      const server = await serve(built(at));
      t.after(server.close);
      assert.deepEqual(await open(browser(), server.origin), want);
    });
  });

  test("Vite while developing: gives a verdict", async (t) => {
    const server = await vite.createServer({ ...vitePage, server: { host: "127.0.0.1", port: 0 } });
    t.after(() => server.close());
    await server.listen();
    assert.deepEqual(await open(browser(), server.resolvedUrls.local[0]), inPageAndWorker);
  });
});
