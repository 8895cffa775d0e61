import { byte, name } from "./fields.js";
import { POLICY, PROVIDER_HINT, RECORD } from "./layout.js";
import type { Retry } from "./types.js";

/** policy returns the policy, out of the word of the record that begins with `truncated`. */
export function policy(flags: number): Retry["policy"] {
  return name(POLICY, byte(flags, RECORD.policy), "never") as Retry["policy"];
}

/** automatic tells whether code may resend, out of the same word: not where a policy asks for it that is not known here. */
export function automatic(flags: number): boolean {
  return byte(flags, RECORD.automatic) !== 0 && byte(flags, RECORD.policy) < POLICY.length;
}

/**
 * retry returns the member of that name. Its parameters are words of the record. What is empty is left out by putting
 * in the rest one by one: deleting members costs as much as the whole verdict.
 */
export function retry(flags: number, numbers: number, initial: number, cap: number, after: number): Retry {
  const said: { -readonly [M in keyof Retry]?: Retry[M] } = { policy: policy(flags), automatic: automatic(flags) };
  const factor = byte(numbers, RECORD.factor_tenths) / 10;
  const retries = byte(numbers, RECORD.max_retries);
  if (initial !== 0) {
    said.initial_ms = initial >>> 0;
  }
  if (factor !== 0) {
    said.factor = factor;
  }
  if (cap !== 0) {
    said.cap_ms = cap >>> 0;
  }
  if (retries !== 0) {
    said.max_retries = retries;
  }
  if (after !== 0) {
    said.after_ms = after >>> 0;
  }
  said.provider_hint = name(PROVIDER_HINT, byte(flags, RECORD.provider_hint)) as Retry["provider_hint"];
  return said as Retry;
}
