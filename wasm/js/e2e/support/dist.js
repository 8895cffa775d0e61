import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the package. */
export const pkg = fileURLToPath(new URL("../..", import.meta.url));

if (!existsSync(`${pkg}/dist/default.js`)) {
  throw new Error("the package is not built: run npm run build in wasm/js first");
}
