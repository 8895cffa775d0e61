// Measures the start in browsers and prints Markdown: from the start of the navigation to the first verdict, its parts,
// and the bytes over the wire. The server is on this machine, so that the network adds nothing; a second visit in the
// same profile finds the files in the browser's cache.
//
//   npm run measure            # medians of 9 fresh profiles
//   npm run measure -- 21      # of 21
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import * as esbuild from "esbuild";

import { browserNames, launch, missing } from "./support/browsers.js";
import { pkg } from "./support/dist.js";
import { open } from "./support/page.js";
import { serve } from "./support/serve.js";

const rounds = Number(process.argv[2] ?? 9);

// Only isolated pages get a fine clock.
const headers = {
  "cache-control": "max-age=31536000, immutable",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const folder = mkdtempSync(join(tmpdir(), "finfault-measure-"));
try {
  const servers = { brotli: await site("brotli"), uncompressed: await site("uncompressed") };
  const said = [];
  const starts = {};
  for (const name of browserNames) {
    if (missing(name)) {
      console.log(`Left out: ${missing(name)}\n`);
      continue;
    }
    const { version, start, tables } = await measure(name, servers);
    starts[version] = start;
    said.push(tables);
  }
  console.log(`To the first verdict, in milliseconds: median of ${rounds} fresh profiles (shortest).\n`);
  console.log(table("", ["compile", "instantiate", "first call", "second call", "until verdict"], starts));
  console.log(`\n<!-- more -->\n\n${said.join("\n\n")}`);
  await Promise.all(Object.values(servers).map((server) => server.close()));
} finally {
  rmSync(folder, { recursive: true });
}

/** site serves the page, bundled and minified, with the module beside the script. */
async function site(encoding) {
  const root = join(folder, encoding);
  const assets = join(root, "assets");
  const entryPoints = [join(pkg, "e2e/pages/measure.js")];
  await esbuild.build({ entryPoints, bundle: true, minify: true, format: "esm", outdir: assets });
  copyFileSync(join(pkg, "e2e/pages/measure.html"), join(root, "index.html"));
  copyFileSync(join(pkg, "dist/finfault.wasm"), join(assets, "finfault.wasm"));
  if (encoding === "brotli") {
    for (const file of readdirSync(assets).map((name) => join(assets, name))) {
      writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
    }
  }
  return serve(root, headers);
}

/** measure returns a browser's version, its start on a first visit, and all that is to be said of it. */
async function measure(name, { brotli, uncompressed }) {
  const browser = await launch(name);
  try {
    const compressed = await visits(browser, `${brotli.origin}/`);
    const plain = await visits(browser, `${uncompressed.origin}/`);
    const apart = await visits(browser, `${brotli.origin}/?apart`);
    const version = await browser.version();
    const { compile, instantiate, "first call": call } = apart.first;
    const start = { ...compressed.first, compile, instantiate, "first call": call };
    const tables = [
      `${version}, milliseconds: median of ${rounds} fresh profiles (shortest)`,
      table("as init() does it", ["until script", "init()", "first call", "second call", "until verdict"], {
        "brotli, first visit": compressed.first,
        "brotli, from the cache": compressed.second,
        "uncompressed, first visit": plain.first,
        "uncompressed, from the cache": plain.second,
      }),
      table("one by one", ["until script", "fetch", "compile", "instantiate", "first call", "until verdict"], {
        "brotli, first visit": apart.first,
        "brotli, from the cache": apart.second,
      }),
      table("bytes over the wire", ["script", "module"], {
        brotli: compressed.sizes,
        uncompressed: plain.sizes,
      }),
    ].join("\n\n");
    return { version, start, tables };
  } finally {
    await browser.close();
  }
}

/** visits opens an address twice in each of many fresh profiles, and returns medians of what the two visits found. */
async function visits(browser, url) {
  const first = [];
  const second = [];
  for (let round = 0; round < rounds; round++) {
    const profile = await browser.createBrowserContext();
    first.push(await open(profile, url));
    second.push(await open(profile, url));
    await profile.close();
  }
  return { first: medians(first), second: medians(second), sizes: first[0].sizes };
}

/** medians returns the median of each of the times, and the shortest. */
function medians(found) {
  const sorted = (what) => found.map(({ times }) => times[what]).sort((a, b) => a - b);
  const cell = (times) => `${times[times.length >> 1].toFixed(1)} (${times[0].toFixed(1)})`;
  return Object.fromEntries(Object.keys(found[0].times).map((what) => [what, cell(sorted(what))]));
}

function table(title, columns, rows) {
  return [
    [title, ...columns],
    ["---", ...columns.map(() => "---:")],
    ...Object.entries(rows).map(([name, cells]) => [name, ...columns.map((column) => cells[column])]),
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
