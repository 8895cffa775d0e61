// The labelled answers with the native decoder's verdicts, which every surface has to give as well.
//
//   for await (const { id, input, verdict, explanation } of vectors()) …
//   node test/vectors.js vectors.json    # a JSON array for pages: (await fetch(…)).json(), then unfold() of each element
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";

import { unfold } from "./support/unfold.js";

/**
 * Yields every vector, read while the native command writes: of the labelled answers, or, for "overlay", of those that
 * are made for rules of the user's own, under these. See {@link unfold} for what one holds.
 */
export async function* vectors(what = "verdicts") {
  for await (const line of native(what)) {
    yield* unfold(JSON.parse(line));
  }
}

/** Writes the labelled answers with their verdicts as a JSON array, each element for {@link unfold}. */
export async function writeVectors(file) {
  const out = createWriteStream(file);
  let separator = "[\n";
  for await (const line of native("verdicts")) {
    out.write(separator + line);
    separator = ",\n";
  }
  out.end("\n]\n");
  await finished(out);
}

/** Yields the lines that the native command prints, and throws where it fails. */
export async function* native(what) {
  const root = join(import.meta.dirname, "../../..");
  const command = spawn("go", ["run", "./wasm/js/test/native", what], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(command, "close");
  yield* createInterface({ input: command.stdout, crlfDelay: Infinity });
  const [status] = await ended;
  if (status !== 0) {
    throw new Error(`go run ./wasm/js/test/native ${what} ended with ${status}`);
  }
}

if (import.meta.filename === process.argv[1]) {
  await writeVectors(process.argv[2]);
}
