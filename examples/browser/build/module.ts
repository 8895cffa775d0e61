import { readFileSync } from "node:fs";
import type { Connect, Plugin } from "vite";

import { moduleFile } from "./places.ts";

/** How the package finds its own module, which bundlers take along where they read this. */
const OWN = 'new URL("./finfault.wasm", import.meta.url)';

/**
 * module keeps the classifier out of the build, as the program that serves the page holds it already, and serves it
 * beside the page while developing.
 */
export function module(): Plugin {
  const serve: Connect.NextHandleFunction = (request, response, next) => {
    if (request.url?.split("?")[0] !== "/finfault.wasm") {
      next();
      return;
    }
    response.setHeader("Content-Type", "application/wasm");
    response.end(readFileSync(moduleFile));
  };
  return {
    name: "finfault-module",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/wasm/js/dist/default.js")) {
        return undefined;
      }
      if (!code.includes(OWN)) {
        throw new Error(`${id} does not hold ${OWN} any more: build/module.ts has to follow`);
      }
      return { code: code.replace(OWN, '"./finfault.wasm"'), map: null };
    },
    configureServer: (server) => void server.middlewares.use(serve),
    configurePreviewServer: (server) => void server.middlewares.use(serve),
  };
}
