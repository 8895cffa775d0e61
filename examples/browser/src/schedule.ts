import { retryDelay, type Retry } from "finfault";

/** Wait is the time before one retry. Times are milliseconds. */
export interface Wait {
  /** The number of the retry, from 1. */
  readonly retry: number;
  /** When it begins at the latest, counted from the answer: where every wait before it took its longest. */
  readonly from: number;
  /** The longest that it takes. */
  readonly bound: number;
  /** Whether it is waited in full, as a header asks for; otherwise a time between 0 and the bound is drawn. */
  readonly exact: boolean;
}

/** waits returns the times before each retry; none where a policy knows no times. */
export function waits(retry: Retry): readonly Wait[] {
  if (!retry.initial_ms && !retry.after_ms) {
    return [];
  }
  // A person who decides to resend keeps to the same times. What a header asks for holds for the first one only: the
  // next answer says its own.
  const first = { retry: { ...retry, automatic: true } };
  const later = { retry: { ...first.retry, after_ms: 0 } };
  const list: Wait[] = [];
  let from = 0;
  for (let n = 0; n < (retry.max_retries ?? 0); n++) {
    const bound = retryDelay(n === 0 ? first : later, n, () => 1) ?? 0;
    list.push({ retry: n + 1, from, bound, exact: n === 0 && Boolean(retry.after_ms) });
    from += bound;
  }
  return list;
}

/** total returns how long all waits take at the most. */
export function total(list: readonly Wait[]): number {
  const last = list.at(-1);
  return last === undefined ? 0 : last.from + last.bound;
}
