/**
 * What went wrong, for code:
 *
 * - `not_initialized`: call and await `init()`, or call `load(module)`, before the first verdict.
 * - `invalid_input`: the caller's mistake; the message names the member and what is allowed.
 * - `load_failed`: the module could not be fetched or read. `init()` may be called again.
 * - `csp`: the page's Content-Security-Policy forbids WebAssembly; the message names the directive.
 * - `module_required`: this runtime compiles no bytes; give a `WebAssembly.Module`.
 * - `incompatible_module`: these bytes are no module of Finfault, or one of another version.
 * - `body_used`: the body of the Response was read before; classify it first, or read a clone.
 * - `trap`: the module stopped. A new instance is in its place, so the next call works.
 */
export type FinfaultErrorCode =
  | "not_initialized"
  | "invalid_input"
  | "load_failed"
  | "csp"
  | "module_required"
  | "incompatible_module"
  | "body_used"
  | "trap";

const brand = Symbol.for("finfault.error");

/** The error that this package throws. Its message never holds a body, a header or a text of a provider. */
export class FinfaultError extends Error {
  /** What went wrong. */
  readonly code: FinfaultErrorCode;

  constructor(code: FinfaultErrorCode, message: string, options?: { cause?: unknown }) {
    super(`finfault: ${message}`, options);
    this.name = "FinfaultError";
    this.code = code;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Tells whether a value is an error of this package, also of another copy of it. */
export function isFinfaultError(value: unknown): value is FinfaultError {
  return value instanceof Error && (value as { [brand]?: boolean })[brand] === true;
}
