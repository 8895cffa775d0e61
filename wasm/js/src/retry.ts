import type { Retry } from "./types.js";

/**
 * Returns how many milliseconds to wait before retry number `attempt`, counted from 0, or `undefined` where code must
 * not retry, or not any more.
 *
 * The delay is drawn evenly between 0 and the policy's bound (full jitter), so that clients do not come back all at
 * once. A time that a header gave is waited in full: give the verdict on the latest answer. Under the policy
 * `after_refresh` refresh the token first.
 *
 * @param verdict a verdict, or its plain form
 * @param attempt how many retries were made already
 * @param random gives numbers from 0 to 1, the latter excluded
 */
export function retryDelay(
  verdict: { readonly retry: Retry },
  attempt: number,
  random: () => number = Math.random,
): number | undefined {
  const retry = verdict.retry;
  if (!retry.automatic || !(attempt >= 0 && attempt < (retry.max_retries ?? 0))) {
    return undefined;
  }
  const asked = retry.after_ms ?? 0;
  return attempt === 0 && asked > 0 ? asked : Math.max(asked, Math.floor(random() * delayBound(retry, attempt)));
}

/** delayBound returns the longest delay before a retry, as the Go package counts it. */
export function delayBound(retry: Retry, attempt: number): number {
  const tenths = Math.round((retry.factor ?? 0) * 10);
  const cap = retry.cap_ms ?? 0;
  let bound = retry.initial_ms ?? 0;
  for (let n = attempt; n > 0 && bound < cap && tenths > 10; n--) {
    bound = Math.floor((bound * tenths) / 10);
  }
  return Math.min(bound, cap);
}
