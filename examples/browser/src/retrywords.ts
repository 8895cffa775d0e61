import type { Explanation, Provider, Retry } from "finfault";

import { duration } from "./duration.ts";
import { providerWords } from "./words.ts";

/** RetryWords say whether code may retry, in a word or two, and what is to be added to that. */
export interface RetryWords {
  readonly answer: string;
  readonly more: string;
  readonly tone: "good" | "caution" | "bad";
}

/** retryWords says whether and how often to retry. `why` says what turned an automatic retry off, if anything. */
export function retryWords(retry: Retry, why: string): RetryWords {
  switch (retry.policy) {
    case "never":
      return { answer: "No", more: "something has to change first", tone: "bad" };
    case "after_user":
      return { answer: "Not by code", more: "send it again once the end user has acted", tone: "caution" };
  }
  if (!retry.automatic) {
    return { answer: "Not automatically", more: why, tone: "caution" };
  }
  const often = times(retry.max_retries ?? 0);
  switch (retry.policy) {
    case "poll":
      return { answer: "Do not resend", more: `read the state again, ${often}`, tone: "good" };
    case "after_refresh":
      return { answer: "Automatically", more: `${often}: right after one token refresh`, tone: "good" };
  }
  return { answer: "Automatically", more: often, tone: "good" };
}

function times(n: number): string {
  return n === 1 ? "once" : `up to ${n} times`;
}

/** whyNotAutomatic returns what turned an automatic retry off. */
export function whyNotAutomatic(trace: Explanation["trace"]): string {
  const rule = trace.find((step) => step.source === "rule" && step.answer === "no")?.rule;
  return rule ?? "the catalog's row forbids it";
}

/** scheduleNote says what the times of a schedule are. */
export function scheduleNote(retry: Retry): string {
  const drawn = `drawn between 0 and its bound (full jitter), ${duration(retry.cap_ms ?? 0)} at most`;
  const note = retry.after_ms
    ? `The first wait is what a header asks for, waited in full; every other one is ${drawn}.`
    : `Every wait is ${drawn}.`;
  return retry.automatic ? note : `${note} Only for a person who decides to resend.`;
}

/** hint says what the provider itself says about retrying. */
export function hint(provider: Provider, retry: Retry): string {
  const who = provider === "unknown" ? "The provider" : providerWords[provider];
  return { yes: `${who} itself says that a retry may help.`, no: `${who} itself says not to retry.`, unknown: "" }[
    retry.provider_hint
  ];
}
