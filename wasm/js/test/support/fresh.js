// Copies of the built package, each with a state of its own: a query behind the address would only make the entry anew.
import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const dist = join(import.meta.dirname, "../../dist");

/** Imports an entry of a copy of the package, in which nothing is loaded yet. The copy goes with the test. */
export async function fresh(t, entry = "node.js", { withModule = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "finfault-copy-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const file of readdirSync(dist).filter((name) => name.endsWith(".js"))) {
    copyFileSync(join(dist, file), join(folder, file));
  }
  if (withModule) {
    symlinkSync(join(dist, "finfault.wasm"), join(folder, "finfault.wasm"));
  }
  return await import(pathToFileURL(join(folder, entry)).href);
}
