// Every labelled answer, asked in several ways: what comes out is what the native decoder says, in every form.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { classify, classifyJSON, classifyResponse, explain, init } from "finfault";

import { unfold } from "./support/unfold.js";
import { vectors, writeVectors } from "./vectors.js";

const encoder = new TextEncoder();

/** forms are the ways in which an answer can be put: with its body as it is and as bytes. */
function forms(input) {
  const bytes = typeof input.body === "string" ? encoder.encode(input.body) : input.body;
  const buffer = bytes?.slice().buffer;
  return { "as it is": input, "as bytes": { ...input, body: bytes }, "as a buffer": { ...input, body: buffer } };
}

/** reprinted is a JSON text as JSON.stringify writes it: native ones escape <, > and &. */
const reprinted = (json) => JSON.stringify(JSON.parse(json));

test("every verdict is byte for byte the native one", async () => {
  await init();
  let asked = 0;
  const answers = new Set();
  for await (const { id, input, verdict, explanation } of vectors()) {
    asked++;
    answers.add(id);
    for (const [form, given] of Object.entries(forms(input))) {
      const what = `${id} ${form}, ${input.operation} ${input.status}`;
      assert.equal(classifyJSON(given), verdict, what);
      assert.equal(JSON.stringify(classify(given)), reprinted(verdict), what);
      assert.equal(JSON.stringify(explain(given)), reprinted(explanation), what);
    }
  }
  assert.ok(answers.size >= 450, `${answers.size} answers`);
  assert.ok(asked >= 5000, `${asked} questions`);
});

test("a Response gives the verdict that its parts give", async () => {
  let asked = 0;
  for await (const { id, input, verdict } of vectors()) {
    // What fetch cannot give as a Response is asked above.
    const noBody = [204, 205, 304].includes(input.status);
    if (input.status < 200 || input.status > 599 || (noBody && input.body)) {
      continue;
    }
    asked++;
    // A Response made of a string would get a type of its own.
    const body = input.body === undefined || noBody ? null : Buffer.from(input.body);
    const response = new Response(body, { status: input.status, headers: input.headers });
    assert.equal(JSON.stringify(await classifyResponse(response, input)), reprinted(verdict), id);
  }
  assert.ok(asked >= 4000, `${asked} questions`);
});

test("the file for pages holds the same vectors", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "finfault-vectors-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "vectors.json");
  await writeVectors(file);
  const written = JSON.parse(await readFile(file, "utf8")).flatMap((answer) => [...unfold(answer)]);
  let n = 0;
  for await (const vector of vectors()) {
    assert.deepEqual(written[n++], vector);
  }
  assert.equal(written.length, n);
});
