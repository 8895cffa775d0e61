// What is published: these files, well-formed, installable, and small.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { brotliCompressSync } from "node:zlib";

import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

import { build } from "../build.js";
import { bundle } from "./support/bundle.js";

const root = join(import.meta.dirname, "..");
const run = (command, args, cwd) => promisify(execFile)(command, args, { cwd });
const LOADER_BUDGET = 6144;
const NEXT_BUDGET = 1100;
const WORDS_BUDGET = 2048;
const MODULE_BUDGET = 460_000;

let folder, packed, tarball;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "finfault-pack-"));
  // Without scripts: it was built before, and other tests read what was built.
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root);
  [packed] = Object.values(JSON.parse(stdout));
  tarball = await readFile(join(folder, packed.filename));
});
after(() => rm(folder, { recursive: true }));

test("these files and no others", async () => {
  const sources = (await readdir(join(root, "src"))).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
  const built = sources.flatMap((name) => [name.replace(/ts$/, "js"), name.replace(/ts$/, "d.ts")]);
  const expected = [
    "CHANGELOG.md",
    "LICENSE",
    "NOTICES.txt",
    "README.md",
    "package.json",
    ...["finfault.wasm", "module.d.ts", ...built].map((name) => `dist/${name}`),
  ];
  assert.deepEqual(packed.files.map(({ path }) => path).sort(), expected.sort());
});

test("what was built is what the sources and the module are now", async () => {
  const fresh = await mkdtemp(join(folder, "dist-"));
  await writeFile(join(fresh, "package.json"), '{ "type": "module" }');
  await build(fresh);
  await rm(join(fresh, "package.json"));
  assert.deepEqual(await readdir(join(root, "dist")), await readdir(fresh));
  for (const name of await readdir(fresh)) {
    const [is, ought] = await Promise.all([join(root, "dist", name), join(fresh, name)].map((file) => readFile(file)));
    assert.ok(is.equals(ought), `${name}: npm run build`);
  }
});

test("publint finds nothing", async () => {
  const pack = { tarball: new Uint8Array(tarball).buffer };
  const { messages, pkg } = await publint({ level: "suggestion", strict: true, pack });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test("are the types wrong finds nothing, of a package of modules only", async () => {
  const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  assert.ok(checked.types);
  const words = ["./words", ...["de", "en", "es", "fr", "it", "pt"].map((language) => `./words/${language}`)];
  assert.deepEqual(Object.keys(checked.entrypoints).sort(), [
    ".",
    "./finfault.wasm",
    "./fingerprint",
    "./next",
    "./package.json",
    ...words,
  ]);
  // There is nothing for require() of old, nor for Node 10.
  const problems = checked.problems.filter(
    ({ resolutionKind }) => resolutionKind !== "node10" && resolutionKind !== "node16-cjs",
  );
  assert.deepEqual(problems, []);
});

test("it can be installed and used", async () => {
  const consumer = await mkdtemp(join(folder, "consumer-"));
  await writeFile(join(consumer, "package.json"), '{ "type": "module" }');
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename)], consumer);
  const installed = await readdir(join(consumer, "node_modules"));
  assert.deepEqual(
    installed.filter((name) => !name.startsWith(".")),
    ["finfault"],
    "it depends on nothing",
  );
  await writeFile(
    join(consumer, "use.js"),
    `
    import { classify, init } from "finfault";
    await init();
    console.log(classify({ provider: "mx", status: 401 }).category);`,
  );
  assert.equal((await run(process.execPath, ["use.js"], consumer)).stdout, "token_expired\n");
});

test("every dependency of the tests is named by its hash, not by where it was got", async () => {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const own = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  assert.deepEqual([own.dependencies, own.peerDependencies], [undefined, undefined]);
  assert.equal(lock.version, own.version);
  for (const [path, { integrity, resolved }] of Object.entries(lock.packages).filter(([path]) => path)) {
    assert.ok(integrity, path);
    assert.equal(resolved, undefined, path);
  }
});

test("the loader is small", async (t) => {
  for (const platform of ["browser", "node"]) {
    const { code } = await bundle('export * from "finfault"', { platform });
    const size = brotliCompressSync(code).length;
    t.diagnostic(`${platform}: ${code.length} bytes, ${size} in brotli, of ${LOADER_BUDGET}`);
    assert.ok(size <= LOADER_BUDGET, `${platform}: ${size} bytes`);
  }
});

test("the entry for the next step is small", async (t) => {
  const { code } = await bundle('export * from "finfault/next"');
  const size = brotliCompressSync(code).length;
  t.diagnostic(`${code.length} bytes, ${size} in brotli, of ${NEXT_BUDGET}`);
  assert.ok(size <= NEXT_BUDGET, `${size} bytes`);
});

test("the words of a language are small", async (t) => {
  for (const language of ["en", "de", "fr", "es", "it", "pt"]) {
    const { code } = await bundle(`export { describe } from "finfault/words/${language}"`);
    const size = brotliCompressSync(code).length;
    t.diagnostic(`${language}: ${code.length} bytes, ${size} in brotli, of ${WORDS_BUDGET}`);
    assert.ok(size <= WORDS_BUDGET, `${language}: ${size} bytes`);
  }
});

test("the module is as small as it was promised", async (t) => {
  const size = brotliCompressSync(await readFile(join(root, "dist/finfault.wasm"))).length;
  t.diagnostic(`${size} in brotli, of ${MODULE_BUDGET}`);
  assert.ok(size <= MODULE_BUDGET, `${size} bytes`);
});
