import { readFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";

const wasm = fileURLToPath(import.meta.resolve("finfault/finfault.wasm"));

/** Bundles code that imports the package, minified, with the module left out; returns the code, its exports and its inputs. */
export async function bundle(code, options = {}) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    metafile: true,
    external: ["*.wasm", "*.wasm?module", "node:*"],
    ...options,
  });
  const [output] = Object.values(metafile.outputs);
  return { code: outputFiles[0].contents, exports: output.exports, inputs: Object.keys(metafile.inputs) };
}

/** What workers and edge runtimes do with an import of a module: it comes compiled. */
const compiled = {
  name: "compiled",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm(\?module)?$/ }, () => ({ path: wasm, namespace: "wasm" }));
    onLoad({ filter: /./, namespace: "wasm" }, () => ({
      contents: `export default new WebAssembly.Module(Buffer.from("${readFileSync(wasm).toString("base64")}", "base64"))`,
    }));
  },
};

/** Bundles code as {@link bundle} does, with imports of the module as workers have them, and runs it. The file goes with the test. */
export async function runBundled(t, code, options) {
  const folder = mkdtempSync(join(tmpdir(), "finfault-bundle-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const built = await bundle(code, { external: ["node:*"], plugins: [compiled], ...options });
  symlinkSync(wasm, join(folder, "finfault.wasm"));
  writeFileSync(join(folder, "bundle.mjs"), built.code);
  return await import(pathToFileURL(join(folder, "bundle.mjs")).href);
}
