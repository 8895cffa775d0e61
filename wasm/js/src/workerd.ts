// The entry for Cloudflare Workers, which compile no bytes: the module is
// imported compiled.
import module from "./finfault.wasm";

import { entry } from "./entry.js";

export * from "./api.js";

export const { init, classifyResponse } = /* @__PURE__ */ entry(() => module);
