// Without browsers the tests say what they leave out, and do not pass where the browsers are required.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

const sentences = [
  "Chromium is not installed (apt-get install chromium)",
  "Firefox is not installed (apt-get install firefox-esr)",
];

/** run runs a file of tests where no browser can be found. */
function run(required) {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const file = join(import.meta.dirname, "loading.test.js");
  return spawnSync(process.execPath, ["--test", "--test-reporter=spec", file], {
    env: { ...env, PATH: "", FINFAULT_BROWSERS: required },
    encoding: "utf8",
  });
}

test("without browsers the tests are left out in plain sight", () => {
  const { status, stdout } = run("");
  assert.equal(status, 0, stdout);
  for (const sentence of sentences) {
    assert.ok(stdout.includes(`left out: ${sentence}`), stdout);
  }
  assert.match(stdout, /pass 0\n/);
  assert.match(stdout, /skipped 2\n/);
});

test("where the browsers are required it is a failure", () => {
  const { status, stdout } = run("required");
  assert.equal(status, 1, stdout);
  for (const sentence of sentences) {
    assert.ok(stdout.includes(sentence), stdout);
  }
  assert.match(stdout, /fail 2\n/);
});
