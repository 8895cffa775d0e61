import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { POLICY } from "./server.js";

const folder = fileURLToPath(new URL("../../../host/internal/explorer/dist/", import.meta.url));
const files = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
const read = (name) => readFileSync(join(folder, name), "utf8");

test("the build holds the page, and not the classifier", () => {
  const shapes = files.map((name) => name.replace(/-[\w-]{8}\./, "-*."));
  assert.deepEqual(shapes.sort(), [
    "assets/catalog-*.js",
    "assets/index-*.css",
    "assets/index-*.js",
    "icon.svg",
    "index.html",
    "manifest.webmanifest",
    "worker.js",
  ]);
});

test("the page stays small", () => {
  const size = statSync(
    join(
      folder,
      files.find((name) => /index-.*\.js$/.test(name)),
    ),
  ).size;
  assert.ok(size <= 60_000, `the script has ${size} bytes`);
});

test("the page carries the policy, and nothing inline that it would refuse", () => {
  const html = read("index.html").replaceAll("&#39;", "'");
  assert.ok(html.includes(`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`));
  assert.doesNotMatch(html, /<style|style=|\son\w+=|<script(?![^>]* src=)/);
});

test("the build names no place outside of itself", () => {
  for (const name of files) {
    const addresses = [...read(name).matchAll(/(?:https?:\/\/\w|file:|\/home\/|\/root\/|\/tmp\/)[^\s"'`)]*/g)].map(
      ([address]) => address,
    );
    const strange = addresses.filter(
      (address) => !/^http:\/\/www\.w3\.org\/|^https:\/\/(docs\.truelayer|au-api\.basiq)/.test(address),
    );
    assert.deepEqual(strange, [], name);
  }
});

test("the service worker keeps every file of the build, and the classifier", () => {
  const kept = JSON.parse(/const files = (\[[^\]]*\])/.exec(read("worker.js"))[1]);
  const served = files.filter((name) => !["index.html", "worker.js"].includes(name));
  assert.deepEqual(kept.sort(), ["./", "finfault.wasm", ...served].sort());
});
