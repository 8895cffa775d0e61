// The entry for Node, whose fetch reads no files.
import { readFile } from "node:fs/promises";

import { entry } from "./entry.js";

export * from "./api.js";

export const { init, classifyResponse } = /* @__PURE__ */ entry(() =>
  readFile(new URL("./finfault.wasm", import.meta.url)),
);
