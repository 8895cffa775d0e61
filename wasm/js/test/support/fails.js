import assert from "node:assert/strict";
import { inspect } from "node:util";

import { isFinfaultError } from "finfault";

/** What no error may hold, wherever a test plants it. */
export const SECRET = "account-98765432";

/** Checks that an error is one of the package with a code, whose message begins with a text, and that holds no secret. */
function isError(error, code, says = "") {
  assert.ok(isFinfaultError(error), inspect(error));
  assert.equal(error.code, code, inspect(error));
  assert.equal(error.name, "FinfaultError");
  assert.ok(error.message.startsWith(`finfault: ${says}`), error.message);
  // All that a log would show of it, with its causes.
  for (let e = error; e instanceof Error; e = e.cause) {
    assert.ok(!`${e.message}\n${e.stack}`.includes(SECRET), `${e.message} holds a text of the provider`);
  }
  return true;
}

/** Checks that a call throws such an error. */
export function throws(call, code, says, what) {
  assert.throws(call, (error) => isError(error, code, says), what);
}

/** Checks that a promise is rejected with such an error. */
export async function rejects(promise, code, says, what) {
  await assert.rejects(promise, (error) => isError(error, code, says), what);
}
