import { setTimeout as sleep } from "node:timers/promises";

import { classifyResponse, isFinfaultError, retryDelay } from "finfault";

import { ProviderError } from "./error.js";
import { SharedToken } from "./token.js";

/**
 * @typedef {import("finfault").Verdict} Verdict
 *
 * @typedef {object} Clock
 * @property {() => number} now milliseconds since whenever
 * @property {(ms: number, signal: AbortSignal) => Promise<unknown>} sleep
 * @property {(ms: number) => AbortSignal} timeout
 *
 * @typedef {object} Options
 * @property {import("finfault").Provider} provider
 * @property {import("finfault").Operation} [operation] what calls are for that do not say so themselves
 * @property {() => Promise<string>} [refreshToken] fetches a new token; without it requests carry the headers they are given
 * @property {string} [token] the token to begin with
 * @property {string} [idempotencyHeader] the name that the provider gives to this header
 * @property {number} [deadline] milliseconds for a call with all that it waits for
 * @property {Clock} [clock]
 * @property {() => number} [random]
 *
 * A body that is a stream could not be sent a second time.
 * @typedef {Omit<RequestInit, "body"> & {
 *   body?: string | Uint8Array | URLSearchParams | FormData,
 *   operation?: import("finfault").Operation,
 *   idempotencyKey?: string,
 * }} CallOptions
 */

/** @type {Clock} */
const realClock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  timeout: (ms) => AbortSignal.timeout(ms),
};

/**
 * Returns a `fetch` for one provider. It tries again what the verdict on the answer allows, as often and as late as it
 * says, and fetches a new token once where the token was refused. What does not help in the end is thrown as a
 * {@link ProviderError}; what `refreshToken` throws and the reason of an `AbortSignal` are passed on. Failures hide
 * inside 2xx too, so each answer is classified.
 *
 * @param {Options} options
 */
export function createFetch(options) {
  const { provider, refreshToken, deadline = 60_000, clock = realClock } = options;
  const token = refreshToken && new SharedToken(refreshToken, options.token);

  /**
   * @param {string | URL} url
   * @param {CallOptions} [call]
   * @returns {Promise<Response>} an answer that is no failure, its body unread
   */
  return async function providerFetch(url, { operation = options.operation, idempotencyKey, ...init } = {}) {
    const end = clock.now() + deadline;
    const signal = AbortSignal.any([clock.timeout(deadline), ...(init.signal ? [init.signal] : [])]);
    const headers = new Headers(init.headers);
    const idempotent = idempotencyKey !== undefined;
    if (idempotent) {
      headers.set(options.idempotencyHeader ?? "Idempotency-Key", idempotencyKey);
    }
    const about = { provider, operation: operation ?? operationOf(init.method), idempotent };

    for (let retries = 0, refreshes = 0; ; ) {
      const used = token && (await abortable(token.get(), signal));
      if (used !== undefined) {
        headers.set("Authorization", `Bearer ${used}`);
      }
      const { response, verdict, cause } = await ask(url, { ...init, headers, signal }, about, init.signal);
      if (verdict.outcome !== "error") {
        return /** @type {Response} */ (response);
      }
      const refused = verdict.retry.policy === "after_refresh";
      const delay = retryDelay(verdict, refused ? refreshes++ : retries++, options.random);
      if (delay === undefined || clock.now() + delay >= end || (refused && used === undefined)) {
        throw new ProviderError(verdict, response, cause);
      }
      // Gives the connection back. A body that broke off cannot be cancelled, and need not be.
      await response?.body?.cancel().catch(() => undefined);
      if (refused) {
        token?.refuse(/** @type {string} */ (used));
      }
      await clock.sleep(delay, signal);
    }
  };
}

/**
 * ask sends a request once. No answer is a failure like others, unless the caller did not want one any more.
 *
 * @param {string | URL} url
 * @param {RequestInit & { signal: AbortSignal }} init
 * @param {import("finfault").ResponseOptions} about
 * @param {AbortSignal | null | undefined} callers
 * @returns {Promise<{ verdict: Verdict, response?: Response, cause?: unknown }>}
 */
async function ask(url, init, about, callers) {
  const request = new Request(url, init); // what it throws is a mistake of the caller's
  try {
    const response = await fetch(request);
    return { verdict: await classifyResponse(response, { ...about, signal: init.signal }), response };
  } catch (cause) {
    callers?.throwIfAborted();
    if (isFinfaultError(cause)) {
      throw cause;
    }
    return { verdict: await classifyResponse(null, about), cause };
  }
}

/**
 * operationOf returns what a request is for that does not say so. Whether a write may be sent again depends on it.
 *
 * @param {string} [method]
 * @returns {import("finfault").Operation}
 */
function operationOf(method = "GET") {
  return /^(GET|HEAD|OPTIONS)$/i.test(method) ? "read" : "write";
}

/**
 * abortable waits for what others wait for too, and so must not be ended, until a signal says to wait no longer.
 *
 * @template T
 * @param {Promise<T>} shared
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
function abortable(shared, signal) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    shared.then(resolve, reject);
  });
}
