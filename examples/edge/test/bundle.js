import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const entry = fileURLToPath(new URL("../src/worker.js", import.meta.url));

/**
 * Bundles the worker as the tools of a runtime do.
 *
 * @param {string} condition that of the runtime in the package's `exports`
 * @param {import("esbuild").BuildOptions} options
 */
async function bundle(condition, options) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    conditions: [condition],
    target: "es2022",
    outdir: "unwritten",
    write: false,
    logLevel: "warning",
    ...options,
  });
  return outputFiles ?? [];
}

/**
 * Bundles the worker for workerd, which is given the module as a file of its own: wrangler does so.
 *
 * @returns {Promise<{ code: string, module: Uint8Array<ArrayBuffer> }>}
 */
export async function bundleForWorkerd() {
  const files = await bundle("workerd", { format: "esm", loader: { ".wasm": "copy" }, assetNames: "[name]" });
  const ending = (/** @type {string} */ suffix) => files.filter(({ path }) => path.endsWith(suffix));
  const [[code], [module]] = [ending("/worker.js"), ending("/finfault.wasm")];
  if (!code || !module || files.length !== 2) {
    throw new Error(`the bundle is ${files.map(({ path }) => path).join(", ")}`);
  }
  return { code: code.text, module: new Uint8Array(module.contents) };
}

/**
 * Bundles the worker for edge runtimes that import a module by `?module`, which Next.js turns into a global of the
 * sandbox.
 *
 * @param {string} global the name of the global
 * @returns {Promise<{ code: string, module: Uint8Array<ArrayBuffer> }>}
 */
export async function bundleForEdgeLight(global) {
  /** @type {string[]} */
  const imported = [];
  const [code] = await bundle("edge-light", {
    format: "iife",
    globalName: "worker",
    plugins: [
      {
        name: "module-as-global",
        setup(build) {
          build.onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => {
            imported.push(`${resolveDir}/${path.replace("?module", "")}`);
            return { path, namespace: "global" };
          });
          build.onLoad({ filter: /.*/, namespace: "global" }, () => ({ contents: `export default ${global};` }));
        },
      },
    ],
  });
  const [file] = imported;
  if (!code || !file || imported.length !== 1) {
    throw new Error(`the bundle imports ${imported.length} modules`);
  }
  return { code: code.text, module: new Uint8Array(await readFile(file)) };
}
