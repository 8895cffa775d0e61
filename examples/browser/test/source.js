// Loads a module of the page as Node runs it.
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/** source returns what a file of src/ exports. */
export async function source(name) {
  const { module } = await runnerImport(fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url)), {
    logLevel: "error",
  });
  return module;
}
