/** Puts what a page finds where the test reads it. */
export function report(find) {
  window.found = find().catch((error) => ({ error: String(error), code: error.code }));
}
