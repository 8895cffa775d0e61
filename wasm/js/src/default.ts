// The entry for browsers and whatever else fetches: the module lies beside this
// file. The types of the package are those of this entry.
import { entry } from "./entry.js";
import type { ResponseLike, ResponseOptions } from "./response.js";
import type { LoadOptions, Source, Verdict } from "./types.js";

export * from "./api.js";

const own = /* @__PURE__ */ entry(() => new URL("./finfault.wasm", import.meta.url));

/**
 * Makes the module ready: fetches and compiles it. Call it early, and await it before the first verdict. It may be
 * called any number of times; the work is done once. After a failure it can be called again.
 *
 * @param source where the module comes from; by default it is the one in this package
 * @param options rules of your own; they count where this call makes the module ready
 * @throws FinfaultError with the code `load_failed`, `csp`, `module_required` or `incompatible_module`
 */
export function init(source?: Source, options?: LoadOptions): Promise<void> {
  return own.init(source, options);
}

/**
 * Classifies a `Response` of `fetch`: its status, its headers and, of a clone, as much of its body as is looked at, so
 * that the caller can still read the body. Calls `init()` itself where that has not been done.
 *
 * Across origins a browser shows a page only the headers that the server exposes
 * (`Access-Control-Expose-Headers: Retry-After, …`).
 *
 * @param response the answer, or `null` where none came: `fetch` failed
 * @throws FinfaultError with the code `body_used`, or one of those of `init` and `classify`; the reason of
 * `options.signal`, or the `AbortError` or `TimeoutError` that ended the request meanwhile
 */
export function classifyResponse(response: ResponseLike | null, options?: ResponseOptions): Promise<Verdict> {
  return own.classifyResponse(response, options);
}
