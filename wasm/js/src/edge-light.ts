// The entry for Vercel's Edge Runtime, which compiles no bytes: the module is
// imported compiled, as its bundler knows by the suffix.
import module from "./finfault.wasm?module";

import { entry } from "./entry.js";

export * from "./api.js";

export const { init, classifyResponse } = /* @__PURE__ */ entry(() => module);
