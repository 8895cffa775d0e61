// Every labelled answer gives the native verdict in browsers, in their workers, and in Bun and Deno.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { writeVectors } from "../test/vectors.js";
import { browserNames, leaveOut, PATIENCE, withBrowser } from "./support/browsers.js";
import { pkg } from "./support/dist.js";
import { open } from "./support/page.js";
import { runtimes } from "./support/runtimes.js";
import { serve } from "./support/serve.js";

const cases = join(pkg, "../../decoder/testdata/cases");
const folder = mkdtempSync(join(tmpdir(), "finfault-corpus-"));
const vectors = join(folder, "vectors.json");

before(() => writeVectors(vectors));
after(() => rmSync(folder, { recursive: true }));

for (const name of browserNames) {
  withBrowser(name, "the whole corpus", (browser) => {
    let server;
    before(async () => {
      server = await serve({ "/": pkg, "/vectors.json": vectors });
    });
    after(() => server.close());

    test("in a page, unbundled", async () => agree(await open(browser(), `${server.origin}/e2e/pages/corpus.html`)));
    test("in a module worker", async () => agree(await open(browser(), `${server.origin}/e2e/pages/worker.html`)));
  });
}

for (const { name, program, args } of runtimes) {
  if (!existsSync(program)) {
    leaveOut(`the whole corpus in ${name}`, `npm has not installed it for ${platform()} ${arch()}`);
    continue;
  }
  test(`the whole corpus in ${name}`, async () => {
    const command = [...args, join(pkg, "e2e/pages/runtime.js"), vectors];
    const env = { ...process.env, DENO_DIR: folder };
    const { stdout } = await promisify(execFile)(program, command, { env, timeout: PATIENCE });
    agree(JSON.parse(stdout));
  });
}

/** agree asserts that all was asked, and that nothing differs. */
function agree({ error, asked, differences }) {
  assert.equal(error, undefined);
  assert.deepEqual(differences, []);
  assert.equal(asked.answers, countCases());
  assert.ok(asked.string > 10 * asked.answers, `${asked.string} questions with strings`);
  assert.ok(asked.bytes > asked.string, `${asked.bytes} questions with bytes: some bodies are no strings`);
}

function countCases() {
  const files = readdirSync(cases).filter((file) => file.endsWith(".jsonl"));
  return files.reduce((sum, file) => sum + readFileSync(join(cases, file), "utf8").trimEnd().split("\n").length, 0);
}
