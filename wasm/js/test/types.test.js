// The declarations, as consumers of several kinds compile against them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const here = import.meta.dirname;
const tsc = join(here, "../node_modules/typescript/bin/tsc");

for (const consumer of ["bare", "dom", "node"]) {
  test(`types/${consumer} compiles`, async () => {
    const project = join(here, "types", consumer);
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", project], { cwd: project }).catch(
      (e) => e,
    );
    assert.equal(stdout, "");
  });
}
